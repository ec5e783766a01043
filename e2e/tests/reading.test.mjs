// How the page reads: its length, what stays in sight while a slider is used, answers that wait for a guess, and figures that follow.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { show, startSite } from "../harness.mjs";
import { CHAPTERS, QUIET, eventually, settled, watchFrames } from "../reading.mjs";

const PHONE = { width: 390, height: 844, hasTouch: true, isMobile: true };
const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, PHONE];

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

for (const [size, most] of [[SIZES[0], 20], [PHONE, 34]]) {
  test(`the page is at most ${most} screens long at ${size.width} × ${size.height}`, async () => {
    const { page, close } = await site.openPage(size);
    const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
    assert.ok(screens <= most, `${screens.toFixed(1)} screens`);
    await close();
  });
}

/** The share of each shown picture of a place that can be seen, with what is over it taken off. */
const seen = (page, place) =>
  page.locator(`#${place} .leaf:not(.aside) .picture`).evaluateAll((all) =>
    all.map((picture) => {
      const box = picture.getBoundingClientRect();
      const rows = 20;
      let open = 0;
      for (let i = 0; i < rows; i += 1) {
        const y = box.top + ((i + 0.5) / rows) * box.height;
        if (y < 0 || y > innerHeight) continue;
        const top = document.elementFromPoint(box.left + box.width / 2, y);
        if (top && (picture.contains(top) || top.contains(picture))) open += 1;
      }
      return open / rows;
    }),
  );

describe("while a slider is used, the picture that it moves is in sight", () => {
  for (const size of SIZES) {
    for (const chapter of CHAPTERS) {
      test(`${chapter} at ${size.width} × ${size.height}`, async () => {
        const { page, close } = await site.openPage({ ...size, hash: `#${chapter}` });
        const more = page.locator(`#${chapter} .more-levers[aria-expanded="false"]`);
        if (await more.count()) await more.click();
        const sliders = await page.locator(`#${chapter} .levers input[type="range"]`).all();
        assert.ok(sliders.length >= 2);
        for (const slider of sliders) {
          const id = await slider.getAttribute("id");
          // As one comes to it by keyboard.
          await slider.focus();
          await page.keyboard.press((await slider.inputValue()) === (await slider.getAttribute("max")) ? "ArrowLeft" : "ArrowRight");
          assert.ok(await slider.evaluate((input) => input.getBoundingClientRect().bottom <= innerHeight), `${id} is in the window`);
          await eventually(async () => {
            const shares = await seen(page, chapter);
            assert.ok(Math.max(...shares) >= 0.6, `${id}: ${shares}`);
          }, 2000);
        }
        await close();
      });
    }
  }
});

/** What of a chapter can be read or seen of the answer. */
const answer = (page, chapter) =>
  page.locator(`#${chapter}`).evaluate((section) => ({
    kept: section.querySelectorAll(".prose .kept").length,
    veils: section.querySelectorAll(".veil").length,
    seen: [...section.querySelectorAll(".leaf")].filter((leaf) => getComputedStyle(leaf).visibility === "visible").length,
  }));

