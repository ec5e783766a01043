// From a slider's input to the frame that shows it, over every visible slider of the page, at full and at a quarter
// speed; with the longest task and how far things jumped meanwhile.
// Usage: node bench/drag.mjs [FOLDER...]   (default: dist/; of several builds each slider is dragged in turns)
// Where things jumped too far, the slider is dragged again with the words around changing numbers unseen (they still take
// their room): a word that moves along its line because a number before it got longer is what the reader asked for, a
// figure that moves is not.
// SLIDERS=id,id drags only these, SPEEDS=1,4 only at these; of ROUNDS=n drags the quietest counts, since what else runs on
// the machine only ever adds.

import { startSite } from "../e2e/harness.mjs";

const MOVES = 40;
/** Delays at the 95th percentile, by how much slower the processor is made. */
const BUDGET = { 1: 16, 4: 33 };
const LONGEST_TASK = 50;
const LARGEST_SHIFT = 0.02;
const WORDS_UNSEEN = "p:has(data) { visibility: hidden; }";
/** A page that never rests is not waited for: what it does then belongs to the drag. */
const PATIENCE = 20_000;

const folders = process.argv.slice(2);
const speeds = (process.env.SPEEDS ?? "1,4").split(",").map(Number);
const chosen = process.env.SLIDERS?.split(",");
const rounds = Number(process.env.ROUNDS ?? 1);

/** Records what a drag does to the page; runs in the page before anything of it. */
function record() {
  const seen = { frameAsked: 0 };
  window.seen = seen;
  window.forget = () => Object.assign(seen, { delays: [], tasks: [], shift: 0, unexpectedShift: 0 });
  window.forget();
  // Work between frames, drawing among it, asks for frames.
  const ask = window.requestAnimationFrame;
  window.requestAnimationFrame = (callback) => {
    seen.frameAsked = performance.now();
    return ask.call(window, callback);
  };
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push(task.duration);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) {
      seen.shift += value;
      if (!hadRecentInput) seen.unexpectedShift += value;
    }
  }).observe({ type: "layout-shift" });
  let since = null;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    seen.delays.push(performance.now() - since);
    since = null;
  };
  // A frame is done when the message that its callback posts arrives; moves until then belong to the same frame.
  document.addEventListener(
    "input",
    (event) => {
      if (since !== null) return;
      since = event.timeStamp;
      ask.call(window, () => port2.postMessage(null));
    },
    true,
  );
}

/** Waits until no frame was asked for in a while: simulated fields and the map have come to rest. */
function rest(page) {
  return page.evaluate(async (patience) => {
    const end = performance.now() + patience;
    const pause = () => new Promise((done) => setTimeout(done, 100));
    await new Promise((done) => setTimeout(done, 400));
    while (performance.now() < end && performance.now() - window.seen.frameAsked < 400) await pause();
  }, PATIENCE);
}

/**
 * Scrolls a slider into view, and then `further` half screens down. False where it does not come along: only levers in a
 * pane that stays do.
 */
function show(page, id, further) {
  return page.evaluate(
    ([id, further]) => {
      const slider = document.getElementById(id);
      if (!slider?.checkVisibility()) return false;
      slider.scrollIntoView({ block: "center", behavior: "instant" });
      if (further === 0) return true;
      const [from, before] = [scrollY, slider.getBoundingClientRect().top];
      scrollBy(0, (further * innerHeight) / 2);
      return scrollY > from && Math.abs(slider.getBoundingClientRect().top - before) < 1;
    },
    [id, further],
  );
}

/** How far things jump during a drag, words beside changing numbers left out. */
async function shiftOfBlocks(page, id) {
  const style = await page.addStyleTag({ content: WORDS_UNSEEN });
  const { shift } = await drag(page, id);
  await style.evaluate((element) => element.remove());
  return shift;
}

