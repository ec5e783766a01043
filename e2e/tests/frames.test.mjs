// What the page does with its frames: none at rest, none for what is out of view, and what comes into view is current.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canvasHash, show, startSite } from "../harness.mjs";
import { CHAPTERS, QUIET, eventually, rested, setting, settled, watchFrames } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const asked = (page) => page.evaluate(() => window.watch.asked);
const ran = (page) => page.evaluate(() => window.watch.ran);

/** No frame is asked for, and none runs, as long as anything is left to come. */
async function assertRests(page, what) {
  const before = [await asked(page), await ran(page)];
  await rested(page);
  assert.deepEqual([await asked(page), await ran(page)], before, what);
}

/** Sets a slider from a program, wherever the page is scrolled to; gives back the share of its range where it stood. */
function set(page, id, share) {
  return page.locator(`#${id}`).evaluate((input, share) => {
    const [min, max] = [Number(input.min), Number(input.max)];
    const before = (input.value - min) / (max - min);
    input.value = String(min + share * (max - min));
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return before;
  }, share);
}

/** What is said of each figure of a section. */
function saidBy(page, id) {
  return page
    .locator(`#${id} figure`)
    .evaluateAll((all) => Object.fromEntries(all.map((figure) => [figure.id, figure.querySelector("canvas").ariaLabel])));
}

/** Every canvas of the page: how often it was drawn on, and whether it is in view. */
function canvases(page) {
  return page.locator("canvas").evaluateAll((all) =>
    all.map((canvas) => {
      const { top, bottom } = canvas.parentElement.getBoundingClientRect();
      return {
        figure: canvas.closest("figure")?.id ?? `sketch of ${canvas.closest("section").id}`,
        draws: canvas.draws ?? 0,
        inView: bottom >= 0 && top <= innerHeight,
      };
    }),
  );
}

const SOME = ["copies", "edge"];
for (const [reducedMotion, chapters] of [["reduce", CHAPTERS], ["no-preference", SOME]]) {
  test(`no loop runs at rest: motion ${reducedMotion}`, async () => {
    // Tall enough for the levers of a chapter and what they move.
    const { page, log, close } = await site.openPage({ width: 1280, height: 2200, reducedMotion, prepare: watchFrames });
    await settled(page);
    await assertRests(page, "after opening");
    for (const chapter of chapters) {
      const pane = page.locator(`#${chapter} .pane`);
      await pane.evaluate((element) => element.scrollIntoView({ block: "start" }));
      await settled(page);
      const before = await ran(page);
      const slider = page.locator(`#${chapter} .levers input[type="range"]`).first();
      await slider.focus({ preventScroll: true });
      await page.keyboard.press((await slider.inputValue()) === (await slider.getAttribute("max")) ? "ArrowLeft" : "ArrowRight");
      await settled(page);
      assert.ok((await ran(page)) > before, `${chapter} is drawn anew`);
      await assertRests(page, chapter);
    }
    assert.deepEqual(log, QUIET);
    await close();
  });
}

describe("what is out of view waits", () => {
  let opened;
  before(async () => {
    opened = await site.openPage({ width: 1280, height: 800, prepare: watchFrames });
  });

  for (const chapter of [...CHAPTERS, "sandbox"]) {
    test(chapter, async () => {
      const { page } = opened;
      const slider = chapter === "sandbox" ? "supervision" : await page.locator(`#${chapter} .levers input[type="range"]`).first().getAttribute("id");
      // The first of its figures that this slider moves.
      const said = await saidBy(page, chapter);
      const share = await set(page, slider, 0.8);
      // What is out of view waits until the hand is off.
      const moved = await eventually(async () => {
        const found = Object.entries(await saidBy(page, chapter)).find(([id, text]) => text !== said[id]);
        assert.ok(found, `${slider} moves a figure`);
        return found;
      });
      await set(page, slider, share);
      const canvas = page.locator(`#${moved[0]} canvas`);
      await show(canvas);
      await settled(page);
      const [seen, drawn] = [await setting(page, chapter), await canvasHash(canvas)];
      // At the other end of the page.
      const away = CHAPTERS.indexOf(chapter) < 5 && chapter !== "sandbox" ? "about" : "opening";
      await page.locator(`#${away}`).evaluate((section) => section.scrollIntoView());
      await settled(page);
      const [frames, before] = [await asked(page), await canvases(page)];
      assert.ok(before.some(({ inView }) => !inView));
      await set(page, slider, 0.8);
      assert.notDeepEqual(await setting(page, chapter), seen, "the setting has moved");
      await rested(page);
      assert.equal(await asked(page), frames, "no frame is asked for");
      const after = await canvases(page);
      for (const [i, { figure, draws, inView }] of after.entries()) {
        if (!inView) assert.equal(draws, before[i].draws, `${figure} is out of view and is drawn`);
      }
      await show(canvas);
      await eventually(async () => assert.notEqual(await canvasHash(canvas), drawn, "what comes into view is current"));
    });
  }

  test("a canvas that was never in view was never drawn", async () => {
    const { page, close } = await site.openPage({ width: 1280, height: 800, prepare: watchFrames });
    await settled(page);
    const all = await canvases(page);
    assert.ok(all.length >= 30);
    for (const { figure, draws, inView } of all) if (!inView) assert.equal(draws, 0, figure);
    await close();
  });
});
