// Packs a built site into one HTML file that asks for nothing: style sheets, scripts, the program and its later part, and
// the still page's pictures are in it, and its own content security policy forbids any request. The programs are packed as
// xz, a third less than what browsers unpack by themselves.
// Put into the site itself, it is named in the site's page, which can offer it.
// Usage: node tools/single.mjs DIST FILE
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

const BUDGET = 1_700_000; // bytes
const [dist, target] = process.argv.slice(2);
if (!target) throw new Error("Usage: node tools/single.mjs DIST FILE");

// Both come with tools/setup.sh.
const UNPACKING = join(process.env.XZ_DECOMPRESS_HOME ?? "", "node_modules/xz-decompress/dist/package/xz-decompress.min.js");
const PACKING = "run --quiet --offline --profile test --no-default-features --package blindspot --example pack".split(" ");
const packed = (input) => execFileSync("cargo", PACKING, { input, maxBuffer: 1e9, stdio: ["pipe", "pipe", "inherit"] });

const read = (name) => readFile(join(dist, name), "utf8");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Replaces what must be there; a site of another make is refused rather than packed in part. */
function replaced(text, what, by) {
  const found = text.replace(what, by);
  if (found === text) throw new Error(`${dist} has no ${what}: is it a site of this version?`);
  return found;
}

// Four bytes are five of these letters, which base64 needs six for: no "<" that could end a script, no backslash.
const LETTERS = Array.from({ length: 87 }, (_, i) => String.fromCharCode(40 + i)).filter((letter) => !"<\\".includes(letter));

/** Bytes as letters, four at a time; the last four are filled up with zeros. */
function written(bytes) {
  const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  bytes.copy(padded);
  const words = [];
  for (let at = 0; at < padded.length; at += 4) {
    let word = padded.readUInt32BE(at);
    let letters = "";
    for (let n = 0; n < 5; n += 1) {
      letters = LETTERS[word % 85] + letters;
      word = Math.floor(word / 85);
    }
    words.push(letters);
  }
  return words.join("");
}

/** A script's text may not end the element that it stands in. */
const inScript = (text) => text.replaceAll("</script", "<\\/script");

const index = await read("index.html");
// What leads from the site to this file, or belongs to its being kept for reading offline.
const OFFER = /\s*<link rel="alternate"[^>]* data-single[^>]*>/;
let html = index.replace(OFFER, "").replace(/\s*<meta name="blindspot-offline"[^>]*>/, "");

// The file is there at once, and so is its program: nothing needs to stand before it.
html = replaced(html, /<div id="first">[\s\S]*?<!-- \/first -->/, "");

const sheets = [...html.matchAll(/<(?:link rel="stylesheet" href|meta name="blindspot-workshop" content)="\.\/([^"]+\.css)"\/?>\s*/g)];
if (sheets.length !== 2) throw new Error(`${dist} has ${sheets.length} style sheets instead of two: is it a site of this version?`);
let style = (await Promise.all(sheets.map(([, name]) => read(name)))).join("\n");
// The pictures are of the light scheme only.
style += "\n#still .picture img { background: #fff; }\n";
for (const [link] of sheets) html = html.replace(link, "");

