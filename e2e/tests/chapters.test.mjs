// Every chapter: its finding stands there before anything is touched, its controls move it and nothing else, its
// objections flip and flip back, and each of its numbers is the model's own.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { outputs, show as bring, startSite } from "../harness.mjs";
import {
  CHAPTERS,
  QUIET,
  assertNumbersAreTheModels,
  byName,
  drag,
  eventually,
  figures,
  inks,
  numbers,
  pictures,
  place,
  setting,
  settled,
  touchDrag,
  watchFrames,
} from "../reading.mjs";

// Tall enough for the levers of a chapter and its first figures.
const WINDOW = { width: 1280, height: 1500, prepare: watchFrames };

let site;
let mouse;
let touch;
let start;
before(async () => {
  site = await startSite();
  mouse = await site.openPage(WINDOW);
  touch = await site.openPage({ ...WINDOW, hasTouch: true });
  start = await numbers(mouse.page);
});
after(() => site?.close());

/** Brings the levers of a chapter to the top of the window and waits until what is in view is drawn for good. */
async function show(page, chapter, part = ".pane") {
  await page.locator(`#${chapter} ${part}`).first().evaluate((element) => element.scrollIntoView({ block: "start" }));
  await settled(page);
}

/** All that the page shows in numbers, by section, but for what has not been worked out yet. */
async function shown(page) {
  const all = await numbers(page);
  const sections = Object.fromEntries(CHAPTERS.map((chapter) => [chapter, {}]));
  for (const { chapter, name, text, value } of all) sections[chapter][name] = { text, value };
  return { all, sections, elsewhere: await outputs(page) };
}

/** A chapter has moved, and nothing else on the page has. */
function assertMovedAlone(chapter, before, after) {
  assert.notDeepEqual(after.sections[chapter], before.sections[chapter], `the numbers of ${chapter} move`);
  for (const other of CHAPTERS.filter((other) => other !== chapter)) {
    for (const [name, number] of Object.entries(before.sections[other])) {
      // What was under way may have been worked out in between.
      if (number.text !== "…") assert.deepEqual(after.sections[other][name], number, `${other}/${name}`);
    }
  }
  assert.deepEqual(after.elsewhere, before.elsewhere);
}

/** Some figure of a chapter is now drawn otherwise. */
function assertAFigureMoved(page, chapter, before) {
  return eventually(async () => {
    const now = await pictures(page, Object.keys(before));
    assert.ok(Object.keys(now).some((id) => now[id].pixels !== before[id].pixels), `a figure of ${chapter} moves`);
  }, 3000);
}

/** Does something to a chapter and makes sure that it moved the chapter's numbers and figures, and no other's. */
async function moves(page, chapter, act) {
  await settled(page);
  const ids = await figures(page, chapter);
  const [before, drawn] = [await shown(page), await pictures(page, ids)];
  await act();
  const after = await shown(page);
  assertMovedAlone(chapter, before, after);
  await assertAFigureMoved(page, chapter, drawn);
  return after.all.filter((number) => number.chapter === chapter);
}

const reset = (page, chapter) => page.locator(`[data-reset="${chapter}"]`).click();

/** The other side of the range. */
const across = (share) => (share > 0.5 ? share - 0.3 : share + 0.3);

test("the chapters are these, in this order, and each number in them is the model's", async () => {
  const { page } = mouse;
  assert.deepEqual(await page.locator("section.chapter").evaluateAll((all) => all.map(({ id }) => id)), CHAPTERS);
  const traced = assertNumbersAreTheModels(start);
  assert.ok(traced >= 5 * CHAPTERS.length, `only ${traced} numbers can be traced to the model`);
});

