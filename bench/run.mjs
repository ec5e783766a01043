// Times the model natively, as WebAssembly and against JavaScript, in turns, and prints them side by side.
// Usage: node bench/run.mjs NATIVE_PROGRAM WASM_MODULE

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";

import * as kernel from "./kernel.mjs";

const [program, module] = process.argv.slice(2);
if (!module) throw new Error("Usage: node bench/run.mjs NATIVE_PROGRAM WASM_MODULE");
const wasm = createRequire(import.meta.url)(resolve(module));

const ROUNDS = 7;
const ROUND_SECONDS = 0.3;
const POSITIONS = 41;
const SLIDERS = ["diversity", "supervision", "audit_budget"];
// Settings of the library whose charts are timed: the default, one model, four labs.
const CHARTED = [0, 1, 2];

// The native program is one long-lived child that works on one order at a time and holds its own clock.
const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
child.on("error", (error) => fail(`The native program did not start: ${error.message}`));
const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

async function native(...order) {
  child.stdin.write(order.join(" ") + "\n");
  const { value, done } = await answers.next();
  if (done) fail(`The native program ended at: ${order.join(" ")}`);
  return JSON.parse(value);
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return { seconds: (performance.now() - start) / 1000, result };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

const median = (values) => quantile(values, 0.5);

function table(head, rows) {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
  const line = (row) => row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join("  ");
  console.log([line(head), ...rows.map(line)].join("\n"));
}

// Throws the report away rather than print the speed of a wrong kernel.
function check(who, setting, counts) {
  const count = Object.fromEntries(kernel.counts.map((name, i) => [name, counts[i]]));
  const share = (hits, of, truth) => (hits / of - truth) / Math.sqrt((truth * (1 - truth)) / of);
  const mean = count.audited / count.projects;
  const spread = Math.sqrt((count.audited_squared / count.projects - mean * mean) / count.projects);
  const deviations = {
    error_rate_now: share(count.wrong, count.calls, setting.error_rate_now),
    surviving_share: share(count.surviving, count.calls, setting.surviving_share),
    undetected_share: share(count.undetected, count.calls, setting.undetected_share),
    integrity: share(count.intact, count.projects, setting.integrity),
    coverage: (mean - setting.coverage * setting.judgement_calls) / spread,
  };
  for (const [name, deviation] of Object.entries(deviations)) {
    if (!(Math.abs(deviation) <= 4)) {
      fail(`${who} is wrong: ${name} lies ${deviation.toFixed(1)} standard errors from the exact solution.`);
    }
  }
}

function same(what, a, b) {
  if (String(a) !== String(b)) fail(`${what}: native gives ${a}, WebAssembly ${b}.`);
}

async function simulation() {
  const rows = [];
  for (const [number, name] of wasm.setting_names().entries()) {
    const setting = JSON.parse(wasm.describe(number));
    const run = {
      native: (projects, seed) => native("simulate", number, projects, seed),
      wasm: (projects, seed) => timed(() => wasm.simulate(number, projects, seed)),
      js: (projects, seed) => timed(() => kernel.simulate(setting, projects, seed)),
    };

    // Warmed up and found right first; how fast it went says how much work is a round.
    const projects = {};
    const checked = {};
    for (const who of Object.keys(run)) {
      await run[who](2000, 1);
      checked[who] = await run[who](20_000, 2);
      check(`${who}, ${name}`, setting, checked[who].result);
      projects[who] = Math.ceil((20_000 * ROUND_SECONDS) / checked[who].seconds);
    }
    same(`Simulation, ${name}`, checked.native.result, checked.wasm.result);

    const rates = { native: [], wasm: [], js: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const who of Object.keys(run)) {
        const { seconds } = await run[who](projects[who], round);
        rates[who].push((projects[who] * setting.judgement_calls) / seconds / 1e6);
      }
    }
    // Paired by round: what else the machine does then hits both sides of a ratio alike.
    const ratio = (a, b) => rates[a].map((rate, i) => rate / rates[b][i]);
    const speed = (who) => {
      const spread = (quantile(rates[who], 1) - quantile(rates[who], 0)) / 2 / median(rates[who]);
      return `${median(rates[who]).toFixed(1)} ±${(100 * spread).toFixed(0)}%`;
    };
    rows.push([
      name,
      speed("native"),
      speed("wasm"),
      speed("js"),
      median(ratio("wasm", "native")).toFixed(2),
      median(ratio("wasm", "js")).toFixed(2),
    ]);
  }
  console.log(`Simulation: million judgement calls a second (median of ${ROUNDS} rounds in turns, ± half the range)`);
  table(["setting", "native", "wasm", "JavaScript", "wasm/native", "wasm/JavaScript"], rows);
}

const milliseconds = (seconds) => (1000 * seconds).toFixed(2);

async function charts() {
  const names = wasm.setting_names();
  const rows = [];
  for (const number of CHARTED) {
    for (const [slider, moved] of SLIDERS.entries()) {
      await native("charts", number, slider);
      const page = new wasm.Charts(number, slider);
      const times = { native: [], wasm: [] };
      const move = async (position) => {
        const there = await native("move", position);
        const here = timed(() => page.moved_to(position));
        same(`${moved} at ${position}, ${names[number]}`, there.result[0], here.result);
        return [there.seconds, here.seconds];
      };
      for (let i = 0; i < 5; i++) await move(i / 5);
      for (let i = 0; i < POSITIONS; i++) {
        const [there, here] = await move(i / (POSITIONS - 1));
        times.native.push(there);
        times.wasm.push(here);
      }
      page.free();
      rows.push([
        names[number],
        moved,
        ...["native", "wasm"].flatMap((who) => [0.5, 0.95].map((q) => milliseconds(quantile(times[who], q)))),
        median(times.native.map((seconds, i) => seconds / times.wasm[i])).toFixed(2),
      ]);
    }
  }
  console.log(`\nAll headline charts after a slider has moved: milliseconds, over ${POSITIONS} positions`);
  table(["setting", "slider", "native", "p95", "wasm", "p95", "wasm/native"], rows);
}

async function parts() {
  const rows = [];
  const time = async (name, ...order) => {
    const seconds = [];
    for (let i = 0; i < 30; i++) seconds.push((await native(...order)).seconds);
    rows.push([name, ...[0.5, 0.95].map((q) => milliseconds(quantile(seconds, q)))]);
  };
  for (const number of CHARTED) {
    const name = wasm.setting_names()[number];
    await time(`table of U(θ), ${name}`, "table", number);
    await time(`fixed point and folds, ${name}`, "feedback", number);
  }
  await time("fit to Knight and Leveson", "fit");
  console.log("\nParts, natively: milliseconds");
  table(["", "median", "p95"], rows);
}

await simulation();
await charts();
await parts();
child.stdin.end();
