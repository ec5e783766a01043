// What the browser tests read from the page and do to it, beside what the harness has.
import assert from "node:assert/strict";
import { canvasHash, evaluate, show } from "./harness.mjs";

/** The chapters, in order. */
export const CHAPTERS = ["independent", "copies", "families", "judgement", "report", "evidence", "teacher", "edge", "repairs", "argue"];

/** A log in which nothing happened. */
export const QUIET = { consoleErrors: [], consoleWarnings: [], pageErrors: [], failedRequests: [], foreignRequests: [] };

const PATIENCE = 60_000;

/**
 * Lets tests see what the page does with its frames, in `window.watch`: how many were asked for and run, and, on each
 * canvas as `draws`, how often it was drawn on. To be given to openPage as `prepare`.
 */
export function watchFrames(page) {
  return page.addInitScript(() => {
    const watch = { asked: 0, ran: 0, pending: new Set(), last: performance.now() };
    window.watch = watch;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      watch.asked += 1;
      watch.last = performance.now();
      const id = ask((time) => {
        watch.pending.delete(id);
        watch.ran += 1;
        watch.last = performance.now();
        callback(time);
      });
      watch.pending.add(id);
      return id;
    };
    const cancel = window.cancelAnimationFrame.bind(window);
    window.cancelAnimationFrame = (id) => {
      watch.pending.delete(id);
      cancel(id);
    };
    const pen = CanvasRenderingContext2D.prototype;
    for (const name of ["clearRect", "fillRect", "strokeRect", "stroke", "fill", "fillText", "putImageData", "drawImage"]) {
      const draw = pen[name];
      pen[name] = function (...given) {
        this.canvas.draws = (this.canvas.draws ?? 0) + 1;
        return draw.apply(this, given);
      };
    }
  });
}

/** Waits until a watched page rests: long work begins 200 ms after the last change and goes on from frame to frame. */
export async function settled(page) {
  // Polling by time: polling by frames would keep the page from resting.
  await page.waitForFunction(
    () => window.watch.pending.size === 0 && performance.now() - window.watch.last > 350,
    undefined,
    { polling: 50, timeout: PATIENCE },
  );
}

/** Waits until nothing of a page is left to come, since no timer is under way: what has not happened by then does not happen. */
export async function rested(page) {
  // Asked from outside: polling in the page would be a timer of its own.
  const rests = () => page.evaluate(() => window.timers.pending.size === 0 && performance.now() - window.timers.last > 100);
  await eventually(async () => assert.ok(await rests(), "timers are under way"), PATIENCE);
}

/** Tries until `check` does not throw, and fails with what it last threw. */
export async function eventually(check, patience = 15_000) {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** A setting as in a link, as an object that the batch example reads. */
export function parameters(link) {
  const parts = link.split("&").map((part) => part.split("="));
  return Object.fromEntries(parts.filter(([name]) => name !== "v").map(([name, value]) => [name, Number(value)]));
}

/** The setting that a section says it shows. */
export async function setting(page, id) {
  return parameters(await page.locator(`#${id}`).getAttribute("data-setting"));
}

/** Every number in the words of the chapters: where it stands, how it reads, and where it comes from. */
export function numbers(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("data[data-number]")].map((element) => ({
      chapter: element.closest("section").id,
      name: element.dataset.number,
      text: element.textContent,
      value: element.getAttribute("value"),
      of: element.dataset.of ?? null,
      at: element.dataset.at ?? null,
      bias: element.dataset.bias ?? null,
    })),
  );
}

/** The numbers of one chapter by name; one name with two values is an error. */
export function byName(all, chapter) {
  const named = {};
  for (const number of all.filter((number) => number.chapter === chapter)) {
    if (number.name in named) assert.deepEqual(number, named[number.name], `${chapter}/${number.name} is shown twice`);
    named[number.name] = number;
  }
  return named;
}