const [meta, module, wasm] = html.match(/<meta name="blindspot-app" data-module="\.\/([^"]+)" data-wasm="\.\/([^"]+)">\s*/);
html = html.replace(meta, "");
const plain = [...html.matchAll(/<script src="\.\/((?:boot|translated)-[^"]+)" defer><\/script>\s*/g)];
for (const [script] of plain) html = html.replace(script, "");
html = html.replace(/<link rel="(?:modulepreload|preload|manifest|apple-touch-icon|alternate)"[^>]*>\s*/g, "");
html = html.replace(/<script src="\.\/offline[^"]*" defer><\/script>\s*/g, "");

// The app: a module that finds its own binaries in the document.
const binaries = [wasm, ...(await readdir(dist)).filter((name) => name.endsWith(".wasm") && name !== wasm)];
// No text of it goes over lines, so that how they are moved in and what stands there for people can go.
let app = (await read(module)).replace(/^\s*\/\*\*[\s\S]*?\*\/$/gm, "").replace(/\n\s+/g, "\n");
app = replaced(app, "fetch(new URL(file, import.meta.url))", "unpacked(file)");
const programs = await Promise.all(binaries.map((name) => readFile(join(dist, name))));
const together = packed(Buffer.concat(programs));
// Where each begins, and where the last ends.
const starts = programs.reduce((starts, { length }) => [...starts, starts.at(-1) + length], [0]);
app += `
const programs = (() => {
  const text = document.getElementById("programs").textContent;
  const bytes = new DataView(new ArrayBuffer((text.length / 5) * 4));
  for (let i = 0; i < text.length; ) {
    let word = 0;
    const at = (i / 5) * 4;
    for (let n = 0; n < 5; n += 1) {
      const code = text.charCodeAt(i++);
      word = word * 85 + code - 40 - (code > 60) - (code > 92);
    }
    bytes.setUint32(at, word);
  }
  const packed = new Blob([new Uint8Array(bytes.buffer, 0, ${together.length})]).stream();
  return new Response(new globalThis["xz-decompress"].XzReadableStream(packed)).arrayBuffer();
})();
async function unpacked(name) {
  const at = ${JSON.stringify(binaries)}.indexOf(name);
  const starts = ${JSON.stringify(starts)};
  const bytes = (await programs).slice(starts[at], starts[at + 1]);
  return new Response(bytes, { headers: { "content-type": "application/wasm" } });
}
globalThis.blindspot = () => __wbg_init({ module_or_path: unpacked("${wasm}") });
`;
// A module has no global object for its "this", by which the package makes itself known.
const unpacking = `(function () {${await readFile(UNPACKING, "utf8")}}).call(globalThis);`;
const scripts = [unpacking, app, ...(await Promise.all(plain.map(([, name]) => read(name))))].map(inScript);

/** What occurs most often. */
function usual(texts) {
  const counts = new Map();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

// The still page's pictures, each in the width that suits most screens.
const files = await readdir(join(dist, "figures"));
for (const picture of new Set([...html.matchAll(/<picture>[\s\S]*?<\/picture>/g)].map(([picture]) => picture))) {
  const [image, name] = picture.match(/<img src="figures\/([^"]+)\.svg"[^>]*>/);
  const file = files.includes(`${name}-medium.svg`) ? `${name}-medium.svg` : `${name}.svg`;
  const drawing = await read(join("figures", file));
  const [, width, height] = drawing.match(/^<svg width="(\d+)" height="(\d+)"/);
  // As short as an address can be: the font, its usual size and, where all marks have one, the usual colour are named once,
  // what stands between marks says nothing, what is usual need not be said, nobody sees a third digit of a shade, and a
  // single quote need not be spelled out.
  const [font] = drawing.match(/ font-family="[^"]*"/) ?? [""];
  const size = usual(drawing.match(/ font-size="[^"]*"/g) ?? [""]);
  const fills = drawing.match(/ fill="[^"]*"/g) ?? [""];
  const isFilled = fills.length === drawing.match(/<(?!\/|svg|title|desc)\w+/g)?.length;
  const fill = isFilled ? usual(fills) : "";
  const encoded = drawing
    .trim()
    .replaceAll(font, "")
    .replaceAll(size, "")
    .replaceAll(fill, "")
    .replace("<svg", `<svg font-family="system-ui,sans-serif"${size.replace(/\.0+\d"/, '"')}${fill}`)
    .replaceAll(' stroke="none"', "")
    // The page's style has the ground.
    .replace(/<rect x="0" y="0" [^>]*fill="#FFFFFF"\/>/, "")
    .replace(/(opacity=")0(\.\d\d?)\d*"/g, '$1$2"')
    .replace(/\s*([<>])\s*/g, "$1")
    .replaceAll(' "', '"')
    .replace(/\b(\d+,\d+)(?: \1)+\b(?!,)/g, "$1")
    .replace(/ (?:opacity|stroke-width)="1"/g, "")
    .replace(/[%#&']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
    .replaceAll('"', "'");
  const embedded = image
    .replace(/src="[^"]*"/, `src="data:image/svg+xml,${encoded}"`)
    .replace(/width="\d+" height="\d+"/, `width="${width}" height="${height}"`)
    .replace(' loading="lazy"', "");
  html = html.replace(picture, () => embedded);
}
html = html.replace(/<p class="fine"><a href="figures\/[^"]+\.csv"[^>]*>[^<]*<\/a><\/p>\s*/g, "");

const policy = [
  "default-src 'none'",
  `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "img-src data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
html = replaced(html, '<meta charset="utf-8">', (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
html = replaced(html, /\s*<\/head>/, () => `\n    <style>${style}</style>\n  </head>`);
const data = `<script type="application/octet-stream" id="programs">${written(together)}</script>\n`;
const modules = scripts.map((text) => `<script type="module">${text}</script>\n`);
html = replaced(html, "</body>", () => `${data}${modules.join("")}</body>`);

const left = html.replace(/<script[\s\S]*?<\/script>/g, "").match(/(?:src|srcset|href)="(?!#|data:|https?:)[^"]{0,80}/);
if (left) throw new Error(`The single file would ask for ${left[0]}…`);
await mkdir(dirname(target), { recursive: true });
await writeFile(target, html);
if (resolve(dirname(target)) === resolve(dist)) {
  const offer = `<link rel="alternate" type="text/html" href="./${basename(target)}" data-single title="The whole page in one file">`;
  await writeFile(join(dist, "index.html"), replaced(index.replace(OFFER, ""), /\s*<\/head>/, `\n    ${offer}\n  </head>`));
}
const size = Buffer.byteLength(html);
console.log(`${target}: ${(size / 1e6).toFixed(2)} MB, ${Math.round((100 * size) / BUDGET)} % of its budget.`);
if (size > BUDGET) throw new Error("The single file is over its budget.");
