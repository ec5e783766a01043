// What is taken out of the page leaves nothing behind, and nothing that comes late ends the program.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { startSite } from "../harness.mjs";
import { SINGLE } from "../hosts.mjs";
import { CHAPTERS, QUIET, eventually } from "../reading.mjs";

/** Rounds of showing and hiding, and the one after which everything that is made once has been made. */
const ROUNDS = 20;
const FIRST = 2;
/** What the counts may differ by: less than one of whatever a round shows. */
const SLACK = { nodes: 8, listeners: 3, canvases: 0 };

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/**
 * Lets `window.canvases()` count the canvases that are alive, in the page or not. To be given to openPage as `prepare`.
 * Chromium's own way to ask, Runtime.queryObjects, never answers for a page with a WebAssembly program.
 */
function watchCanvases(page) {
  return page.addInitScript(() => {
    const known = new WeakSet();
    const all = [];
    const meet = (node) => {
      const canvases = [node, ...(node.querySelectorAll?.("canvas") ?? [])].filter((node) => node instanceof HTMLCanvasElement);
      for (const canvas of canvases.filter((canvas) => !known.has(canvas))) {
        known.add(canvas);
        all.push(new WeakRef(canvas));
      }
    };
    const create = document.createElement.bind(document);
    document.createElement = (...given) => {
      const element = create(...given);
      meet(element);
      return element;
    };
    new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach(meet))).observe(document, {
      childList: true,
      subtree: true,
    });
    window.canvases = () => all.filter((canvas) => canvas.deref()).length;
  });
}

const present = (hash) => site.openPage({ path: "?workshop=1", hash, prepare: watchCanvases });

/** Counts, after a collection, what is alive in the page, in it or not. */
async function counter(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  return async () => {
    // What the program holds goes when the first collection has told it so, the rest with the second.
    for (let i = 0; i < 3; i += 1) {
      await devtools.send("HeapProfiler.collectGarbage");
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
    }
    const { metrics } = await devtools.send("Performance.getMetrics");
    const metric = (name) => metrics.find((metric) => metric.name === name).value;
    const canvases = await page.evaluate(() => window.canvases());
    return { nodes: metric("Nodes"), listeners: metric("JSEventListeners"), canvases };
  };
}

/** Goes through the rounds and finds as much alive after the last as after the second. */
async function assertNothingStays(page, round) {
  const count = await counter(page);
  let first;
  for (let i = 1; i <= ROUNDS; i += 1) {
    await round();
    if (i === FIRST) first = await count();
  }
  await eventually(async () => {
    const last = await count();
    for (const [name, slack] of Object.entries(SLACK)) {
      assert.ok(last[name] - first[name] <= slack, `${name}: ${first[name]} after ${FIRST} rounds, ${last[name]} after ${ROUNDS}`);
    }
  });
}

/** Brings the first picture of a part into view and waits until it is drawn. */
async function drawn(page, part) {
  await page.locator(`${part} canvas`).first().scrollIntoViewIfNeeded();
  await page.waitForFunction((part) => document.querySelector(`${part} canvas`).width !== 300, part);
}

/** Presses a button as a script does, which takes the focus from nobody. */
const click = (page, selector) => page.evaluate((selector) => document.querySelector(selector).click(), selector);