/** Numbers of chapters, read at any times, are what the batch example says for the same settings, to the last bit. */
export function assertNumbersAreTheModels(all) {
  const traced = all.filter((number) => number.of !== null);
  const asked = new Map();
  for (const { at, bias } of traced) asked.set(`${at} ${bias}`, { ...parameters(at), bias: Number(bias) });
  const answers = new Map();
  evaluate([...asked.values()]).forEach((answer, i) => answers.set([...asked.keys()][i], answer));
  for (const { chapter, name, of, at, bias, value } of traced) {
    const answer = answers.get(`${at} ${bias}`);
    const expected = of === "undetected_share_at_last" ? answer.trajectory.at(-1) : answer[of];
    assert.notEqual(expected, undefined, `${chapter}/${name}: the model has no output ${of}`);
    const shown = value === null ? null : Number(value);
    assert.equal(shown, expected, `${chapter}/${name} is ${of} at ${at}, bias ${bias}`);
  }
  return traced.length;
}

/** Different colours that a drawing has at least; more are not counted. */
const MANY = 64;

/** How many different colours each of these canvases holds, and how its pixels lie on the screen's. */
export function drawings(canvases) {
  return canvases.evaluateAll(
    (all, many) =>
      all.map((element) => {
        const { width, height } = element;
        const copy = new OffscreenCanvas(width, height).getContext("2d");
        copy.drawImage(element, 0, 0);
        const colours = new Set();
        for (const colour of new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)) {
          if (colours.add(colour).size >= many) break;
        }
        return {
          figure: element.closest("figure")?.id ?? `sketch of ${element.closest("section").id}`,
          inks: colours.size,
          density: width / element.clientWidth / devicePixelRatio,
          distortion: Math.abs(width / element.clientWidth - height / element.clientHeight),
        };
      }),
    MANY,
  );
}

/** How many different colours a canvas holds. */
export async function inks(canvas) {
  return (await drawings(canvas))[0].inks;
}

/** What figures show: the text that is said of each and its pixels. */
export async function pictures(page, ids) {
  const state = {};
  for (const id of ids) {
    const canvas = page.locator(`#${id} canvas`);
    state[id] = { said: await canvas.getAttribute("aria-label"), pixels: await canvasHash(canvas) };
  }
  return state;
}

/** The ids of a chapter's figures. */
export function figures(page, chapter) {
  return page.locator(`#${chapter} figure`).evaluateAll((all) => all.map((figure) => figure.id));
}

/** Waits until a canvas' pixels are other than before. */
export function waitForOtherPixels(page, id, before) {
  return eventually(async () => {
    const now = await canvasHash(page.locator(`#${id} canvas`));
    assert.notEqual(now, before, `the canvas of ${id} did not change`);
  });
}

/** Where a slider's thumb is when it stands at a share of the range, in pixels of the window. */
async function thumbAt(slider) {
  const box = await slider.boundingBox();
  const thumb = 12;
  return (share) => ({ x: box.x + thumb + share * (box.width - 2 * thumb), y: box.y + box.height / 2 });
}

/** Where a slider stands, as a share of its range. */
export function place(slider) {
  return slider.evaluate((input) => (input.value - input.min) / (input.max - input.min));
}

/** Drags a slider's thumb by mouse to a share of its range. */
export async function drag(page, slider, to) {
  const at = await thumbAt(slider);
  const from = await place(slider);
  await page.mouse.move(at(from).x, at(from).y);
  await page.mouse.down();
  await page.mouse.move(at((from + to) / 2).x, at(from).y, { steps: 3 });
  await page.mouse.move(at(to).x, at(to).y, { steps: 3 });
  await page.mouse.up();
}

/** Moves a finger over the screen, through points in pixels of the window. */
export async function swipe(page, points) {
  const fingers = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => fingers.send("Input.dispatchTouchEvent", { type, touchPoints });
  const [first, ...others] = points;
  await touch("touchStart", [first]);
  for (const point of others) await touch("touchMove", [point]);
  await touch("touchEnd", []);
  await fingers.detach();
}

/** Drags a slider's thumb by finger to a share of its range. */
export async function touchDrag(page, slider, to) {
  const at = await thumbAt(slider);
  const from = await place(slider);
  const steps = Array.from({ length: 9 }, (_, i) => at(from + ((to - from) * i) / 8));
  await swipe(page, steps);
}

/** Scrolls through the page, so that every figure was in view and is drawn. */
export async function drawAll(page) {
  for (const canvas of await page.locator("canvas").all()) {
    await show(canvas);
    // A canvas has its first size until it is drawn on.
    await canvas.evaluate(async (element) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      while (element.width === 300 && element.height === 150) await frame();
      await frame();
    });
  }
  await page.evaluate(() => scrollTo(0, 0));
}
