// Prints the size of every file in dist/ and what the first view downloads, against its budget.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { startSite } from "./harness.mjs";

const BUDGET = 350_000; // bytes, brotli
const DIST = fileURLToPath(new URL("../dist", import.meta.url));

async function measure(file) {
  const raw = await readFile(file);
  const quality = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  };
  return {
    name: relative(DIST, file).split(sep).join("/"),
    raw: raw.length,
    gzip: gzipSync(raw, { level: 9 }).length,
    brotli: brotliCompressSync(raw, { params: quality }).length,
  };
}

/** The files without which the opening does not stand, and those that are asked for after it. */
async function requested() {
  const site = await startSite();
  try {
    const asked = ({ prefix, requests }) =>
      new Set(requests.map((path) => decodeURIComponent(path.slice(prefix.length)) || "index.html"));
    // The opening is drawn although what comes later never comes.
    const { page, close } = await site.openPage({
      ready: false,
      prepare: (page) => page.route("**/rest-*.wasm", () => {}),
    });
    await page.waitForFunction(() => {
      const canvas = document.querySelector("#opening canvas");
      if (!canvas?.width || !canvas.height) return false;
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels.some((value, i) => i % 4 !== 3 && value !== pixels[i % 4]);
    });
    const first = asked(site.server);
    await close();
    const whole = await site.openPage();
    await whole.page.waitForLoadState("networkidle");
    return { first, all: asked(site.server) };
  } finally {
    await site.close();
  }
}

const print = (mark, { name, raw, gzip, brotli }) =>
  console.log(`${mark} ${[raw, gzip, brotli].map((bytes) => String(bytes).padStart(10)).join("")}  ${name}`);

const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const sizes = await Promise.all(files.map(measure));
sizes.sort((a, b) => b.brotli - a.brotli);
const { first, all } = await requested();

const sum = (name) => ({ name, raw: 0, gzip: 0, brotli: 0 });
const [total, page] = [sum("first view"), sum("whole page")];
const add = (total, size) => ["raw", "gzip", "brotli"].forEach((kind) => (total[kind] += size[kind]));
console.log("         raw   gzip -9 brotli 11  file (bytes; * is in the first view, + comes after it)");
for (const size of sizes) {
  if (first.has(size.name)) add(total, size);
  if (all.has(size.name)) add(page, size);
  print(first.has(size.name) ? "*" : all.has(size.name) ? "+" : " ", size);
}
print("=", total);
print("=", page);
const share = Math.round((100 * total.brotli) / BUDGET);
console.log(`The first view is ${(total.brotli / 1000).toFixed(1)} kB brotli, ${share} % of its budget of ${BUDGET / 1000} kB.`);
if (total.brotli > BUDGET) {
  console.error("The first view is over its budget.");
  process.exitCode = 1;
}
