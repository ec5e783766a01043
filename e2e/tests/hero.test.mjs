// The opening: rows that slide or stay still, the film of the overlap, and a look at any one call.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canvasHash, evaluate, outputs, startSite } from "../harness.mjs";

const QUIET = { consoleErrors: [], consoleWarnings: [], pageErrors: [], failedRequests: [], foreignRequests: [] };
const WORLDS = ["independent-world", "overlapping-world"];
// Everything of the opening is in view.
const TALL = { width: 1280, height: 2600 };
const PHONE = { width: 360, height: 3600, hasTouch: true, isMobile: true };
const STILL = { ...TALL, reducedMotion: "reduce" };

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** Opens the page with a count of the frames that it asks for, and waits until the opening is drawn. */
async function open(options) {
  const opened = await site.openPage({
    ...options,
    prepare: (page) =>
      page.addInitScript(() => {
        window.framesAsked = 0;
        const ask = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (callback) => {
          window.framesAsked += 1;
          return ask(callback);
        };
      }),
  });
  await opened.page.locator("#overlapping-world canvas").scrollIntoViewIfNeeded();
  await atRest(opened.page);
  return opened;
}

const framesAsked = (page) => page.evaluate(() => window.framesAsked);

/** Waits until no frame has been asked for in a while. */
async function atRest(page) {
  let before = -1;
  for (let tries = 0; tries < 200; tries += 1) {
    const now = await framesAsked(page);
    if (now === before) return;
    before = now;
    await page.waitForTimeout(150);
  }
  assert.fail("the page never rests");
}

/** The pixels of both pictures at rest. */
async function pictures(page) {
  await atRest(page);
  const pixels = {};
  for (const id of WORLDS) pixels[id] = await canvasHash(page.locator(`#${id} canvas`));
  return pixels;
}

async function assertBothChanged(page, before) {
  const now = await pictures(page);
  for (const id of WORLDS) assert.notEqual(now[id], before[id], `the picture of ${id}`);
  return now;
}

const overlap = (page) => page.locator("#overlap").evaluate((input) => Number(input.value));
const published = (page, id) => page.locator(`#${id} [data-drawn="published"]`).getAttribute("value").then(Number);

/** What is said of the chosen call, as data and as text. */
async function findings(page) {
  const list = page.locator(".findings");
  if ((await list.count()) === 0) return null;
  return list.evaluate((list) => ({ ...list.dataset, text: list.innerText }));
}

async function assertFatesAgree(page) {
  const { apart, alike } = await findings(page);
  assert.equal(await page.locator("#independent-world [data-fate]").getAttribute("data-fate"), apart);
  assert.equal(await page.locator("#overlapping-world [data-fate]").getAttribute("data-fate"), alike);
}

/** Where a row of a picture is on the page. */
async function placeOfRow(page, id, row, height) {
  const box = await page.locator(`#${id} canvas`).boundingBox();
  return { x: box.x + box.width * 0.3, y: box.y + 26 + height * (row + 0.5) };
}

