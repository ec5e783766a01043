// The page does its main job: sliders move numbers and pictures, and every number is the model's own.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canvasHash, evaluate, outputs, screenshot, show, startSite } from "../harness.mjs";
import { drawAll } from "../reading.mjs";
import * as reading from "../reading.mjs";
import { QUIET, drawings, inks, pictures, rested, settled, waitForOtherPixels, watchFrames } from "../reading.mjs";

const LEVERS = ["diversity", "supervision", "audit_budget"];
const CHARTS = ["generations", "more-reviewers", "map"];
// Tall enough for the opening or the sandbox to be in view as a whole, and so drawn.
const TALL = { width: 1440, height: 3000 };

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** Opens the page with the sandbox in view, every figure of it drawn. */
async function openSandbox(options = {}) {
  const opened = await site.openPage({ ...TALL, prepare: watchFrames, ...options });
  await opened.page.locator("#sandbox").evaluate((section) => section.scrollIntoView());
  await settled(opened.page);
  return opened;
}

/** The setting of the sandbox, as an object that the batch example reads. */
const setting = (page) => reading.setting(page, "sandbox");

const drag = (page, id, to) => reading.drag(page, page.locator(`#${id}`), to);

/** Every number of the instrument is what the batch example says for the same setting, to the last bit. */
async function assertNumbersAreTheModels(page) {
  const bias = Number(await page.locator('data[data-input="bias"]').getAttribute("value"));
  const input = { ...(await setting(page)), bias };
  const expected = evaluate(input);
  const shown = (await outputs(page)).instrument;
  assert.ok(Object.keys(shown).length >= 14, `only ${Object.keys(shown)} are shown`);
  for (const [name, value] of Object.entries(shown)) {
    // A number that is not defined has no value attribute.
    const number = value === "" ? null : Number(value);
    assert.equal(number, expected[name], `${name} at ${JSON.stringify(input)}`);
  }
  const tips = await page.locator('[data-tipping="supervision"]').evaluateAll((all) => all.map((e) => Number(e.value)));
  assert.deepEqual(tips, expected.tipping_points.map((fold) => fold.supervision));
  return shown;
}

async function assertAllMoved(page, before, ids) {
  for (const id of ids) {
    await waitForOtherPixels(page, id, before[id].pixels);
    assert.notEqual(await page.locator(`#${id} canvas`).getAttribute("aria-label"), before[id].said, `what is said of ${id}`);
  }
}

describe("the three levers", () => {
  for (const lever of LEVERS) {
    test(`${lever} by mouse and by keyboard`, async () => {
      const { page, log, close } = await openSandbox();
      const first = await assertNumbersAreTheModels(page);

      let state = await pictures(page, CHARTS);
      await drag(page, lever, 0.8);
      await assertAllMoved(page, state, CHARTS);
      const dragged = await assertNumbersAreTheModels(page);
      assert.notEqual(dragged.undetected_share, first.undetected_share);

      state = await pictures(page, CHARTS);
      await page.locator(`#${lever}`).focus();
      for (let i = 0; i < 12; i += 1) await page.keyboard.press("ArrowLeft");
      await assertAllMoved(page, state, CHARTS);
      const typed = await assertNumbersAreTheModels(page);
      assert.notEqual(typed.undetected_share, dragged.undetected_share);

      for (const key of ["Home", "End"]) {
        await page.keyboard.press(key);
        await assertNumbersAreTheModels(page);
      }
      const spoken = await page.locator(`#${lever}`).getAttribute("aria-valuetext");
      assert.match(spoken, /^100%: about .* effective reviewers, .* undetected after 60 generations/);
      assert.deepEqual(log, QUIET);
      await close();
    });
  }

  test("buttons, box and reset of a lever", async () => {
    const { page, close } = await openSandbox();
    const lever = page.locator('[data-slider="supervision"]');
    await lever.getByRole("button", { name: "Supervision quality: more" }).click();
    assert.equal((await setting(page)).supervision, 0.51);
    await lever.getByRole("button", { name: "Supervision quality: less" }).click();
    await lever.getByRole("button", { name: "Supervision quality: less" }).click();
    assert.equal((await setting(page)).supervision, 0.49);
    await lever.getByRole("textbox").fill("12,5 %");
    await page.keyboard.press("Enter");
    assert.equal((await setting(page)).supervision, 0.125);
    await lever.getByRole("button", { name: /back to 50%/ }).click();
    assert.equal((await setting(page)).supervision, undefined, "the default is left out of the link");
    await close();
  });

  test("each world, with each its numbers", async () => {
    const { page, log, close } = await openSandbox();
    for (const world of ["independent", "human-like", "four labs", "one lab", "one model"]) {
      await page.locator(`#sandbox [data-world="${world}"]`).click();
      assert.equal(await page.locator(`#sandbox [data-world="${world}"]`).getAttribute("aria-pressed"), "true");
      assert.equal(await page.locator('#sandbox [data-world][aria-pressed="true"]').count(), 1);
      await assertNumbersAreTheModels(page);
    }
    const tipping = page.locator('[data-tipping="sentence"]');
    await show(tipping);
    assert.match(await tipping.innerText(), /no tipping point/, "one model has none");
    await page.locator('[data-reset="all"]').click();
    assert.deepEqual(await setting(page), {});
    assert.deepEqual(log, QUIET);
    await close();
  });
});