describe("answers wait for a guess", () => {
  const HIDDEN = (state) => assert.ok(state.kept > 0 && state.veils === 1 && state.seen === 0, JSON.stringify(state));
  const SHOWN = (state) => assert.ok(state.kept === 0 && state.veils === 0 && state.seen === 1, JSON.stringify(state));

  test("of a count: nothing is set before the reader sets it, and the guess comes into the chapter's own chart", async () => {
    const { page, log, close } = await site.openPage({ width: 1440, height: 900, asks: true });
    for (const chapter of CHAPTERS) HIDDEN(await answer(page, chapter));
    const box = page.locator('[data-predict="independent"]');
    const slider = box.locator('input[type="range"]');
    assert.equal(await box.locator("[data-compare]").isDisabled(), true);
    assert.equal(await slider.getAttribute("aria-valuetext"), "not set yet");
    // The first value counts too, though the thumb does not move.
    await slider.focus();
    await page.keyboard.press("Home");
    assert.equal(await box.locator("[data-compare]").isDisabled(), false);
    await page.keyboard.press("ArrowRight");
    await box.locator("[data-compare]").click();
    SHOWN(await answer(page, "independent"));
    await eventually(async () => {
      assert.match(await page.locator("#counts canvas").getAttribute("aria-label"), /Your guess is marked/);
    });
    HIDDEN(await answer(page, "copies"));
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("until the reader wants to be shown: then the page asks no more, nor after a reload", async () => {
    const { page, close } = await site.openPage({ width: 1440, height: 900, asks: true });
    await page.locator("#copies .veil").getByRole("button", { name: "Just show me" }).click();
    for (const chapter of CHAPTERS) SHOWN(await answer(page, chapter));
    await page.reload();
    await page.waitForSelector('body[data-ready="true"]', { state: "attached" });
    for (const chapter of CHAPTERS) SHOWN(await answer(page, chapter));
    await close();
  });

  test("or moves a lever, which has to move something", async () => {
    const { page, close } = await site.openPage({ width: 1440, height: 900, asks: true });
    await page.locator("#copies-diversity").focus();
    await page.keyboard.press("ArrowRight");
    SHOWN(await answer(page, "copies"));
    HIDDEN(await answer(page, "families"));
    await close();
  });

  test("not on paper, not in a link to a figure, and not in embeds", async () => {
    const { page, close } = await site.openPage({ width: 1440, height: 900, asks: true });
    await page.emulateMedia({ media: "print" });
    const state = await answer(page, "copies");
    assert.ok(state.seen >= 2, JSON.stringify(state));
    assert.equal(await page.locator("#copies .veil").isVisible(), false);
    const colour = await page.locator("#copies .kept").first().evaluate((element) => getComputedStyle(element).color);
    assert.doesNotMatch(colour, /, 0\)$/);
    await close();
    const linked = await site.openPage({ width: 1440, height: 900, asks: true, path: "?fig=effective" });
    SHOWN(await answer(linked.page, "copies"));
    assert.equal(await linked.page.locator("#effective h3").isVisible(), true);
    await linked.close();
    const embedded = await site.openPage({ width: 700, height: 700, asks: true, path: "?embed=1&fig=crowd" });
    assert.equal(await embedded.page.locator(".veil, .kept").count(), 0);
    await embedded.close();
  });

  test("who listens is told that they wait", async () => {
    const { page, close } = await site.openPage({ width: 1440, height: 900, asks: true });
    const read = await page.locator("#copies .prose").ariaSnapshot();
    assert.match(read, /your guess first/);
    assert.equal(await page.locator("#copies .leaf canvas").first().evaluate((canvas) => canvas.closest("[inert]") !== null), true);
    await close();
  });
});

describe("the figure that a paragraph speaks of", () => {
  for (const size of [SIZES[0], PHONE]) {
    test(`is shown as the paragraph is read, ${size.width} × ${size.height}`, async () => {
      const { page, close } = await site.openPage(size);
      const chosen = page.locator('#copies [data-tab][aria-pressed="true"]');
      assert.equal(await chosen.getAttribute("data-tab"), "crowd");
      const last = page.locator("#copies .why p").last();
      await eventually(async () => {
        await last.evaluate((paragraph) => {
          const { top } = paragraph.getBoundingClientRect();
          scrollBy({ top: top - innerHeight * 0.6, behavior: "instant" });
        });
        assert.equal(await chosen.getAttribute("data-tab"), "effective");
      });
      const before = await page.evaluate(() => scrollY);
      await page.locator('#copies [data-tab="crowd"]').evaluate((tab) => tab.click());
      assert.equal(await page.locator("#crowd h3").isVisible(), true);
      assert.equal(await page.evaluate(() => scrollY), before, "the page does not scroll by itself");
      await close();
    });
  }
});

test("objections leave a ghost of what was before", async () => {
  const { page, close } = await site.openPage({ width: 1440, height: 900, prepare: watchFrames });
  const canvas = page.locator("#crowd canvas");
  await show(canvas);
  // Who chooses a figure keeps it, whatever comes to be read on the way to the switch.
  await page.locator("#copies [data-tab]").first().click();
  await settled(page);
  await page.locator("#copies .switch").first().click();
  await settled(page);
  const seen = (page) => page.locator("#crowd canvas").evaluate((canvas) => ({ said: canvas.ariaLabel, ink: canvas.toDataURL() }));
  const flipped = await seen(page);
  // The same setting by lever has no ghost.
  const link = (await page.locator("#copies").getAttribute("data-setting")).replace("v=1", "v=1&at=copies");
  assert.match(link, /miss_rate/);
  const lever = await site.openPage({ width: 1440, height: 900, prepare: watchFrames, hash: `#${link}` });
  await show(lever.page.locator("#crowd canvas"));
  await settled(lever.page);
  const set = await seen(lever.page);
  assert.equal(set.said, flipped.said);
  assert.notEqual(set.ink, flipped.ink);
  await lever.close();
  await close();
});
