// Lighthouse on its mobile profile, and how soon the first slider answers on the same phone. The site is served as a good
// host does it: brotli, and every file kept by its name.
// Usage: node bench/lighthouse.mjs PACKAGES   (the folder that holds node_modules/lighthouse)
// Of ROUNDS=n (3) runs the median counts: what else the machine does is in every one.

import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

import { startSite } from "../e2e/harness.mjs";
import { TYPES } from "../e2e/server.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const PORT = 9_333;
/** The phone of Lighthouse's mobile profile: slow 4G and a processor at a quarter of its speed. */
const PHONE = { latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9, offline: false };
const SLOWER = 4;
const score = (name) => ({ name, digits: 0, unit: "", least: 100, of: ({ categories }) => 100 * categories[name].score });
const audit = (name, id, digits, unit, most, scale = 1) => ({
  name,
  digits,
  unit,
  most,
  of: ({ audits }) => audits[id].numericValue * scale,
});
const ASKED = [
  { ...score("performance"), least: 95 },
  ...["accessibility", "best-practices", "seo"].map(score),
  audit("first paint", "first-contentful-paint", 2, " s", 1.8, 1e-3),
  audit("largest paint", "largest-contentful-paint", 2, " s", 1.8, 1e-3),
  audit("blocking", "total-blocking-time", 0, " ms", 200),
  audit("interactive", "interactive", 2, " s", Infinity, 1e-3),
  audit("shift", "cumulative-layout-shift", 3, "", 0.02),
  { name: "first slider answers", digits: 2, unit: " s", most: 3, of: ({ firstAnswer }) => firstAnswer },
];

/** All files of the site in brotli, by their path. */
async function compressed(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const all = files.map(async (file) => {
    const body = await readFile(file);
    const type = Object.entries(TYPES).find(([end]) => file.endsWith(end))?.[1] ?? "application/octet-stream";
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    return [relative(root, file).split(sep).join("/"), { type, body: brotliCompressSync(body, { params }) }];
  });
  return new Map(await Promise.all(all));
}

/** In the page, before anything of it: notes when a slider first moves what is said of it. */
function watch() {
  const said = () => document.querySelector("#opening .verdict")?.textContent;
  const attempt = () => {
    const slider = document.querySelector('#opening input[type="range"]:enabled');
    const before = said();
    if (!slider || !before) return setTimeout(attempt, 20);
    const [value, other] = [slider.value, slider.value === slider.max ? slider.min : slider.max];
    const move = (to) => {
      slider.value = to;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    };
    move(other);
    requestAnimationFrame(() => {
      if (said() === before) {
        slider.value = value;
        return setTimeout(attempt, 20);
      }
      window.firstAnswer = performance.now() / 1000;
      move(value);
    });
  };
  addEventListener("DOMContentLoaded", attempt);
}

/** Seconds until the first slider answers, on the phone. */
async function firstAnswer(browser, url) {
  const page = await browser.newPage({ viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true });
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", PHONE);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.firstAnswer, undefined, { timeout: 60_000 });
  const seconds = await page.evaluate(() => window.firstAnswer);
  await page.close();
  return seconds;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const packages = process.argv[2];
if (!packages) throw new Error("Usage: node bench/lighthouse.mjs PACKAGES");
const entry = createRequire(join(resolve(packages), "package.json")).resolve("lighthouse");
const { default: lighthouse } = await import(pathToFileURL(entry));
const files = await compressed(fileURLToPath(new URL("../dist", import.meta.url)));
const site = await startSite({
  args: [`--remote-debugging-port=${PORT}`],
  server: {
    answer(path, response) {
      const { prefix } = site.server;
      const file = path.startsWith(prefix) && files.get(decodeURIComponent(path.slice(prefix.length)) || "index.html");
      if (!file) return false;
      response.writeHead(200, { "content-type": file.type, "content-encoding": "br", "cache-control": "max-age=31536000" });
      response.end(file.body);
      return true;
    },
  },
});
const runs = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const { lhr } = await lighthouse(site.server.url, { port: PORT, output: "json", logLevel: "error" });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const weighty = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const unmet = weighty.map(({ id }) => id).filter((id) => lhr.audits[id].score !== null && lhr.audits[id].score < 0.9);
  runs.push({ ...lhr, unmet, firstAnswer: await firstAnswer(site.browser, site.server.url) });
}
let isWithin = true;
for (const { name, digits, unit, least = -Infinity, most = Infinity, of } of ASKED) {
  const values = runs.map(of);
  const value = median(values);
  const passes = value >= least && value <= most;
  isWithin &&= passes;
  const bound = Number.isFinite(least) ? `≥ ${least}` : Number.isFinite(most) ? `≤ ${most}` : "no budget";
  const all = values.map((value) => value.toFixed(digits)).join(", ");
  console.log(`${name.padEnd(22)}${value.toFixed(digits).padStart(7)}${unit.padEnd(4)} (${bound}): ${passes ? "pass" : "FAIL"}   of ${all}`);
}
console.log(`The machine's own speed by Lighthouse: ${median(runs.map(({ environment }) => environment.benchmarkIndex)).toFixed(0)}`);
const unmet = new Set(runs.flatMap(({ unmet }) => unmet));
if (unmet.size) console.log(`Below the mark somewhere: ${[...unmet].join(", ")}`);
await site.close();
process.exitCode = isWithin ? 0 : 1;