describe("bad input", () => {
  test("in a number box: a message that names it, and nothing is lost", async () => {
    const { page, log, close } = await openSandbox();
    const lever = page.locator('[data-slider="audit_budget"]');
    const before = await outputs(page);
    for (const [typed, told] of [
      ["", /empty/],
      ["abc", /“abc” is not a number/],
      ["NaN", /“NaN” is not a number/],
      ["-Infinity", /not a number/],
      ["101", /“101” is out of range; Audit budget must lie between 0% and 100%/],
      ["-1", /out of range/],
      ["1e999", /not a number/],
      ["<b>1</b>", /“<b>1<\/b>” is not a number/],
    ]) {
      await lever.getByRole("textbox").fill(typed);
      await page.keyboard.press("Enter");
      assert.match(await lever.locator(".problem").innerText(), told);
      assert.equal(await lever.getByRole("textbox").getAttribute("aria-invalid"), "true");
      assert.deepEqual(await outputs(page), before);
    }
    await lever.getByRole("textbox").fill("20");
    await page.keyboard.press("Enter");
    assert.equal(await lever.locator(".problem").innerText(), "");
    assert.equal((await setting(page)).audit_budget, 100);
    await assertNumbersAreTheModels(page);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("in a link: the page opens, tells what it left out, and shows none of it as markup", async () => {
    for (const [hash, params, told] of [
      ["#v=1&diversity=0.5&audit_budget=100", { diversity: 0.5, audit_budget: 100 }, []],
      ["#audit_budget=900", {}, ["audit_budget is 900; steps allows at most 500"]],
      ["#judgement_calls=700&supervision=0.7", { supervision: 0.7 }, ["judgement_calls is 700"]],
      ["#quorum=5", {}, ["quorum is 5"]],
      ["#supervision=NaN&drift=Infinity&miss_rate=", {}, ["supervision is “NaN”", "drift is “Infinity”", "miss_rate is “”"]],
      ["#diversity=2&reviewers=2.5", {}, ["diversity is 2", "reviewers is 2.5"]],
      ["#<img src=x onerror=alert(1)>", {}, ["is not a parameter"]],
      ["#%F0%9F=&&&==&v", {}, ["is not a parameter"]],
      [`#${"a=1&".repeat(400)}`, {}, ["longer than 1024 bytes"]],
    ]) {
      const { page, log, close } = await site.openPage({ hash });
      assert.deepEqual(await setting(page), params, hash);
      const notices = await page.locator(".notices li").allInnerTexts();
      for (const text of told) assert.ok(notices.some((notice) => notice.includes(text)), `${hash}: ${notices}`);
      assert.equal(await page.locator(".notices").isVisible(), told.length > 0, hash);
      assert.equal(await page.locator(".notices img").count(), 0);
      await assertNumbersAreTheModels(page);
      assert.deepEqual(log, QUIET, hash);
      await close();
    }
  });

  test("a setting travels in the address", async () => {
    const { page, close } = await site.openPage(TALL);
    await page.locator('#sandbox [data-world="four labs"]').click();
    await page.waitForFunction(() => location.hash.includes("lineages=4"));
    const shown = await outputs(page);
    const { page: other, close: closeOther } = await site.openPage({ ...TALL, hash: new URL(page.url()).hash });
    assert.deepEqual(await outputs(other), shown);
    await other.evaluate(() => {
      location.hash = "#v=1&supervision=0.9";
    });
    await other.waitForFunction(() => document.querySelector("#sandbox").dataset.setting === "v=1&supervision=0.9");
    // A jump to a place on the page leaves the setting alone, and shows the place below the levers.
    await other.evaluate(() => {
      location.hash = "#integrity";
    });
    await rested(other);
    assert.deepEqual(await setting(other), { supervision: 0.9 });
    await closeOther();
    await close();
  });
});

test("a link to a figure opens on it, whichever figures share its place", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 800, hash: "#integrity" });
  await page.waitForFunction(() => scrollY > 500);
  const { y } = await page.locator("#integrity h3").boundingBox();
  assert.ok(y >= 0 && y < 800, `the title is at ${y}`);
  assert.equal(await page.locator("#integrity h3").isVisible(), true);
  assert.equal(await page.locator("#generations h3").isVisible(), false);
  await close();
});

