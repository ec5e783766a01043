// The opening: one instrument on the first screen, its levers, steps and film, and a look at any one decision.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canvasHash, evaluate, outputs, startSite } from "../harness.mjs";

const QUIET = { consoleErrors: [], consoleWarnings: [], pageErrors: [], failedRequests: [], foreignRequests: [] };
const WORLDS = ["reported-world", "real-world"];
const LEVERS = ["Model diversity", "Supervision quality", "Audit budget"];
const PHONE = { width: 390, height: 844, hasTouch: true, isMobile: true };

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** Opens the page and waits until the opening is drawn. */
async function open(options) {
  const opened = await site.openPage(options);
  await eventually(async () => assert.ok(await isDrawn(opened.page, "real-world")));
  await atRest(opened.page);
  return opened;
}

async function eventually(check) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await check();
    } catch (error) {
      if (tries > 150) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

const isDrawn = (page, id) => page.locator(`#${id} canvas`).evaluate((canvas) => canvas.width > 50);

/** Waits until the pictures stay as they are. */
async function atRest(page) {
  let before = "";
  await eventually(async () => {
    await page.waitForTimeout(150);
    const now = JSON.stringify(await pixels(page));
    const was = before;
    before = now;
    assert.equal(now, was);
  });
}

async function pixels(page) {
  const all = {};
  for (const id of WORLDS) all[id] = await canvasHash(page.locator(`#${id} canvas`));
  return all;
}

const slider = (page, name) => page.locator("#opening").getByRole("slider", { name, exact: true });

/** The share of an element that is in the window. */
const shareInView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const high = Math.min(bottom, innerHeight) - Math.max(top, 0);
    const wide = Math.min(right, innerWidth) - Math.max(left, 0);
    return (Math.max(high, 0) * Math.max(wide, 0)) / ((bottom - top) * (right - left));
  });

/** The model's own verdict on what the levers say. */
async function assertExact(page) {
  const percents = {};
  for (const name of LEVERS) percents[name] = Number(await slider(page, name).inputValue());
  const at = {
    diversity: percents[LEVERS[0]] / 100,
    supervision: percents[LEVERS[1]] / 100,
    audit_budget: Math.round(percents[LEVERS[2]] * 5),
  };
  const [whole] = evaluate([at]);
  const [first, claimed] = evaluate([
    { ...at, bias: whole.initial_bias },
    { ...at, diversity: 1, supervision: 1, modularity: 1 },
  ]);
  const shown = (await outputs(page)).opening;
  const settled = typeof whole.fixed_point === "object" ? whole.fixed_point.undetected_share : whole.fixed_point;
  assert.equal(Number(shown.undetected_share), first.undetected_share);
  assert.equal(Number(shown.effective_reviewers), first.effective_reviewers);
  assert.equal(Number(shown.fixed_point), settled);
  assert.ok(Math.abs(Number(shown.claimed_undetected_share) - claimed.undetected_share) < 1e-12);
}

describe("the first screen", () => {
  for (const [width, height] of [[1440, 900], [1366, 768], [1280, 720]]) {
    test(`has the three levers and what they move at ${width}×${height}, and each moves it`, async () => {
      const { page, log, close } = await open({ width, height });
      const picture = page.locator("#real-world canvas");
      for (const name of LEVERS) assert.equal(await shareInView(slider(page, name)), 1, name);
      assert.ok((await shareInView(picture)) >= 0.6);
      for (const name of LEVERS) {
        const before = await canvasHash(picture);
        await slider(page, name).focus();
        for (let press = 0; press < 4; press += 1) await page.keyboard.press("PageUp");
        await eventually(async () => assert.notEqual(await canvasHash(picture), before, name));
        await atRest(page);
      }
      assert.equal(await page.evaluate(() => scrollY), 0, "the page does not scroll by itself");
      assert.deepEqual(log, QUIET);
      await close();
    });
  }

  test("has the picture and one lever on a phone", async () => {
    const { page, close } = await open(PHONE);
    assert.ok((await shareInView(page.locator("#real-world canvas"))) >= 0.6);
    assert.equal(await shareInView(slider(page, LEVERS[0])), 1);
    await close();
  });

  test("tells what the model says, wherever the levers stand", async () => {
    const { page, log, close } = await open({ width: 1440, height: 900 });
    await assertExact(page);
    for (const [name, key, presses] of [[LEVERS[0], "PageDown", 2], [LEVERS[1], "ArrowLeft", 7], [LEVERS[2], "End", 1]]) {
      await slider(page, name).focus();
      for (let press = 0; press < presses; press += 1) await page.keyboard.press(key);
      await assertExact(page);
    }
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("nothing moves under a pointer or because it went down", async () => {
    const { page, close } = await open({ width: 1440, height: 900 });
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("#opening :is(button, input, canvas)")]
          .filter((element) => element.offsetParent)
          .map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return [x, y, width, height].map(Math.round).join();
          }),
      );
    const before = await places();
    const box = await slider(page, LEVERS[0]).boundingBox();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
    await page.mouse.down();
    for (const share of [0.1, 0.9, 0.02]) {
      await page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 3 });
      assert.deepEqual(await places(), before);
    }
    await page.mouse.up();
    for (const step of [0, 3]) {
      await page.locator(`[data-step="${step}"]`).click();
      assert.deepEqual(await places(), before, `step ${step}`);
    }
    await close();
  });
});