for (const chapter of CHAPTERS) {
  describe(chapter, () => {
    test("opens on its finding", async () => {
      const { page } = mouse;
      const section = page.locator(`#${chapter}`);
      assert.ok((await section.locator("h2").innerText()).trim().length > 5);
      const lead = section.locator(".prose > p");
      assert.ok((await lead.first().innerText()).length > 100, "the lead says something");
      assert.equal(await section.locator("[data-reveal]").innerText(), "", "nothing has been asked for");
      const ids = await figures(page, chapter);
      assert.ok(ids.length >= 2, `${ids}`);
      for (const id of ids) {
        const figure = page.locator(`#${id}`);
        await bring(figure);
        assert.ok((await figure.locator("h3").innerText()).split(/\s+/).length >= 4, `the title of ${id} states something`);
        await eventually(async () => assert.ok((await inks(figure.locator("canvas"))) > 10, `${id} is drawn`));
        await eventually(async () => assert.ok((await figure.locator("canvas").getAttribute("aria-label")).length > 40, `${id} is said`));
      }
      const filled = async () => {
        for (const { name, text, value, of } of (await numbers(page)).filter((number) => number.chapter === chapter)) {
          assert.ok(text.trim() !== "" && !/[–…]|NaN|inf|undefined/.test(text), `${name} reads “${text}”`);
          if (of !== null) assert.notEqual(value, null, `${name} has a value`);
        }
      };
      await eventually(filled);
    });

    test("every control works by keyboard, the first by mouse and by finger, and none moves another chapter", async () => {
      const { page } = mouse;
      const readings = [];
      await show(page, chapter);
      const sliders = await page.locator(`#${chapter} .levers input[type="range"]`).all();
      assert.ok(sliders.length >= 2);
      for (const slider of sliders) {
        const key = (await place(slider)) > 0.5 ? "ArrowLeft" : "ArrowRight";
        const press = async () => {
          await slider.focus();
          for (let i = 0; i < 3; i += 1) await page.keyboard.press(key);
        };
        const moved = await moves(page, chapter, press);
        readings.push(...moved);
        await reset(page, chapter);
      }

      readings.push(...(await moves(page, chapter, async () => drag(page, sliders[0], across(await place(sliders[0]))))));
      await reset(page, chapter);

      await show(touch.page, chapter);
      const slider = touch.page.locator(`#${chapter} .levers input[type="range"]`).first();
      const to = across(await place(slider));
      readings.push(...(await moves(touch.page, chapter, () => touchDrag(touch.page, slider, to))));
      if (chapter !== "repairs") assert.ok(Math.abs((await place(slider)) - to) < 0.1, "the thumb is where the finger left it");
      await reset(touch.page, chapter);

      assertNumbersAreTheModels(readings);
    });

    test("numbers in its sentences are dragged, typed and stepped, and its sliders follow", async () => {
      const { page } = mouse;
      const readings = [];
      const names = await page.locator(`#${chapter} [data-handle]`).evaluateAll((all) => all.map((handle) => handle.dataset.handle));
      assert.ok(names.length >= 1);
      for (const name of names) {
        const handle = page.locator(`#${chapter} [data-handle="${name}"]`);
        const problem = page.locator(`#${chapter} .handle:has([data-handle="${name}"]) .problem`);
        const bare = (text) => text.replace("%", "");
        const now = async () => Number(await handle.getAttribute("aria-valuenow"));
        const follows = async () => {
          const slider = page.locator(`[data-slider="${chapter}-${name}"]`);
          const inBox = await slider.locator('input[type="text"]').inputValue();
          assert.equal(inBox, bare(await handle.inputValue()), `the box of ${name}`);
          const range = slider.locator('input[type="range"]');
          assert.ok(Math.abs(Number(await range.inputValue()) - (await now())) < 1e-9, `the slider of ${name}`);
          readings.push(...(await numbers(page)).filter((number) => number.chapter === chapter));
        };
        const [low, high] = [Number(await handle.getAttribute("aria-valuemin")), Number(await handle.getAttribute("aria-valuemax"))];
        const first = await now();
        const towards = first > (low + high) / 2 ? -1 : 1;
        await handle.scrollIntoViewIfNeeded();

        const box = await handle.boundingBox();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x + towards * 60, y, { steps: 5 });
        await page.mouse.up();
        assert.ok(towards * ((await now()) - first) > 0, `${name} is dragged from ${first} to ${await now()}`);
        await follows();

        await reset(page, chapter);
        assert.equal(await now(), first);
        const wanted = Math.round(first) + 2 * towards;
        await handle.click();
        await page.keyboard.type(String(wanted));
        await page.keyboard.press("Enter");
        assert.ok(Math.abs((await now()) - wanted) < 0.11, `${name} is typed as ${wanted} and is ${await now()}`);
        assert.equal(Number(bare(await handle.inputValue())), wanted);
        await follows();

        // The figure stands beside the sentence: what it works out meanwhile is no answer to what is typed.
        await settled(page);
        const before = await shown(page);
        for (const typed of ["abc", "", "1e9", "NaN", "<b>1</b>"]) {
          await handle.fill(typed);
          await page.keyboard.press("Enter");
          assert.ok((await problem.innerText()).length > 10, `${name}: “${typed}” is answered`);
          assert.equal(await handle.getAttribute("aria-invalid"), "true");
          assert.deepEqual(await shown(page), before, `${name}: “${typed}” changes nothing`);
        }
        const step = towards > 0 ? "ArrowUp" : "ArrowDown";
        await page.keyboard.press(step);
        assert.equal(await problem.innerText(), "", "the next step answers the message");
        assert.ok(towards * ((await now()) - wanted) > 0, `${step} moves ${name} from ${wanted} to ${await now()}`);
        await follows();
        await reset(page, chapter);
      }
      assertNumbersAreTheModels(readings);
    });

    test("its objections flip, and flip back to the very start", async () => {
      const { page } = mouse;
      const readings = [];
      const ids = await figures(page, chapter);
      const objections = await page.locator(`#${chapter} .objection`).evaluateAll((all) => all.map((card) => card.dataset.objection));
      assert.ok(objections.length >= 1);
      await show(page, chapter);
      const [before, drawn] = [await shown(page), await pictures(page, ids)];
      const saved = [];
      for (const objection of objections) {
        const card = page.locator(`#${chapter} [data-objection="${objection}"]`);
        const flip = async (to) => {
          // By keyboard, and without leaving the figures: what is out of view is not drawn.
          await card.getByRole("switch").evaluate((button) => button.focus({ preventScroll: true }));
          await page.keyboard.press("Space");
          assert.equal(await card.getByRole("switch").getAttribute("aria-checked"), String(to));
          assert.equal(await card.locator(".reply").isVisible(), to, "the reply comes with the switch");
        };
        await flip(true);
        const after = await shown(page);
        const moved = Object.entries(after.sections[chapter]).some(([name, { value }]) => value !== before.sections[chapter][name].value);
        if (!moved) await assertAFigureMoved(page, chapter, drawn);
        readings.push(...after.all.filter((number) => number.chapter === chapter));
        if (chapter === "argue") {
          const { now, line } = byName(after.all, chapter);
          if (Number(now.value) < Number(line.value)) saved.push(objection);
        }
        await flip(false);
        await eventually(async () => {
          assert.deepEqual((await shown(page)).sections[chapter], before.sections[chapter], `${objection} flips back`);
          assert.deepEqual(await pictures(page, ids), drawn, `${objection} flips back in the figures`);
        });
      }
      if (chapter === "argue") {
        const { base, line, saving } = byName(before.all, chapter);
        assert.ok(Number(base.value) > Number(line.value), "it stands above the line");
        assert.ok(saved.length >= 2, `only ${saved} bring it below the line`);
        assert.equal(Number(saving.value), saved.length, `${saved}`);
      }
      assertNumbersAreTheModels(readings);
    });

    test("its worlds are chosen, and its reset brings back the start", async () => {
      const { page } = mouse;
      const readings = [];
      const worlds = page.locator(`#${chapter} [data-world]`);
      const names = await worlds.evaluateAll((all) => all.map((chip) => chip.dataset.world));
      const pressed = () => page.locator(`#${chapter} [data-world][aria-pressed="true"]`).evaluateAll((all) => all.map((chip) => chip.dataset.world));
      const before = { setting: await setting(page, chapter), pressed: await pressed() };
      const seen = new Set();
      for (const name of names) {
        await page.locator(`#${chapter} [data-world="${name}"]`).click();
        assert.deepEqual(await pressed(), [name]);
        seen.add(JSON.stringify(await setting(page, chapter)));
        readings.push(...(await numbers(page)).filter((number) => number.chapter === chapter));
      }
      assert.equal(seen.size, names.length, "each world is another setting");
      await page.locator(`#${chapter} [role="switch"]`).first().click();
      const slider = page.locator(`#${chapter} .levers input[type="range"]`).first();
      await slider.focus();
      await page.keyboard.press((await place(slider)) > 0.5 ? "ArrowLeft" : "ArrowRight");
      assert.notDeepEqual(await setting(page, chapter), before.setting);
      readings.push(...(await numbers(page)).filter((number) => number.chapter === chapter));
      await reset(page, chapter);
      assert.deepEqual({ setting: await setting(page, chapter), pressed: await pressed() }, before);
      assert.equal(await page.locator(`#${chapter} [role="switch"][aria-checked="true"]`).count(), 0);
      await eventually(async () => {
        const valued = (all) => byName(all.filter((number) => number.value !== null), chapter);
        assert.deepEqual(valued(await numbers(page)), valued(start));
      });
      assertNumbersAreTheModels(readings);
    });
  });
}

