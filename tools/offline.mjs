// Lets a built site be kept by browsers: writes sw.js, the worker, with the list of what the live page needs, and names it
// in the page. The pictures of the still page and all else that is only for taking away stay on the network.
// It is the last to touch the site's files. Done again, it replaces what it wrote.
// Usage: node tools/offline.mjs DIST
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WORKER = "sw.js";
const INDEX = "index.html";
const SOURCE = fileURLToPath(new URL("../public/sw.js", import.meta.url));
const KEPT = /^(index\.html|[^/]+\.(css|js|wasm|webmanifest)|icons\/[^/]+\.png)$/;
const META = /\s*<meta name="blindspot-offline"[^>]*>/;

const [dist] = process.argv.slice(2);
if (!dist) throw new Error("Usage: node tools/offline.mjs DIST");

const hash = (text, encoding) => createHash("sha256").update(text).digest(encoding);

/** Replaces what must be there. */
function replaced(text, what, by) {
  if (!text.includes(what)) throw new Error(`there is no ${what} to replace`);
  return text.replace(what, () => by);
}

const folders = await Promise.all(["", "icons"].map((folder) => readdir(join(dist, folder)).catch(() => [])));
const names = [...folders[0], ...folders[1].map((name) => `icons/${name}`)];
if (!names.includes(INDEX)) throw new Error(`${dist} has no ${INDEX}: is it a built site?`);
const html = (await readFile(join(dist, INDEX), "utf8")).replace(META, "");
// The first screen is painted before the program, with pictures of its own.
const [first] = html.match(/<div id="first">[\s\S]*?<!-- \/first -->/) ?? [""];
const painted = new Set([...first.matchAll(/"(figures\/[^"]+\.svg)"/g)].map(([, name]) => name));
const kept = [...names.filter((name) => KEPT.test(name) && name !== WORKER), ...painted].sort();

const source = await readFile(SOURCE, "utf8");
const files = {};
let size = 0;
for (const name of kept) {
  const content = name === INDEX ? Buffer.from(html) : await readFile(join(dist, name));
  files[name] = hash(content, "base64");
  size += content.length;
}
// The worker too is part of a version: what it keeps is for itself.
const version = hash(JSON.stringify([source, files]), "hex").slice(0, 16);
// It goes by the version that is in the page, since hosts may add to the page.
files[INDEX] = "";

const worker = replaced(source, "{version}", version);
await writeFile(join(dist, WORKER), replaced(worker, '{ "{files}": "" }', JSON.stringify(files, null, 4).replace(/}$/, "  }")));
const meta = `<meta name="blindspot-offline" content="${WORKER}" data-version="${version}">`;
await writeFile(join(dist, INDEX), replaced(html, "</head>", `  ${meta}\n  </head>`));
console.log(`Kept for reading offline: ${kept.length} files of ${(size / 1e6).toFixed(2)} MB, as version ${version}.`);
