// A page that a browser translates says what an untranslated one says, after whatever its reader does.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSite } from "../harness.mjs";
import { QUIET, eventually } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** The ways in which a text can be replaced: at once, piece by piece, by what is put around it, and twice. */
const WAYS = ["replaced", "put beside and taken out", "put into", "twice"];

function translate(page, way) {
  return page.evaluate((way) => {
    const wrap = () => {
      const texts = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) texts.push(walk.currentNode);
      for (const text of texts) {
        if (!text.data.trim() || text.parentElement.closest("script, style, noscript, textarea, select")) continue;
        const outer = document.createElement("font");
        const inner = outer.appendChild(document.createElement("font"));
        if (way === "put into") {
          text.replaceWith(outer);
          inner.append(text);
          continue;
        }
        inner.textContent = text.data;
        if (way === "put beside and taken out") {
          text.parentNode.insertBefore(outer, text);
          text.remove();
        } else text.replaceWith(outer);
      }
    };
    wrap();
    if (way === "twice") return new Promise((done) => setTimeout(() => done(wrap())));
  }, way);
}

/** What a reader sees and hears, part by part. */
const said = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("h1, h2, h3, p, td, th, button, summary, label, data, figcaption, li")].map(
      (element) => `${element.tagName} ${element.textContent}`,
    ),
  );

/** Moves, opens and chooses what readers do; the same on each page. */
async function use(page) {
  await page.locator("#opening-diversity").focus();
  for (const key of ["ArrowRight", "ArrowRight", "PageUp"]) await page.keyboard.press(key);
  await page.locator("#independent-reviewers").focus();
  await page.keyboard.press("End");
  await page.locator("#copies [data-world]").first().evaluate((button) => button.click());
  await page.locator("#real-world .behind summary").first().evaluate((summary) => summary.click());
  await page.locator("#families .switch").first().evaluate((button) => button.click());
  await page.locator("#sandbox [data-pin]").evaluate((button) => button.click());
  await page.locator("#supervision").evaluate((input) => {
    input.value = "30";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.locator("#opening-supervision").focus();
  await page.keyboard.press("Home");
  await page.locator("#opening-supervision").evaluate((input) => input.blur());
}

for (const way of WAYS) {
  test(`texts stay alive that a translation has ${way}`, async () => {
    const [plain, translated] = await Promise.all([site.openPage(), site.openPage()]);
    await translate(translated.page, way);
    for (const { page } of [plain, translated]) await use(page);
    await eventually(async () => assert.deepEqual(await said(translated.page), await said(plain.page)));
    assert.deepEqual(translated.log, QUIET);
    await Promise.all([plain.close(), translated.close()]);
  });
}

test("a translation that is taken back leaves the page as it was", async () => {
  const { page, close } = await site.openPage();
  const before = await said(page);
  await page.evaluate(async () => {
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) texts.push(walk.currentNode);
    const fonts = texts.map((text) => {
      const font = document.createElement("font");
      font.textContent = "übersetzt";
      text.replaceWith(font);
      return font;
    });
    await new Promise((done) => setTimeout(done));
    fonts.forEach((font, i) => font.replaceWith(texts[i]));
  });
  await eventually(async () => assert.deepEqual(await said(page), before));
  await close();
});