describe("what was asked for and is not to be had gives way to what is", () => {
  test("a number between two whole ones", async () => {
    const { page } = mouse;
    for (const box of [page.locator('#independent [data-handle="reviewers"]'), page.locator('[data-slider="independent-reviewers"] input[type="text"]')]) {
      const before = await box.inputValue();
      await box.fill(`${before}.4`);
      await page.keyboard.press("Enter");
      assert.equal(await box.getAttribute("aria-invalid"), "true", "reviewers are whole");
      await box.fill(`${before}.0`);
      await page.keyboard.press("Enter");
      assert.equal(await box.inputValue(), before);
      assert.notEqual(await box.getAttribute("aria-invalid"), "true");
    }
  });

  test("a purchase beyond the last coin", async () => {
    const { page } = mouse;
    await show(page, "repairs");
    for (const name of ["diversity", "audit_budget", "supervision"]) {
      const slider = page.locator(`#repairs-${name}`);
      const box = page.locator(`[data-slider="repairs-${name}"] input[type="text"]`);
      await slider.focus();
      for (let i = 0; i < 2; i += 1) {
        await page.keyboard.press("End");
        const thumb = Number(await slider.inputValue());
        // The box shows one decimal.
        assert.ok(Math.abs(thumb - Number(await box.inputValue())) < 0.051, `the thumb of ${name} is at ${thumb}`);
      }
      await box.fill("100");
      await page.keyboard.press("Enter");
      assert.equal(await box.inputValue(), (await page.locator(`#repairs [data-handle="${name}"]`).inputValue()).replace("%", ""));
    }
    const { spent, coins } = byName(await numbers(page), "repairs");
    assert.ok(Math.abs(Number(spent.value) - Number(coins.value)) < 1e-9, `${spent.text} of ${coins.text}`);
    await reset(page, "repairs");
  });
});

test("all of that went without an error", () => {
  assert.deepEqual([mouse.log, touch.log], [QUIET, QUIET]);
});