describe("what is seen", () => {
  for (const width of [360, 768, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${width} px, ${colorScheme}`, async () => {
        const { page, log, close } = await site.openPage({ width, height: 900, colorScheme });
        await drawAll(page);
        for (const { figure, inks, density, distortion } of await drawings(page.locator("canvas"))) {
          assert.ok(inks > 10, `${figure} is drawn`);
          assert.ok(density >= 0.99 && distortion < 0.05, `${figure} is at device resolution, undistorted`);
        }
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `scrolls sideways by ${sideways} px`);
        await screenshot(page, `page-${width}-${colorScheme}`, { fullPage: true });
        assert.deepEqual(log, QUIET);
        await close();
      });
    }
  }

  test("paper shows every figure, whether it was in view or not", async () => {
    const { page, log, close } = await site.openPage({ width: 1280, height: 800, colorScheme: "dark" });
    const waiting = ["map", "phases"];
    for (const id of waiting) assert.ok((await inks(page.locator(`#${id} canvas`))) <= 1, `${id} is below the fold and waits`);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    for (const { figure, inks } of await drawings(page.locator("canvas"))) {
      assert.ok(inks > (waiting.includes(figure) ? 20 : 10), `${figure} is drawn for the paper`);
    }
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));

    // Everything is worked out now. Each figure has a sentence, and a table of the same values.
    const all = page.locator("figure.card");
    await all.evaluateAll((all) => all.forEach((card) => (card.querySelector("details.values").open = true)));
    await page.waitForFunction(() => [...document.querySelectorAll("figure.card")].every((card) => card.querySelector("thead th")));
    const cards = await all.evaluateAll((all) =>
      all.map((card) => ({
        id: card.id,
        said: card.querySelector("canvas").ariaLabel,
        columns: card.querySelectorAll("thead th").length,
        rows: [...card.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
      })),
    );
    assert.equal(cards.length, await page.locator("figure canvas").count(), "a card a canvas");
    assert.ok(cards.length >= 30, `${cards.length}`);
    for (const { id, said, columns, rows } of cards) {
      assert.ok(said.length > 40, `${id} says “${said}”`);
      assert.ok(columns >= 2, `the table of ${id} has columns`);
      assert.ok(rows.length >= 2, `the table of ${id} has ${rows.length} rows`);
      for (const row of rows) assert.equal(row.length, columns, `${id}: ${row}`);
    }
    const row = page.locator("#generations tbody tr").first().locator("td").first();
    const expected = evaluate({}).trajectory[0].toFixed(5);
    assert.equal(await row.innerText(), expected);
    await page.locator('#sandbox [data-world="one model"]').click();
    assert.notEqual(await row.innerText(), expected, "the open table follows");
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("one polite message once a control rests, none while it moves", async () => {
    const { page, close } = await site.openPage(TALL);
    const live = page.locator("[data-live]");
    assert.equal(await live.innerText(), "");
    await page.evaluate(() => {
      window.told = [];
      const live = document.querySelector("[data-live]");
      new MutationObserver(() => window.told.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
    });
    await page.locator("#supervision").focus();
    for (let i = 0; i < 10; i += 1) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => window.told.length > 0, undefined, { timeout: 10_000 });
    await rested(page);
    const told = await page.evaluate(() => window.told);
    assert.equal(told.length, 1, `${told}`);
    assert.match(told[0], /worth .* independent ones.*undetected at first/);
    await close();
  });

  test("no frame is asked for by a change of what is out of view", async () => {
    const { page, close } = await site.openPage({ width: 1280, height: 800, prepare: watchFrames });
    await settled(page);
    const asked = () => page.evaluate(() => window.watch.asked);
    const before = await asked();
    // The sandbox is below the fold.
    const chip = page.locator('#sandbox [data-world="one model"]');
    await chip.evaluate((button) => button.click());
    assert.equal(await chip.getAttribute("aria-pressed"), "true");
    await rested(page);
    assert.equal(await asked(), before, "nothing in view has changed");
    await close();
  });
});
