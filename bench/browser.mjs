// The simulation once more, where readers run it: native against WebAssembly and JavaScript in Chromium, in turns.
// Usage: node bench/browser.mjs NATIVE_PROGRAM FOLDER, the folder holding blindspot_bench.js (target web) and kernel.js

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { startSite } from "../e2e/harness.mjs";

const [program, root] = process.argv.slice(2);
if (!root) throw new Error("Usage: node bench/browser.mjs NATIVE_PROGRAM FOLDER");
const ROUNDS = 7;
const PROJECTS = { native: 20_000, wasm: 20_000, js: 6000 };

const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const site = await startSite({ server: { root } });
const { page } = await site.openPage({ ready: false });
const settings = await page.evaluate(async () => {
  const wasm = await import("./blindspot_bench.js");
  await wasm.default();
  const kernel = await import("./kernel.js");
  const described = wasm.setting_names().map((_, number) => JSON.parse(wasm.describe(number)));
  window.run = {
    wasm: (number, projects, seed) => wasm.simulate(number, projects, seed),
    js: (number, projects, seed) => kernel.simulate(described[number], projects, seed),
  };
  return wasm.setting_names().map((name, number) => ({ name, calls: described[number].judgement_calls }));
});

const inPage = (who) => (number, seed) =>
  page.evaluate(
    ([who, number, projects, seed]) => {
      const start = performance.now();
      window.run[who](number, projects, seed);
      return (performance.now() - start) / 1000;
    },
    [who, number, PROJECTS[who], seed],
  );
const runs = {
  async native(number, seed) {
    child.stdin.write(`simulate ${number} ${PROJECTS.native} ${seed}\n`);
    return JSON.parse((await answers.next()).value).seconds;
  },
  wasm: inPage("wasm"),
  js: inPage("js"),
};
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

console.log("setting                       native      wasm  JavaScript  wasm/native  wasm/JavaScript");
for (const [number, { name, calls }] of settings.entries()) {
  const rates = { native: [], wasm: [], js: [] };
  // Two rounds for the compilers to warm up.
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const who of Object.keys(runs)) {
      const seconds = await runs[who](number, round + 2);
      if (round >= 0) rates[who].push((PROJECTS[who] * calls) / seconds / 1e6);
    }
  }
  const ratio = (a, b) => median(rates[a].map((rate, i) => rate / rates[b][i])).toFixed(2);
  const cells = [
    name.padEnd(26),
    median(rates.native).toFixed(1).padStart(10),
    median(rates.wasm).toFixed(1).padStart(10),
    median(rates.js).toFixed(1).padStart(12),
    ratio("wasm", "native").padStart(13),
    ratio("wasm", "js").padStart(17),
  ];
  console.log(cells.join(""));
}
child.stdin.end();
await site.close();
