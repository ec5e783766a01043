// What is typed is read as it is meant, or refused where it stands; sliders reach their ends and keep what a link has set.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { show, startSite } from "../harness.mjs";
import { QUIET, eventually } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const part = (page, id) => ({
  slider: page.locator(`#${id}`),
  box: page.locator(`[data-slider="${id}"] [type=text]`),
  problem: page.locator(`[data-slider="${id}"] .problem`),
  button: (i) => page.locator(`[data-slider="${id}"] .slider-box button`).nth(i),
});

async function openAll(page) {
  await page.locator("#sandbox details.all > summary").evaluate((summary) => summary.click());
}

test("a text that is no number goes with its message, by whatever answers it", async () => {
  const { page, log, close } = await site.openPage();
  const { box, problem, button, slider } = part(page, "opening-supervision");
  const begun = await box.inputValue();
  for (const answer of [
    () => button(2).click(),
    async () => {
      await slider.focus();
      await page.keyboard.press("Home");
      await box.fill("abc");
      await box.press("Enter");
      await button(0).click();
    },
  ]) {
    await box.fill("abc");
    await box.press("Enter");
    await eventually(async () => assert.match(await problem.textContent(), /“abc” is not a number/));
    assert.equal(await box.inputValue(), "abc");
    await answer();
    await eventually(async () => assert.equal(await problem.textContent(), ""));
    const value = await slider.inputValue();
    assert.equal(await box.inputValue(), String(Number(value)), `the box says what is in force; it began with ${begun}`);
  }
  assert.deepEqual(log, QUIET);
  await close();
});

test("thousands are thousands, and what has two meanings is asked back", async () => {
  const { page, close } = await site.openPage();
  await openAll(page);
  const { box, problem, slider } = part(page, "steps");
  await show(box);
  for (const [text, value] of [["1,000", 1000], ["1 500", 1500], ["1.000", null], ["2000.4", null], ["2,000", 2000]]) {
    await box.fill(text);
    await box.press("Enter");
    if (value === null) {
      await eventually(async () => assert.match(await problem.textContent(), /is not a whole number/));
      assert.equal(await box.inputValue(), text);
    } else {
      await eventually(async () => assert.equal(await slider.inputValue(), String(value)));
      assert.equal(await problem.textContent(), "");
    }
  }
  await close();
});

test("every slider reaches both ends by keys, and is where its box says", async () => {
  const { page, log, close } = await site.openPage({ hash: "#v=1&reviewers=1&prices=40,0.1,0.25" });
  await openAll(page);
  const price = part(page, "price-supervision");
  assert.equal(Number(await price.slider.inputValue()), 0.25);
  assert.equal(Number(await price.box.inputValue()), 0.25);
  const wrong = await page.evaluate(async () => {
    const wrong = [];
    for (const slider of document.querySelectorAll("#sandbox input[type=range]")) {
      for (const [key, end] of [["End", "max"], ["Home", "min"]]) {
        slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        slider.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true }));
        await new Promise((done) => requestAnimationFrame(done));
        const place = getComputedStyle(slider).getPropertyValue("--place");
        const length = slider.max - slider.min;
        const expected = length > 0 ? ((slider.value - slider.min) / length) * 100 : 100;
        if (Number(slider.value) !== Number(slider[end]) || Math.abs(parseFloat(place) - expected) > 1e-6) {
          wrong.push([slider.id, key, slider.value, slider[end], place]);
        }
      }
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(log, QUIET);
  await close();
});

test("a link holds the number that is read, and nothing of how it was reckoned", async () => {
  const { page, close } = await site.openPage();
  const slider = page.locator("#diversity");
  await show(slider);
  await slider.focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 7; i += 1) await page.keyboard.press("PageUp");
  await eventually(async () => assert.match(await page.evaluate(() => location.hash), /diversity=0\.7(&|$)/));
  await close();
});

test("what long work looks for is told once, when it is found", async () => {
  const { page, close } = await site.openPage({ hash: "#edge" });
  const answer = page.locator("[data-finder]");
  await show(answer);
  await eventually(async () => assert.doesNotMatch(await answer.textContent(), /Looking/), 60_000);
  await answer.evaluate((element) => {
    window.told = [];
    const status = element.matches("[role=status]") ? element : element.querySelector("[role=status]");
    new MutationObserver(() => status.textContent && window.told.push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  // Any slider but the one along which it looks.
  await page.locator("#edge .levers input[type=range]:not(#edge-supervision)").first().focus();
  for (let i = 0; i < 11; i += 1) await page.keyboard.down("ArrowRight");
  await page.keyboard.up("ArrowRight");
  await eventually(async () => assert.ok((await page.evaluate(() => window.told.length)) > 0), 60_000);
  const told = await page.evaluate(() => window.told);
  assert.equal(told.length, 1);
  assert.doesNotMatch(told[0], /Looking/);
  await close();
});
