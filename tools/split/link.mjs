// Names the part that was taken out of a program by what is in it, and tells the program's script how to load it. The
// splitting tool makes a script of its own for that, which imports the program's by a name that it only gets later.
// The part is left in PARTS/site, from where it is taken into the site.
// Usage: node link.mjs PARTS OUT NAME
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [parts, out, name] = process.argv.slice(2);
const LINK = "./__wasm_split.js";

const loaders = [...readFileSync(join(parts, LINK), "utf8").matchAll(/^export const (__wasm_split_load_(\w+)) =/gm)];
const files = readdirSync(parts).filter((file) => file.endsWith(".wasm") && file !== `${name}.wasm`);
if (loaders.length !== 1 || files.length !== 1) {
  throw new Error(`One part was expected, in one file, not ${loaders.length} in ${files.join(", ") || "none"}.`);
}
const [, loader, part] = loaders[0];

const optimized = join(parts, "optimized");
execFileSync("wasm-opt", ["-Oz", join(parts, files[0]), "-o", optimized], { stdio: ["ignore", "inherit", "ignore"] });
const bytes = readFileSync(optimized);
const file = `${part}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.wasm`;
mkdirSync(join(parts, "site"));
writeFileSync(join(parts, "site", file), bytes);

// What a part shares with the program are exports of the program. A host that does not name the type of .wasm can't
// have it compiled while it comes in.
const link = `
let ${part};
async function load_${part}() {
  const response = await fetch(new URL("./${file}", import.meta.url));
  if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
  const imports = { __wasm_split: wasm };
  const type = response.headers.get("content-type");
  await (type?.startsWith("application/wasm")
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports));
}
const __wasm_split = {
  async ${loader}(callback, data) {
    let is_loaded = true;
    try {
      await (${part} ??= load_${part}());
    } catch (error) {
      console.warn(error);
      // The next attempt is a new one.
      ${part} = undefined;
      is_loaded = false;
    }
    wasm.__indirect_function_table.get(callback)(data, is_loaded);
  },
};
`;

const script = join(out, `${name}.js`);
let text = readFileSync(script, "utf8");
const imported = new RegExp(`^import \\* as (\\w+) from "${LINK.replaceAll(".", "\\.")}";?\\n`, "gm");
const names = [...text.matchAll(imported)].map(([, name]) => name);
const entry = (name) => new RegExp(`("${LINK.replaceAll(".", "\\.")}": )${name}\\b`);
if (names.length === 0 || !names.every((name) => entry(name).test(text))) {
  throw new Error(`${script} does not import the parts' script as it used to.`);
}
text = text.replace(imported, "");
for (const name of names) text = text.replace(entry(name), "$1__wasm_split");
writeFileSync(script, link.trimStart() + text);
