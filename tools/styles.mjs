// Joins the style sheets into the files that a reader loads, without what people write in them for people. One file is one
// request, and smaller than its parts; what only rooms need is a file of its own.
// Usage: node tools/styles.mjs FOLDER   (Trunk does it before each build)
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FILES = {
  page: ["boot", "tokens", "page", "controls", "chapters", "hero", "models", "embed"],
  workshop: ["workshop"],
};
const [folder] = process.argv.slice(2);
if (!folder) throw new Error("Usage: node tools/styles.mjs FOLDER");

const source = (name) => readFile(fileURLToPath(new URL(`../style/${name}.css`, import.meta.url)), "utf8");
const terse = (style) => style.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\n\s*/g, "\n").replace(/\n+/g, "\n").trimStart();

await mkdir(folder, { recursive: true });
for (const [file, names] of Object.entries(FILES)) {
  const path = join(folder, `${file}.css`);
  const style = terse((await Promise.all(names.map(source))).join("\n"));
  // A file that stays as it was is not written: who watches it would build for ever.
  if ((await readFile(path, "utf8").catch(() => "")) !== style) await writeFile(path, style);
}