/** Drags a slider to and fro and returns what was seen meanwhile. */
async function drag(page, id) {
  const slider = page.locator(`[id="${id}"]`);
  await rest(page);
  await page.evaluate(() => window.forget());
  const box = await slider.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 20, y);
  await page.mouse.down();
  for (let i = 0; i < MOVES; i += 1) {
    const share = 0.5 - 0.45 * Math.cos((i / MOVES) * 2 * Math.PI);
    await page.mouse.move(box.x + 12 + share * (box.width - 24), y);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  // What follows the drag, such as finer pictures, is measured too.
  await rest(page);
  return page.evaluate(() => ({ ...window.seen }));
}

function judge({ delays, tasks, shift, unexpectedShift }) {
  const sorted = [...delays].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), task: Math.max(0, ...tasks), shift, unexpectedShift };
}

const sites = [];
for (const root of folders.length ? folders : [undefined]) {
  sites.push({ name: root ?? "dist", site: await startSite({ server: root ? { root } : {} }) });
}
const name = (text) => text.padEnd(26);
const number = (value, width, digits = 1) => value.toFixed(digits).padStart(width);
let isWithin = true;
for (const speed of speeds) {
  console.log(`\nAt ${speed === 1 ? "full" : `1/${speed}`} speed`);
  console.log(`${name("slider")}   p50 ms   p95 ms  longest task over 50   shift  with words  without input`);
  for (const opened of sites) {
    opened.worst = {};
    opened.opened = await opened.site.openPage({ width: 1280, height: 900, prepare: (page) => page.addInitScript(record) });
    const client = await opened.opened.page.context().newCDPSession(opened.opened.page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: speed });
  }
  const ids = await sites[0].opened.page.locator('input[type="range"]:visible').evaluateAll((all) => all.map((e) => e.id));
  const places = ids.filter((id) => chosen?.includes(id) ?? true).map((id) => ({ id, further: 0 }));
  for (let { id, further } = places.shift() ?? {}; id; { id, further } = places.shift() ?? {}) {
    const place = further === 0 ? id : `${id}, ${further} down`;
    const results = new Map();
    for (let round = 0; round < rounds; round += 1) {
      for (const site of sites) {
        if (!(await show(site.opened.page, id, further))) continue;
        const now = judge(await drag(site.opened.page, id));
        now.words = now.shift;
        if (now.shift > LARGEST_SHIFT) now.shift = await shiftOfBlocks(site.opened.page, id);
        const before = results.get(site);
        results.set(site, {
          ...(before?.p95 < now.p95 ? before : now),
          task: Math.min(now.task, before?.task ?? Infinity),
          shift: Math.max(now.shift, before?.shift ?? 0),
          words: Math.max(now.words, before?.words ?? 0),
          unexpectedShift: Math.max(now.unexpectedShift, before?.unexpectedShift ?? 0),
        });
      }
    }
    for (const [{ name: build, worst }, result] of results) {
      for (const key of ["p50", "p95", "task", "shift", "unexpectedShift"]) {
        if (!(result[key] <= worst[key]?.value)) worst[key] = { value: result[key], id: place };
      }
      const cells = [
        number(result.p50, 9),
        number(result.p95, 9),
        number(result.task, 22),
        number(result.shift, 8, 3),
        number(result.words, 12, 3),
        number(result.unexpectedShift, 15, 3),
      ];
      console.log(`${name(place)}${cells.join("")}${sites.length > 1 ? `   ${build}` : ""}`);
    }
    // Levers that stick are dragged over all that they move, for as long as they come along.
    if (results.size) places.unshift({ id, further: further + 1 });
  }
  for (const { name: build, opened, worst } of sites) {
    const budgets = { p95: BUDGET[speed] ?? Infinity, task: LONGEST_TASK, shift: LARGEST_SHIFT };
    const told = Object.entries(budgets).map(([key, budget]) => {
      const { value, id } = worst[key] ?? { value: NaN, id: "no slider" };
      const passes = value <= budget;
      isWithin &&= passes;
      return `${key} ${value.toFixed(key === "shift" ? 3 : 1)} of ${budget} (${id}): ${passes ? "pass" : "FAIL"}`;
    });
    console.log(`Worst${sites.length > 1 ? ` in ${build}` : ""}: ${told.join("; ")}`);
    await opened.close();
  }
}
for (const { site } of sites) await site.close();
process.exitCode = isWithin ? 0 : 1;