describe("any one call", () => {
  test("by mouse, in either picture", async () => {
    const { page, log, close } = await open(TALL);
    assert.equal(await findings(page), null);
    let before = await pictures(page);
    for (const [id, row] of [["independent-world", 0], ["overlapping-world", 41], ["independent-world", 99]]) {
      const { x, y } = await placeOfRow(page, id, row, 3);
      await page.mouse.click(x, y);
      assert.equal((await findings(page)).call, String(row + 1), id);
      assert.equal(await page.locator("#one-call").inputValue(), String(row + 1));
      await assertFatesAgree(page);
      before = await assertBothChanged(page, before);
    }
    // A mouse that is held down runs through the rows.
    const from = await placeOfRow(page, "overlapping-world", 10, 3);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 60, { steps: 5 });
    assert.equal((await findings(page)).call, "31");
    await page.mouse.up();
    // The record has no rows.
    const box = await page.locator("#independent-world canvas").boundingBox();
    await page.mouse.click(box.x + box.width - 10, from.y);
    assert.equal((await findings(page)).call, "31");
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("by touch, on a phone", async () => {
    const { page, log, close } = await open(PHONE);
    const before = await pictures(page);
    const { x, y } = await placeOfRow(page, "independent-world", 50, 2);
    await page.touchscreen.tap(x, y);
    assert.equal((await findings(page)).call, "51");
    await assertFatesAgree(page);
    await assertBothChanged(page, before);
    // A finger that lands a little above the rows has meant the first.
    await page.touchscreen.tap(x, y - 2 * 50.5 - 8);
    assert.equal((await findings(page)).call, "1");
    await page.getByRole("button", { name: "The next wrong call" }).tap();
    assert.equal((await findings(page)).call, "2");
    await page.getByRole("button", { name: "Clear" }).tap();
    assert.equal(await findings(page), null);
    assert.deepEqual(await pictures(page), before);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("by keyboard alone, told once everything rests", async () => {
    const { page, log, close } = await open(TALL);
    const before = await pictures(page);
    const pick = page.locator("[data-pick]");
    await pick.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "one-call");
    const first = await findings(page);
    assert.notEqual(first.apart, "published", "the page picks a call whose fate differs");
    assert.equal(first.alike, "published");
    await assertBothChanged(page, before);
    const told = page.locator("[data-one-call-told]");
    assert.equal(await told.getAttribute("aria-live"), "polite");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal((await findings(page)).call, String(Number(first.call) + 2));
    assert.match(await page.locator("#one-call").getAttribute("aria-valuetext"), /With independent blind spots/);
    assert.doesNotMatch(await told.innerText(), new RegExp(`Wrong call ${Number(first.call) + 1} `));
    await page.waitForFunction(
      (number) => document.querySelector("[data-one-call-told]").textContent.startsWith(`Wrong call ${number} of 100.`),
      Number(first.call) + 2,
    );
    await page.keyboard.press("Home");
    await page.getByRole("button", { name: "The wrong call before" }).press("Enter");
    assert.equal((await findings(page)).call, "1", "there is none before the first");
    await page.keyboard.press("Escape");
    assert.equal(await findings(page), null);
    await page.waitForFunction(() => document.activeElement.matches("[data-pick]"));
    assert.deepEqual(await pictures(page), before);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("by arrow keys on a picture", async () => {
    const { page, close } = await open(TALL);
    const before = await pictures(page);
    await page.locator("#overlapping-world .stand").focus();
    await page.keyboard.press("ArrowDown");
    assert.equal((await findings(page)).call, "1");
    await page.keyboard.press("ArrowDown");
    assert.equal((await findings(page)).call, "2");
    await page.keyboard.press("ArrowUp");
    assert.equal((await findings(page)).call, "1");
    await assertBothChanged(page, before);
    await page.keyboard.press("Escape");
    assert.equal(await findings(page), null);
    assert.deepEqual(await pictures(page), before);
    await close();
  });

  test("what is said of all of them adds up to what is drawn and tabled", async () => {
    const { page, close } = await open(STILL);
    await page.locator("[data-pick]").click();
    for (const id of WORLDS) await page.locator(`#${id} .values:not(.takeaway) summary`).click();
    for (const rho of [0.95, 0.5]) {
      await page.locator("#overlap").fill(String(rho));
      const said = await page.evaluate(async () => {
        const slider = document.querySelector("#one-call");
        const said = [];
        for (let call = 1; call <= Number(slider.max); call += 1) {
          slider.value = String(call);
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((done) => setTimeout(done));
          const list = document.querySelector(".findings");
          said.push({ ...list.dataset, text: list.innerText });
        }
        return said;
      });
      assert.equal(said.length, 100);
      for (const [id, key] of [["independent-world", "apart"], ["overlapping-world", "alike"]]) {
        const rows = await page.locator(`#${id} tbody tr`).evaluateAll((rows) => rows.map((row) => Number(row.cells[1].innerText)));
        const ends = ["1", "2", "3", "published"];
        const counts = ends.map((end) => said.filter((call) => call[key] === end).length);
        assert.deepEqual(counts, rows, `${id} at ${rho}`);
        assert.equal(counts[3], await published(page, id));
      }
      for (const { alike, kind, text } of said) {
        const route = alike === "published" ? "it passes all 3 reviewers and is published." : `reviewer ${alike} stops it.`;
        assert.ok(text.includes(`With an overlap of ${rho === 0.5 ? "0.50" : rho}, ${route}`), text);
        assert.ok(text.includes(kind === "shared" ? "Shared." : "Private."), text);
        assert.match(text, /An audit of this step would find it/);
      }
    }
    await close();
  });
});

describe("the slider", () => {
  test("by mouse, touch and keyboard; one picture moves, and no reviewer's miss rate", async () => {
    for (const options of [TALL, PHONE]) {
      const { page, log, close } = await open(options);
      const slider = page.locator("#overlap");
      const before = await pictures(page);
      await slider.scrollIntoViewIfNeeded();
      const box = await slider.boundingBox();
      const at = (share) => [box.x + 12 + share * (box.width - 24), box.y + box.height / 2];
      if (options.hasTouch) {
        await page.touchscreen.tap(...at(0.4));
      } else {
        await page.mouse.click(...at(0.4));
      }
      const pointed = await overlap(page);
      assert.ok(pointed > 0.3 && pointed < 0.46, `${pointed}`);
      await slider.focus();
      for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowRight");
      assert.ok(Math.abs((await overlap(page)) - pointed - 0.05) < 1e-9);
      const after = await pictures(page);
      assert.equal(after["independent-world"], before["independent-world"]);
      assert.notEqual(after["overlapping-world"], before["overlapping-world"]);
      for (const key of ["Home", "End"]) {
        await page.keyboard.press(key);
        const rho = await overlap(page);
        const shown = await outputs(page);
        const exact = evaluate({ rho_between: rho, rho_within: rho, supervision: 1 });
        for (const id of WORLDS) assert.equal(Number(shown[id].miss_rate_now), 0.2, id);
        assert.equal(Number(shown["overlapping-world"].surviving_share), exact.surviving_share);
        for (const rate of (await page.locator("#overlapping-world [data-drawn-rates]").innerText()).split(", ")) {
          // Within four standard errors of 1,000 calls.
          assert.ok(Math.abs(Number.parseFloat(rate) - 20) < 5.1, rate);
        }
      }
      assert.deepEqual(await pictures(page), before, "back where it began");
      assert.deepEqual(log, QUIET);
      await close();
    }
  });

  test("rows slide, come to rest and end as the still has them", async () => {
    const { page, close } = await open(TALL);
    const start = (await pictures(page))["overlapping-world"];
    const asked = await framesAsked(page);
    // The picture a few frames after a jump, beside the one at rest.
    const moving = await page.evaluate(async () => {
      const slider = document.querySelector("#overlap");
      slider.value = "0.3";
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      for (let i = 0; i < 4; i += 1) await new Promise((done) => requestAnimationFrame(done));
      return document.querySelector("#overlapping-world canvas").toDataURL();
    });
    const counted = await published(page, "overlapping-world");
    const rest = await pictures(page);
    const still = await page.locator("#overlapping-world canvas").evaluate((canvas) => canvas.toDataURL());
    assert.notEqual(moving, still, "on its way");
    assert.notEqual(rest["overlapping-world"], start);
    assert.equal(await published(page, "overlapping-world"), counted, "counts do not wait for the picture");
    assert.ok((await framesAsked(page)) - asked > 6);
    const { page: reduced, close: closeReduced } = await open(STILL);
    await reduced.locator("#overlap").fill("0.3");
    assert.deepEqual(await pictures(reduced), rest);
    await closeReduced();
    await close();
  });

  test("who wants less motion gets stills: a frame a picture, no loop", async () => {
    const { page, close } = await open(STILL);
    const before = await pictures(page);
    for (const rho of ["0.4", "0.1", "0.95"]) {
      const asked = await framesAsked(page);
      await page.locator("#overlap").fill(rho);
      await page.waitForTimeout(500);
      const frames = (await framesAsked(page)) - asked;
      assert.ok(frames >= 1 && frames <= 2, `${frames} frames for one picture`);
    }
    assert.deepEqual(await pictures(page), before);
    await close();
  });

  test("stays in sight of its pictures once it is used", async () => {
    const { page, close } = await site.openPage({ width: 360, height: 700, hasTouch: true, isMobile: true });
    const panel = page.locator(".overlap");
    await page.locator("#overlapping-world canvas").scrollIntoViewIfNeeded();
    const isInView = () => panel.evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight);
    assert.equal(await isInView(), false);
    await page.locator("#overlap").scrollIntoViewIfNeeded();
    await page.locator("#overlap").tap();
    await page.evaluate(() => document.querySelector("#overlapping-world canvas").scrollIntoView());
    assert.equal(await isInView(), true);
    await close();
  });
});

describe("the film", () => {
  test("plays from none to the most and stops", async () => {
    const { page, log, close } = await open(TALL);
    const button = page.locator("[data-sweep]");
    assert.match(await button.innerText(), /Play/);
    const start = await pictures(page);
    const begun = Date.now();
    await button.click();
    assert.match(await button.innerText(), /Pause/);
    assert.ok((await overlap(page)) < 0.3, "it begins without overlap");
    const seen = new Set();
    while (!/Play/.test(await button.innerText())) {
      seen.add(await overlap(page));
      assert.ok(Date.now() - begun < 60_000, "it ends");
      await page.waitForTimeout(40);
    }
    assert.ok(Date.now() - begun > 7000, "it takes its time");
    const order = [...seen];
    assert.ok(order.length > 20 && order.every((value, i) => i === 0 || value > order[i - 1]), `${order}`);
    assert.equal(await overlap(page), 0.95);
    assert.deepEqual(await pictures(page), start);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("pauses; stops for a hand on the slider, out of view, and for who wants less motion", async () => {
    const { page, close } = await open({ width: 1280, height: 900 });
    const button = page.locator("[data-sweep]");
    const plays = async () => /Pause/.test(await button.innerText());
    const assertRests = async (why) => {
      await page.waitForFunction(() => /Play|Step/.test(document.querySelector("[data-sweep]").innerText));
      await atRest(page);
      const at = await overlap(page);
      await page.waitForTimeout(400);
      assert.equal(await overlap(page), at, why);
      return at;
    };
    await button.click();
    await page.waitForTimeout(500);
    await button.click();
    const paused = await assertRests("paused");
    await button.click();
    assert.ok(await plays());
    await page.waitForTimeout(300);
    assert.ok((await overlap(page)) >= paused, "it plays on");
    const box = await page.locator("#overlap").boundingBox();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
    await page.mouse.down();
    assert.equal(await plays(), false);
    await page.mouse.up();
    await assertRests("a hand on the slider");

    await button.click();
    assert.ok(await plays());
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await assertRests("out of view");

    await button.click();
    assert.ok(await plays());
    await page.emulateMedia({ reducedMotion: "reduce" });
    await assertRests("less motion");
    assert.match(await button.innerText(), /Step/);
    await close();
  });

  test("is a step a press for who wants no motion", async () => {
    const { page, close } = await open(STILL);
    const button = page.locator("[data-sweep]");
    assert.match(await button.innerText(), /Step/);
    const steps = [];
    for (let i = 0; i < 12; i += 1) {
      await button.click();
      steps.push(await overlap(page));
    }
    assert.deepEqual(steps, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0]);
    const asked = await framesAsked(page);
    await button.click();
    await page.waitForTimeout(400);
    assert.ok((await framesAsked(page)) - asked <= 2);
    await close();
  });
});