describe("four steps", () => {
  test("each sets the levers, says what happened, and carries its own number", async () => {
    const { page, log, close } = await open({ width: 1280, height: 900, reducedMotion: "reduce" });
    const values = async () => Promise.all(LEVERS.map((name) => slider(page, name).inputValue()));
    const expected = [
      ["100", "100", "9"],
      ["32", "100", "9"],
      ["32", "100", "9"],
      ["32", "50", "9"],
    ];
    const said = new Set();
    let last = 0;
    for (const [step, levers] of expected.entries()) {
      const button = page.locator(`[data-step="${step}"]`);
      await button.click();
      assert.deepEqual(await values(), levers);
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      said.add(await page.locator(".step-says").innerText());
      const settled = Number((await outputs(page)).opening.fixed_point);
      assert.ok(settled > 2 * last, `step ${step} makes it worse`);
      assert.equal(await button.locator(".figure").innerText(), `${+(100 * settled).toPrecision(settled < 0.01 ? 1 : 2)}%`);
      last = settled;
    }
    assert.equal(said.size, 4);
    // Without motion the button goes a step on, and from the last one to the first.
    await page.locator("[data-play]").click();
    assert.deepEqual(await values(), expected[0]);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("the film goes through them, can be paused, goes on, and ends as it is", async () => {
    const { page, log, close } = await open({ width: 1280, height: 900 });
    const play = page.locator("[data-play]");
    const pressed = () => page.locator('[data-step][aria-pressed="true"]').getAttribute("data-step");
    await play.click();
    await eventually(async () => assert.equal(await pressed(), "1"));
    await play.click();
    const paused = await slider(page, LEVERS[0]).inputValue();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await slider(page, LEVERS[0]).inputValue(), paused, "paused");
    await play.click();
    await eventually(async () => assert.equal(await pressed(), "2"));
    await eventually(async () => assert.equal(await play.innerText(), "▶ Play"));
    assert.deepEqual(await Promise.all(LEVERS.map((name) => slider(page, name).inputValue())), ["32", "50", "9"]);
    assert.deepEqual(log, QUIET);
    await close();
  });
});

describe("any one decision", () => {
  const found = (page) => page.locator("#opening .findings").evaluate((list) => ({ ...list.dataset, text: list.innerText }));

  test("by mouse, by buttons and by keys, in both pictures", async () => {
    const { page, log, close } = await open({ width: 1440, height: 900 });
    assert.equal((await found(page)).alike, undefined);
    const before = await pixels(page);
    await page.locator("#opening [data-pick]").click();
    const telling = await found(page);
    assert.match(telling.apart, /^[1-3]$/, "a reviewer of the report stops it");
    assert.equal(telling.alike, "undetected");
    assert.match(telling.text, /all 3 reviewers miss it, no audit finds it, and it stays wrong/);
    await atRest(page);
    const chosen = await pixels(page);
    for (const id of WORLDS) assert.notEqual(chosen[id], before[id], id);
    await page.getByRole("button", { name: "The next wrong decision" }).click();
    assert.notEqual((await found(page)).text, telling.text);
    await page.keyboard.press("Escape");
    assert.equal((await found(page)).alike, undefined);
    const box = await page.locator("#real-world canvas").boundingBox();
    await page.mouse.click(box.x + 40, box.y + 60);
    assert.ok((await found(page)).alike);
    await page.locator("#real-world .stand").focus();
    const here = (await found(page)).text;
    await page.keyboard.press("ArrowDown");
    assert.notEqual((await found(page)).text, here);
    assert.deepEqual(log, QUIET);
    await close();
  });
});

describe("the three claims together", () => {
  test("eight points that follow the levers, and three switches", async () => {
    const { page, log, close } = await open({ width: 1440, height: 900 });
    const title = page.locator("#claims h3");
    assert.equal(await title.innerText(), "Alone at most 0.4%. Together 17%");
    const told = page.locator(".claim-told");
    assert.match(await told.innerText(), /^all three: 17% /);
    await page.locator('[data-claim="c"]').click();
    assert.match(await told.innerText(), /^a \+ b: 3\.5% /);
    await slider(page, LEVERS[1]).focus();
    await page.keyboard.press("End");
    await page.locator("#claims").scrollIntoViewIfNeeded();
    await eventually(async () => assert.equal(await title.innerText(), "Alone at most 0.4%. Together 3.5%"));
    assert.deepEqual(log, QUIET);
    await close();
  });
});

test("what is painted before the program looks as what takes its place", async () => {
  const still = await site.openPage({
    width: 1440,
    height: 900,
    ready: false,
    prepare: (page) => page.route("**/*.wasm", () => {}),
  });
  const live = await open({ width: 1440, height: 900 });
  const texts = (root) => (page) =>
    page.evaluate((root) => {
      const of = (selector) => document.querySelector(`${root} ${selector}`).textContent.replace(/\s+/g, " ").trim();
      return ["h1", ".claim", ".step-says", ".verdict", ".curves-key"].map(of);
    }, root);
  assert.deepEqual(await texts("#first")(still.page), await texts("body")(live.page));
  const places = (page) =>
    page.evaluate(() =>
      ["h1", ".instrument-panel", ".world.real .picture", ".verdict"].map((selector) => {
        const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
        return [x, y, width, height];
      }),
    );
  const [painted, taken] = [await places(still.page), await places(live.page)];
  const apart = painted.flatMap((box, i) => box.map((at, side) => Math.abs(at - taken[i][side])));
  assert.ok(Math.max(...apart) < 16, JSON.stringify({ painted, taken }));
  assert.equal(await live.page.locator("#first").count(), 0);
  await still.close();
  await live.close();
});
