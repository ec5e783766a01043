// Readers with large text, of their browser's or of their own: nothing is cut, charts follow, and a room's bar stays a bar.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { show, startSite } from "../harness.mjs";
import { QUIET, eventually } from "../reading.mjs";

const WAYS = {
  "a least size of 24 px": ["--blink-settings=minimumFontSize=24"],
  "a usual size of 20 px": ["--blink-settings=defaultFontSize=20"],
  "a usual size of 32 px, or text alone at 200 %": ["--blink-settings=defaultFontSize=32"],
};

/** What is cut or sticks out of the screen: controls, numbers in boxes, texts on buttons. */
const cut = (page) =>
  page.evaluate(() => {
    const found = [];
    const told = (element, what) => found.push(`${what}: ${element.ariaLabel ?? element.textContent.trim().slice(0, 30)} (${element.closest("section")?.id})`);
    const sideways = document.documentElement.scrollWidth - innerWidth;
    if (sideways > 0) found.push(`the page scrolls sideways by ${sideways} px`);
    for (const element of document.querySelectorAll("button, input, select, summary")) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".aside, .tabs, .scroll, .spoken, .contents, .marks, .figures, .chip.file")) continue;
      const box = element.getBoundingClientRect();
      if (box.left < -1 || box.right > innerWidth + 1) told(element, "off the screen");
      const around = element.closest(".card, .panel, .predict, .instrument-panel, .slider")?.getBoundingClientRect();
      if (around && (box.left < around.left - 1 || box.right > around.right + 1)) told(element, "out of its box");
      if (element.type === "text" && element.scrollWidth > element.clientWidth + 1) told(element, `a number is cut (${element.value})`);
      if (element.localName === "button" && element.scrollWidth > element.clientWidth + 2) told(element, "a button's text is cut");
      if (element.localName === "button" && element.scrollHeight > element.clientHeight + 4) told(element, "a button's text is cut below");
    }
    return found;
  });

/** Notes how large each text of a canvas is on the screen, in `window.texts`. */
const watchTexts = (page) =>
  page.addInitScript(() => {
    window.texts = [];
    const draw = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (...given) {
      if (this.canvas.clientWidth) {
        const size = parseFloat(/([\d.]+)px/.exec(this.font)[1]);
        window.texts.push((size * this.getTransform().a * this.canvas.clientWidth) / this.canvas.width);
      }
      return draw.apply(this, given);
    };
  });

/** The size of most texts of a figure, in pixels of the page. */
async function chartText(page, figure) {
  await show(page.locator(figure));
  return eventually(async () => {
    const sizes = await page.evaluate(() => window.texts.sort((a, b) => a - b));
    assert.ok(sizes.length > 0);
    return sizes[Math.floor(sizes.length / 2)];
  });
}

for (const [name, args] of Object.entries(WAYS)) {
  describe(name, () => {
    let site;
    before(async () => {
      site = await startSite({ args });
    });
    after(() => site?.close());

    for (const width of [320, 500]) {
      test(`nothing is cut at ${width} px`, async () => {
        const { page, log, close } = await site.openPage({ width, height: 800 });
        assert.deepEqual(await cut(page), []);
        for (const more of await page.locator(".more-levers").all()) await more.evaluate((button) => button.click());
        assert.deepEqual(await cut(page), []);
        assert.deepEqual(log, QUIET);
        await close();
      });

      test(`a room's bar takes a fifth of the height at most, at ${width} px`, async () => {
        const { page, close } = await site.openPage({ path: "?workshop=1", hash: "#copies", width, height: 568 });
        const height = await page.locator(".room-bar").evaluate((bar) => bar.offsetHeight);
        assert.ok(height <= 568 / 5, `${height} px`);
        for (let i = 0; i < 3; i += 1) await page.keyboard.press("PageDown");
        assert.deepEqual(await cut(page).then((found) => found.filter((text) => !/\(undefined\)$/.test(text))), []);
        // What does not fit is reached by keyboard all the same.
        const last = page.locator("[data-notes-window]");
        await last.focus();
        const box = await last.boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= width + 1);
        await close();
      });
    }

    test("charts follow", async () => {
      const usual = await startSite();
      const sizes = [];
      for (const opened of [usual, site]) {
        const { page, close } = await opened.openPage({ width: 1000, height: 900, prepare: watchTexts, hash: "#crowd" });
        sizes.push(await chartText(page, "#crowd"));
        await close();
      }
      await usual.close();
      const wanted = /20 px/.test(name) ? 1.25 : /24/.test(name) ? 1.5 : 1.6;
      assert.ok(sizes[1] / sizes[0] > wanted * 0.9, `${sizes}`);
    });
  });
}

describe("turned round for another language", () => {
  let site;
  before(async () => {
    site = await startSite();
  });
  after(() => site?.close());

  test("thumb, fill and marks go together, and what is left in English reads on", async () => {
    const { page, close } = await site.openPage({
      prepare: (page) =>
        page.addInitScript(() => {
          const turn = () => (document.documentElement ? (document.documentElement.dir = "rtl") : 0);
          turn();
          addEventListener("DOMContentLoaded", turn);
        }),
    });
    assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
    const turned = await page.evaluate(() => {
      const found = [];
      for (const element of document.querySelectorAll('input[type="range"], .marks, .picture')) {
        if (getComputedStyle(element).direction !== "ltr") found.push(element.className || element.id);
      }
      // The first words of a text stand before the ones that follow in its line.
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      let begins = 0;
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const words = /^\s*(\d[\d,.]*%?)\s+(\p{L}+)/u.exec(text.data);
        if (!words || !text.parentElement.checkVisibility({ visibilityProperty: true }) || text.parentElement.closest(".spoken, .aside, canvas")) continue;
        const place = (word) => {
          const range = document.createRange();
          const at = text.data.indexOf(word);
          range.setStart(text, at);
          range.setEnd(text, at + word.length);
          return range.getBoundingClientRect();
        };
        const [first, second] = [place(words[1]), place(words[2])];
        if (Math.abs(first.top - second.top) > 3 || first.width === 0) continue;
        begins += 1;
        if (first.left > second.left) found.push(text.data.slice(0, 40));
      }
      return { found, begins };
    });
    assert.deepEqual(turned.found, []);
    assert.ok(turned.begins > 3, `${turned.begins} texts begin with a number`);
    // A press at the right is a larger value, and the fill ends under the thumb.
    const slider = page.locator("#opening-supervision");
    const box = await slider.boundingBox();
    await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2);
    await eventually(async () => assert.ok(Number(await slider.inputValue()) > 80));
    await close();
  });
});
