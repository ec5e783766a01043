// Names the parts that were taken out of a program by what is in them, and tells the program's script how to load them. The
// splitting tool makes a script of its own for that, which imports the program's by a name that it only gets later.
// The parts are left in PARTS/site, from where they are taken into the site.
// Usage: node link.mjs PARTS OUT NAME
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [parts, out, name] = process.argv.slice(2);
const LINK = "./__wasm_split.js";

// What several parts need is a chunk, which comes before each of them.
const linked = readFileSync(join(parts, LINK), "utf8");
const named = (text) => text.match(/"\.\/(\w+)\.wasm"/)?.[1];
const made = [...linked.matchAll(/^(?:export )?const (\w+) = (?:wrapAsyncCb\()?makeLoad\(([\s\S]*?), \[([^\]]*)\]\)\)?;$/gm)];
const loads = made.map(([, loader, fetcher, before]) => ({ loader, file: named(fetcher), before: before.match(/\w+/g) ?? [] }));
const files = readdirSync(parts).filter((file) => file.endsWith(".wasm") && file !== `${name}.wasm`);
const told = loads.map(({ file }) => `${file}.wasm`);
if (loads.length === 0 || files.length !== told.length || !files.every((file) => told.includes(file))) {
  throw new Error(`The script of the parts tells of ${told.join(", ") || "none"}; there are ${files.join(", ") || "none"}.`);
}

mkdirSync(join(parts, "site"));
/** The name in the site of each file: what it is, and a hash of what is in it. */
const inSite = Object.fromEntries(
  loads.map(({ loader, file }) => {
    const optimized = join(parts, "optimized");
    execFileSync("wasm-opt", ["-Oz", join(parts, `${file}.wasm`), "-o", optimized], { stdio: ["ignore", "inherit", "ignore"] });
    const bytes = readFileSync(optimized);
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    const path = `${file.replace(/^split_/, "").replace(/^chunk_\d+$/, "shared")}-${hash}.wasm`;
    writeFileSync(join(parts, "site", path), bytes);
    return [loader, path];
  }),
);

// What a part shares with the program are exports of the program. A host that does not name the type of .wasm can't
// have it compiled while it comes in.
const entries = loads
  .filter(({ loader }) => loader.startsWith("__wasm_split_load_"))
  .map(({ loader, before }) => `  ${loader}: loader(${JSON.stringify([...before, loader].map((each) => inSite[each]))}),\n`);
const link = `
const loaded = {};
function load(file, before) {
  return (loaded[file] ??= (async () => {
    try {
      const [response] = await Promise.all([fetch(new URL(file, import.meta.url)), before]);
      if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
      const imports = { __wasm_split: wasm };
      const type = response.headers.get("content-type");
      await (type?.startsWith("application/wasm")
        ? WebAssembly.instantiateStreaming(response, imports)
        : WebAssembly.instantiate(await response.arrayBuffer(), imports));
    } catch (error) {
      // The next attempt is a new one.
      delete loaded[file];
      throw error;
    }
  })());
}
const loader = (files) => async (callback, data) => {
  let is_loaded = true;
  try {
    await files.reduce((before, file) => load(file, before), undefined);
  } catch (error) {
    console.warn(error);
    is_loaded = false;
  }
  wasm.__indirect_function_table.get(callback)(data, is_loaded);
};
const __wasm_split = {
${entries.join("")}};
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
