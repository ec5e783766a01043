// The invitations to guess: an offer in every chapter, made by mouse, finger or keyboard, and never a gate.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canvasHash, startSite } from "../harness.mjs";
import { CHAPTERS, QUIET, eventually, place, settled, swipe, waitForOtherPixels, watchFrames } from "../reading.mjs";

const WINDOW = { width: 1280, height: 900, prepare: watchFrames };

let site;
let mouse;
let touch;
before(async () => {
  site = await startSite();
  mouse = await site.openPage(WINDOW);
  touch = await site.openPage({ ...WINDOW, width: 390, hasTouch: true });
});
after(() => site?.close());

/** A chapter's invitation: its parts and what it says. */
function invitation(page, chapter) {
  const box = page.locator(`[data-predict="${chapter}"]`);
  return {
    box,
    compare: box.locator("[data-compare]"),
    show: box.locator("[data-show]"),
    again: box.locator("[data-again]"),
    said: () => box.locator("[data-reveal]").innerText(),
    question: () => box.locator(".question").innerText(),
    slider: box.locator('input[type="range"]'),
    radios: box.getByRole("radio"),
    pad: box.locator("[data-sketch]"),
  };
}

/** The words that all answers of a chapter share with the one that is shown unasked. */
async function answered(page, chapter) {
  const { show, again, said, compare } = invitation(page, chapter);
  await show.click();
  const answer = await said();
  assert.match(answer, /model says/i);
  assert.equal(await compare.isVisible(), false);
  await again.click();
  assert.equal(await said(), "");
  return answer;
}

/** The model's own number in an answer, the last one before its full stop. */
const number = (answer) => answer.match(/model says (<?[\d.,]+)/)[1].replace(/[.,]$/, "");

for (const chapter of CHAPTERS) {
  test(`${chapter}: skipped, and guessed`, async () => {
    const { page } = mouse;
    const { box, compare, again, said, slider, radios, pad } = invitation(page, chapter);
    await box.scrollIntoViewIfNeeded();
    const answer = await answered(page, chapter);
    const kinds = [await slider.count(), await radios.count(), await pad.count()].map((count) => count > 0);
    assert.equal(kinds.filter(Boolean).length, 1, "it asks for one thing");

    if (kinds[0]) {
      // By slider.
      await slider.focus();
      await page.keyboard.press("End");
      const most = await slider.getAttribute("max");
      await compare.click();
      assert.match(await said(), new RegExp(`You said ${most}\\b.*the model says ${number(answer)}`));
      await again.click();
      // By number box, with a slip on the way.
      const typed = box.getByRole("textbox");
      await typed.fill("a lot");
      await page.keyboard.press("Enter");
      assert.ok((await box.locator(".problem").innerText()).length > 10);
      await typed.fill("3");
      await page.keyboard.press("Enter");
      assert.equal(await box.locator(".problem").innerText(), "");
      assert.equal(await slider.inputValue(), "3");
      await compare.click();
      assert.match(await said(), new RegExp(`You said 3\\b.*the model says ${number(answer)}`));
      await again.click();
    } else if (kinds[1]) {
      assert.equal(await compare.isDisabled(), true, "nothing is chosen yet");
      await radios.first().focus();
      await page.keyboard.press("Space");
      const count = await radios.count();
      const right = answer.match(/“(.*?)”/)[1];
      let hits = 0;
      for (let i = 0; i < count; i += 1) {
        assert.equal(await radios.nth(i).isChecked(), true, "the arrow keys choose");
        const option = (await box.locator("label.option").nth(i).innerText()).trim();
        await compare.click();
        const reply = await said();
        assert.ok(reply.startsWith(`You said “${option}”.`), reply);
        assert.ok(reply.endsWith(answer.slice(answer.indexOf("”") + 1).replace(/^\.\s*/, "")), "it gives the model's numbers");
        hits += Number(/So does the model/.test(reply));
        assert.equal(/So does the model/.test(reply), option === right, reply);
        await again.click();
        await radios.nth(i).focus();
        await page.keyboard.press("ArrowDown");
      }
      assert.equal(hits, 1);
    } else {
      assert.equal(await compare.isDisabled(), true, "nothing is drawn yet");
    }
    assert.deepEqual(mouse.log, QUIET);
  });
}

