// Links name a place with all that was set there; Back returns to the setting before; the sandbox compares and undoes.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { show, startSite } from "../harness.mjs";
import { QUIET, drag, eventually, inks, numbers, pictures, setting } from "../reading.mjs";

/** Texts that were made to break links, or by chance did; the fuzzer begins with them too. */
const CORPUS = fileURLToPath(new URL("../../fuzz/corpus/links/", import.meta.url));

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const hash = (page) => new URL(page.url()).hash;
const entries = (page) => page.evaluate(() => history.length);
const value = (page, id) => page.locator(`[id="${id}"]`).inputValue();

/** Waits until the address says this, beside its check. */
const says = (page, text) =>
  page.waitForFunction((text) => location.hash.replace(/^#v=1&c=[a-z2-9]{2}&/, "#v=1&") === text, text, { polling: 20 });

test("a chapter's link is opened in a fresh browser with the same numbers, switches, guess and pictures", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  await page.locator("#edge-supervision").fill("37");
  await page.locator('#edge [data-objection="weaker-feedback"] [role="switch"]').click();
  await page.locator('#edge [data-probe="diversity"]').click();
  await page.locator("#edge .choices input").nth(1).check();
  const link = "#v=1&at=edge&supervision=0.37&but=weaker-feedback&along=diversity&guess=2";
  await says(page, link);
  await show(page.locator("#ramp-human canvas"));
  const other = await site.openPage({ width: 1280, height: 900, hash: link });
  assert.equal(await value(other.page, "edge-supervision"), "37");
  assert.equal(await other.page.locator('#edge [role="switch"]').first().getAttribute("aria-checked"), "true");
  assert.equal(await other.page.locator("#edge .choices input").nth(1).isChecked(), true);
  await show(other.page.locator("#ramp-human canvas"));
  await eventually(async () => {
    const [one, two] = [await numbers(page), await numbers(other.page)];
    assert.deepEqual(two, one);
    assert.deepEqual(await pictures(other.page, ["ramp-human"]), await pictures(page, ["ramp-human"]));
  });
  assert.deepEqual(other.log, QUIET);
  await other.close();
  await close();
});

test("a drawn guess travels with the link", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  const pad = page.locator("#copies [data-sketch]");
  await pad.focus();
  for (const key of ["ArrowUp", "ArrowRight", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  const told = await pad.getAttribute("aria-valuetext");
  await page.waitForFunction(() => location.hash.includes("guess="), undefined, { polling: 20 });
  assert.ok(hash(page).length <= 1024);
  const other = await site.openPage({ width: 1280, height: 900, hash: hash(page) });
  const drawn = other.page.locator("#copies [data-sketch]");
  await drawn.focus();
  await other.page.keyboard.press("ArrowRight");
  assert.equal((await drawn.getAttribute("aria-valuetext")).split(":")[1], told.split(":")[1]);
  await other.close();
  await close();
});

test("a drag makes one entry of the history, and Back returns to the settings before, of every place", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  const first = await entries(page);
  await page.locator("#supervision").scrollIntoViewIfNeeded();
  await drag(page, page.locator("#supervision"), 0.8);
  await page.waitForFunction(() => location.hash !== "", undefined, { polling: 20 });
  const dragged = hash(page);
  assert.equal(await entries(page), first + 1);
  await page.locator("#teacher-supervision").fill("20");
  await says(page, "#v=1&at=teacher&supervision=0.2");
  assert.equal(await entries(page), first + 2);
  const sandbox = await setting(page, "sandbox");
  await page.goBack();
  await page.waitForFunction(() => document.getElementById("teacher-supervision").value === "50", undefined, { polling: 20 });
  assert.equal(hash(page), dragged);
  assert.deepEqual(await setting(page, "sandbox"), sandbox);
  await page.goBack();
  await page.waitForFunction(() => document.getElementById("supervision").value === "50", undefined, { polling: 20 });
  assert.equal(hash(page), "");
  await page.goForward();
  await page.goForward();
  await page.waitForFunction(() => document.getElementById("teacher-supervision").value === "20", undefined, { polling: 20 });
  assert.deepEqual(await setting(page, "sandbox"), sandbox);
  await close();
});

test("twenty changes are undone and redone, by button and by keyboard", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  const seen = [await page.locator("#sandbox").getAttribute("data-setting")];
  for (let i = 0; i < 20; i += 1) {
    await page.locator('#sandbox [data-slider="diversity"] button').nth(1).click();
    seen.push(await page.locator("#sandbox").getAttribute("data-setting"));
  }
  assert.equal(new Set(seen).size, 21);
  for (let i = 0; i < 10; i += 1) await page.locator("[data-undo]").click();
  for (let i = 0; i < 10; i += 1) await page.keyboard.press("Control+z");
  assert.equal(await page.locator("#sandbox").getAttribute("data-setting"), seen[0]);
  assert.equal(await page.locator("[data-undo]").isDisabled(), true);
  await page.locator("[data-redo]").focus();
  for (let i = 0; i < 20; i += 1) await page.keyboard.press("Control+Shift+z");
  assert.equal(await page.locator("#sandbox").getAttribute("data-setting"), seen[20]);
  await close();
});

