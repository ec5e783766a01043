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

/** The files that the browser asks for until the app has drawn and the network is quiet. */
async function firstView() {
  const site = await startSite();
  try {
    const { page } = await site.openPage();
    await page.waitForLoadState("networkidle");
    const { prefix, requests } = site.server;
    return new Set(requests.map((path) => decodeURIComponent(path.slice(prefix.length)) || "index.html"));
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
const seen = await firstView();

const total = { name: "first view", raw: 0, gzip: 0, brotli: 0 };
console.log("         raw   gzip -9 brotli 11  file (bytes; * is in the first view)");
for (const size of sizes) {
  const first = seen.has(size.name);
  if (first) for (const kind of ["raw", "gzip", "brotli"]) total[kind] += size[kind];
  print(first ? "*" : " ", size);
}
print("=", total);
const share = Math.round((100 * total.brotli) / BUDGET);
console.log(`The first view is ${(total.brotli / 1000).toFixed(1)} kB brotli, ${share} % of its budget of ${BUDGET / 1000} kB.`);
if (total.brotli > BUDGET) {
  console.error("The first view is over its budget.");
  process.exitCode = 1;
}