describe("a curve is drawn", () => {
  const curves = ["copies", "teacher"];

  /** Compares, checks that the sentence holds the guess and the model's value, and gives the guess back. */
  async function compared(page, chapter, answer) {
    const { compare, again, said, pad } = invitation(page, chapter);
    const canvas = pad.locator("canvas");
    await settled(page);
    const before = await canvasHash(canvas);
    await compare.click();
    const reply = await said();
    const guess = reply.match(/you drew ([^;]*); the model says/)?.[1];
    assert.ok(guess, reply);
    assert.ok(reply.includes(`the model says ${number(answer)}`), reply);
    await eventually(async () => assert.notEqual(await canvasHash(canvas), before, "the model's curve comes to the reader's"));
    await again.click();
    await eventually(async () => assert.equal(await canvasHash(canvas), before, "and goes again"));
    return guess;
  }

  for (const chapter of curves) {
    test(`in ${chapter} by mouse`, async () => {
      const { page } = mouse;
      const { pad } = invitation(page, chapter);
      const answer = await answered(page, chapter);
      await pad.scrollIntoViewIfNeeded();
      const guesses = [];
      for (const height of [0.2, 0.8]) {
        const box = await pad.boundingBox();
        await page.mouse.move(box.x + 0.08 * box.width, box.y + height * box.height);
        await page.mouse.down();
        await page.mouse.move(box.x + 0.95 * box.width, box.y + height * box.height, { steps: 6 });
        await page.mouse.up();
        guesses.push(await compared(page, chapter, answer));
        await pad.scrollIntoViewIfNeeded();
      }
      assert.notEqual(guesses[0], guesses[1], "what is drawn is what is compared");
    });

    test(`in ${chapter} by finger`, async () => {
      const { page } = touch;
      const { pad, compare } = invitation(page, chapter);
      const answer = await answered(page, chapter);
      await pad.evaluate((element) => element.scrollIntoView({ block: "center" }));
      assert.equal(await compare.isDisabled(), true);
      const box = await pad.boundingBox();
      const scrolled = await page.evaluate(() => scrollY);
      const points = Array.from({ length: 12 }, (_, i) => ({
        x: box.x + box.width * (0.15 + (0.8 * i) / 11),
        y: box.y + box.height * (0.3 + (0.1 * i) / 11),
      }));
      await swipe(page, points);
      assert.equal(await compare.isDisabled(), false, "the finger has drawn");
      assert.equal(await page.evaluate(() => scrollY), scrolled, "and has not scrolled");
      await compared(page, chapter, answer);
    });

    test(`in ${chapter} by keyboard`, async () => {
      const { page, close } = await site.openPage(WINDOW);
      const { pad, compare } = invitation(page, chapter);
      const answer = await answered(page, chapter);
      await pad.scrollIntoViewIfNeeded();
      await pad.focus();
      await settled(page);
      assert.equal(await pad.getAttribute("role"), "slider");
      const [text, before] = [() => pad.getAttribute("aria-valuetext"), await canvasHash(pad.locator("canvas"))];
      const first = await text();
      await page.keyboard.press("ArrowUp");
      const up = await text();
      assert.notEqual(up, first, "up moves the point");
      await page.keyboard.press("ArrowRight");
      assert.notEqual((await text()).split(":")[0], first.split(":")[0], "right chooses the next");
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Home");
      assert.equal(await text(), up);
      assert.equal(await compare.isDisabled(), false);
      await eventually(async () => assert.notEqual(await canvasHash(pad.locator("canvas")), before));
      await compared(page, chapter, answer);
      await close();
    });
  }
});

test("a count is guessed by finger", async () => {
  const { page } = touch;
  const { box, slider, compare, said } = invitation(page, "report");
  await slider.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const around = await slider.boundingBox();
  const y = around.y + around.height / 2;
  await swipe(page, [0.5, 0.6, 0.7, 0.8, 0.85].map((share) => ({ x: around.x + share * around.width, y })));
  assert.ok((await place(slider)) > 0.75);
  await compare.tap();
  assert.ok((await said()).includes(`You said ${await slider.inputValue()} `), await said());
  assert.ok(await box.locator("[data-again]").isVisible());
  assert.deepEqual(touch.log, QUIET);
});