test("A is pinned, compared in every figure and number, swapped, linked and cleared", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 900 });
  const output = (scope, name) => page.locator(`#sandbox ${scope} [data-output="${name}"]`).first().getAttribute("value");
  const before = await output(".readout", "fixed_point");
  await page.locator("[data-pin]").click();
  await page.locator('#sandbox [data-world="one model"]').click();
  assert.equal(await output('[data-scope="pinned"]', "effective_reviewers") !== (await output(".readout", "effective_reviewers")), true);
  assert.match(await page.locator("[data-differences]").innerText(), /In A: .*diversity 0\.32.*In B: .*diversity 0/);
  assert.match(await page.locator("#generations canvas").getAttribute("aria-label"), / A: /);
  await page.waitForFunction(() => location.hash.includes("&a="), undefined, { polling: 20 });
  const other = await site.openPage({ width: 1280, height: 900, hash: hash(page) });
  assert.match(await other.page.locator("[data-differences]").innerText(), /In A: .*diversity 0\.32/);
  await other.close();
  await page.locator("[data-swap]").click();
  assert.equal(await output(".readout", "fixed_point"), before);
  await page.locator("[data-unpin]").click();
  assert.equal(await page.locator("[data-differences]").isVisible(), false);
  assert.deepEqual(log, QUIET);
  await close();
});

test("the edge finder answers an interval, or none", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  await page.locator('#sandbox [data-world="human-like"]').click();
  await show(page.locator("#edges"));
  await page.locator("#limit").fill("30");
  const crossing = page.locator("#edges [data-crossing]");
  await crossing.waitFor({ state: "attached" });
  const [low, high] = [await crossing.getAttribute("data-low"), await crossing.getAttribute("data-high")].map(Number);
  assert.ok(0.3 <= low && low < high && high <= 0.33, `${low} ${high}`);
  assert.match(await page.locator("[data-breaks]").innerText(), /falls as supervision quality drops past 32\.5%/);
  await page.locator('#sandbox [data-world="one model"]').click();
  await page.waitForFunction(() => /None along/.test(document.querySelector("[data-breaks]").textContent), undefined, { polling: 50 });
  await page.locator("#limit").fill("95");
  await page.waitForFunction(() => /None in this range/.test(document.querySelector("[data-crosses]").textContent), undefined, { polling: 50 });
  await close();
});

test("the map is drawn over any two parameters, claims are switched, and settings chosen to begin from", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 900 });
  await page.locator('[data-choice="x"]').selectOption("reviewers");
  await page.waitForFunction(() => /reviewers/.test(document.querySelector("#map canvas").ariaLabel), undefined, { polling: 50 });
  await page.locator('[data-choice="y"]').selectOption("reviewers");
  assert.equal(await page.locator('[data-choice="x"]').inputValue(), "diversity", "axes trade places");
  await page.locator("#sandbox .all summary").click();
  const claim = page.locator("[data-claim]").first();
  assert.equal(await claim.getAttribute("aria-checked"), "true");
  await claim.click();
  assert.equal(await claim.getAttribute("aria-checked"), "false");
  await claim.click();
  assert.equal(await value(page, "diversity"), "32");
  await page.locator("[data-presets]").selectOption({ index: 2 });
  assert.equal((await setting(page, "sandbox")).supervision, 0.9);
  assert.deepEqual(log, QUIET);
  await close();
});

test("no text of the fuzzer's corpus stops the page, gets in as markup or makes it wider", async () => {
  const { page, log, close } = await site.openPage({ width: 360, height: 800 });
  await page.locator("#sandbox").waitFor();
  const opening = page.locator("#real-world canvas");
  await opening.scrollIntoViewIfNeeded();
  await eventually(async () => assert.ok((await inks(opening)) > 10));
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return dialog.dismiss();
  });
  let told = 0;
  for (const name of (await readdir(CORPUS)).sort()) {
    const text = await readFile(CORPUS + name, "utf8");
    const seen = await page.evaluate(async (text) => {
      const before = location.hash;
      const followed = new Promise((done) => addEventListener("popstate", done, { once: true }));
      location.hash = text;
      if (location.hash !== before) await followed;
      // What follows from it is in the document at once and drawn in the next frame.
      for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
      const notices = document.querySelector(".notices");
      const hasHandler = (element) => element.getAttributeNames().some((name) => name.startsWith("on"));
      return {
        told: [...notices.querySelectorAll("li")].map((notice) => notice.textContent),
        inside: [...new Set([...notices.querySelectorAll("*")].map((element) => element.tagName))].sort(),
        handlers: [...document.querySelectorAll("body *")].filter(hasHandler).length,
        sideways: document.documentElement.scrollWidth - innerWidth,
        stopped: document.getElementById("boot")?.textContent ?? null,
      };
    }, text);
    assert.deepEqual(seen.inside, seen.told.length > 0 ? ["BUTTON", "LI", "UL"] : ["BUTTON", "UL"], name);
    assert.ok(seen.told.every((notice) => /^\S.*\.$/.test(notice)), `${name}: ${seen.told}`);
    assert.deepEqual({ handlers: seen.handlers, stopped: seen.stopped }, { handlers: 0, stopped: null }, name);
    assert.ok(seen.sideways <= 0, `${name} makes the page ${seen.sideways} px too wide`);
    assert.ok((await inks(opening)) > 10, `the opening is drawn after ${name}`);
    assert.deepEqual({ log, asked }, { log: QUIET, asked: [] }, name);
    told += Number(seen.told.length > 0);
  }
  assert.ok(told > 50, `only ${told} were told of`);
  // The page has not only kept still.
  await page.evaluate(() => void (location.hash = "v=1&supervision=0.9"));
  await eventually(async () => assert.equal((await setting(page, "sandbox")).supervision, 0.9));
  assert.equal(await page.locator(".notices").isVisible(), false);
  await page.locator("#supervision").fill("20");
  await says(page, "#v=1&supervision=0.2");
  assert.deepEqual(log, QUIET);
  await close();
});