describe("rounds of showing and hiding leave nothing behind", () => {
  for (const chapter of ["copies", "edge"]) {
    test(`the layers of ${chapter}`, async () => {
      const { page, log, close } = await present(`#${chapter}`);
      const layers = ["Votes", "Answer", "Figures", "Why", "But …"];
      await assertNothingStays(page, async () => {
        for (const layer of layers) await click(page, `#${chapter} [data-layer="${layer}"]`);
        await drawn(page, `#${chapter}-figures`);
        await page.locator(`#${chapter} .objection`).first().waitFor();
        for (const layer of layers) await click(page, `#${chapter} [data-layer="${layer}"]`);
        await page.locator(`#${chapter} figure`).first().waitFor({ state: "detached" });
        await page.locator(`#${chapter} .objection`).first().waitFor({ state: "detached" });
      });
      assert.deepEqual(log, QUIET);
      await close();
    });
  }

  test("the sheets to print", async () => {
    const { page, log, close } = await present("#class");
    await assertNothingStays(page, async () => {
      await click(page, "[data-sheet=worksheet]");
      await drawn(page, "#worksheet");
      await click(page, "[data-sheet=facilitator]");
      // Left while it is still being put together.
      await page.locator("#facilitator").waitFor();
      await click(page, "[data-sheet=facilitator]");
      await page.locator(".sheet").waitFor({ state: "detached" });
    });
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("the questions in a hand", async () => {
    const { page, log, close } = await site.openPage({ path: "?workshop=join", prepare: watchCanvases });
    await assertNothingStays(page, async () => {
      for (const i of [CHAPTERS.indexOf("judgement"), CHAPTERS.indexOf("copies")]) {
        await page.locator("[data-chapters]").selectOption(String(i));
      }
      await drawn(page, ".join");
    });
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("scanner, notes and clock", async () => {
    const { page, log, close } = await present("#copies");
    await assertNothingStays(page, async () => {
      for (let i = 0; i < 2; i += 1) {
        for (const button of ["#copies [data-scan]", "[data-toggle=notes]", "[data-clock-run]"]) await click(page, button);
        await page.locator(".scanner").first().waitFor({ state: i ? "detached" : "attached" });
      }
    });
    assert.deepEqual(log, QUIET);
    await close();
  });
});

describe("a control that is taken out with a text that was not confirmed", () => {
  test("a number box, and a number in a sentence", async () => {
    const { page, log, close } = await present("#copies");
    for (const [layer, box] of [
      ["Figures", '.levers [data-slider] input[type="text"]'],
      ["Figures", "[data-handle]"],
      ["Why", "[data-handle]"],
      ["But …", "[data-handle]"],
    ]) {
      const toggle = `#copies [data-layer="${layer}"]`;
      const part = page.locator(`#copies-${{ Figures: "figures", Why: "why", "But …": "objections" }[layer]}`);
      await click(page, toggle);
      await part.locator("*").first().waitFor();
      if ((await part.locator(box).count()) > 0) {
        await part.locator(box).first().fill("33");
        // What was made of it is still heard of when it is gone.
        await part.locator(box).first().evaluate((box) => (window.removed = box));
      }
      await click(page, toggle);
      await part.locator("*").first().waitFor({ state: "detached" });
      await page.evaluate(() => {
        for (const name of ["input", "change", "blur", "keydown", "pointerdown", "pointercancel"]) {
          window.removed?.dispatchEvent(new Event(name, { bubbles: true }));
        }
      });
    }
    // It goes on.
    await click(page, '#copies [data-layer="Figures"]');
    await page.locator("#copies .more-levers").click();
    const slider = page.locator('[id="copies-reviewers"]');
    const earlier = await slider.inputValue();
    await slider.press("ArrowRight");
    await eventually(async () => assert.notEqual(await slider.inputValue(), earlier));
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("a guess on a device whose question is changed", async () => {
    const { page, log, close } = await site.openPage({ path: "?workshop=join", hash: "judgement" });
    await page.locator('[data-slider] input[type="text"]').fill("33");
    await page.evaluate((chapter) => {
      const choice = document.querySelector("[data-chapters]");
      choice.value = chapter;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    }, String(CHAPTERS.indexOf("families")));
    await page.locator('input[type="radio"]').nth(2).check();
    await page.locator("[data-make]").click();
    assert.ok((await page.locator("[data-code]").innerText()).length > 5);
    assert.deepEqual(log, QUIET);
    await close();
  });
});

describe("the camera", () => {
  let browser;
  before(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      chromiumSandbox: false,
      timeout: 120_000,
      args: ["--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
    });
  });
  after(() => browser?.close());

  /** Opens the scanner of a chapter; the camera's permission comes with `permit()`. `live` counts the streams that run. */
  async function scanner() {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    const problems = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.addInitScript(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      window.streams = [];
      window.asked = [];
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        await new Promise((permit) => window.asked.push(permit));
        const stream = await ask(wanted);
        window.streams.push(stream);
        return stream;
      };
      window.permit = () => window.asked.forEach((permit) => permit());
    });
    await page.goto(`${site.server.url}?workshop=1#copies`);
    await page.locator("#copies [data-scan]").click();
    const permit = async (count) => {
      await page.waitForFunction((count) => window.asked.length === count, count);
      await page.evaluate(() => window.permit());
      await page.waitForFunction((count) => window.streams.length === count, count);
    };
    const live = () => page.evaluate(() => window.streams.filter((stream) => stream.active).length);
    return { page, permit, live, problems };
  }

  test("is off when it is permitted after the scanner was closed", async () => {
    const { page, permit, live, problems } = await scanner();
    await page.locator("#copies [data-camera]").click();
    await page.locator("#copies [data-scan]").click();
    await page.locator(".scanner").waitFor({ state: "detached" });
    await permit(1);
    await eventually(async () => assert.equal(await live(), 0));
    await page.locator("#copies [data-scan]").click();
    assert.ok(await page.locator("#copies [data-camera]").isVisible());
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("is one camera when it is pressed twice, and off when the step changes", async () => {
    const { page, permit, live, problems } = await scanner();
    await page.locator("#copies [data-camera]").click();
    await page.locator("#copies [data-camera]").click();
    await permit(2);
    await page.locator("#copies video").waitFor();
    await eventually(async () => assert.equal(await live(), 1));
    await page.locator('[data-step="on"]').click();
    await eventually(async () => assert.equal(await live(), 0));
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("says so when the device takes it away, and is off with the scanner", async () => {
    const { page, permit, live, problems } = await scanner();
    await page.locator("#copies [data-camera]").click();
    await permit(1);
    await page.locator("#copies video").waitFor();
    await page.evaluate(() => {
      const [track] = window.streams[0].getTracks();
      track.stop();
      track.dispatchEvent(new Event("ended"));
    });
    await eventually(async () => assert.match(await page.locator("[data-scan-said]").innerText(), /was taken away/));
    assert.ok(await page.locator("#copies [data-camera]").isVisible());
    await page.locator("#copies [data-camera]").click();
    await permit(2);
    await page.locator("#copies video").waitFor();
    assert.equal(await live(), 1);
    await page.locator("#copies [data-scan]").click();
    await eventually(async () => assert.equal(await live(), 0));
    assert.deepEqual(problems, []);
    await page.close();
  });
});

test("the notes of a file that was opened again have a window, and go along with the steps", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(`${pathToFileURL(SINGLE).href}?workshop=1#judgement`);
  const button = page.locator("[data-notes-window]");
  await Promise.all([page.waitForEvent("popup"), button.click()]);
  await page.reload();
  const [aside] = await Promise.all([page.waitForEvent("popup"), button.click()]);
  await eventually(async () => assert.match(await aside.locator("body").innerText(), /the same 45 checks/));
  await page.locator('[data-step="on"]').click();
  await eventually(async () => assert.match(await aside.locator("body").innerText(), /Nobody in this lab lies/));
  // Pressed again it is the same window.
  await button.click();
  await page.locator('[data-step="back"]').click();
  await eventually(async () => assert.match(await aside.locator("body").innerText(), /the same 45 checks/));
  assert.deepEqual(problems, []);
  await context.close();
});
