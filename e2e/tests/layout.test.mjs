// At every width: nothing scrolls sideways, no text leaves its box, and what is pressed is large enough.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startSite } from "../harness.mjs";
import { QUIET, eventually } from "../reading.mjs";

const WIDTHS = [360, 768, 1440, 1920];

let site;
let opened;
before(async () => {
  site = await startSite();
  opened = await site.openPage({ width: 1440, height: 900 });
});
after(() => site?.close());

/** Opens whatever the page can open: tables, measured values, objections with their replies, answers. */
function openAll(page) {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const button of document.querySelectorAll('[role="switch"], [data-show]')) button.click();
  });
}

/** Waits until the page has taken a width: every picture is as wide as its card lets it be. */
function resized(page, width) {
  return eventually(async () => {
    assert.equal(await page.evaluate(() => innerWidth), width);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  });
}

/** What sticks out of the page or out of its box, in words. */
function faults(page) {
  return page.evaluate(() => {
    const found = [];
    const name = (element) => {
      const around = element.closest("section, nav, header")?.id || element.closest("section, nav, header")?.className || "page";
      return `${around}: <${element.localName}${element.id ? ` #${element.id}` : ""}${element.className ? ` .${element.className}` : ""}> “${element.textContent.trim().slice(0, 40)}”`;
    };
    const sideways = document.documentElement.scrollWidth - innerWidth;
    if (sideways > 0) found.push(`the page scrolls sideways by ${sideways} px`);
    // Said, but not shown.
    const isHidden = (element) => element.closest(".spoken, .leaf.aside, [hidden], noscript, script, style") || getComputedStyle(element).clipPath !== "none";
    const boxes = document.querySelectorAll(".card, .panel, .predict, .objection, .readout > div, .contents, .notices, section, header");
    for (const box of boxes) {
      const { left, right } = box.getBoundingClientRect();
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const around = text.parentElement;
        if (text.data.trim() === "" || isHidden(around)) continue;
        // A table, and on a phone a row of figures to choose from, may be wider than its frame, which scrolls.
        const scroll = around.closest(".scroll, .tabs");
        if (scroll && box.contains(scroll)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const line of range.getClientRects()) {
          if (line.width > 0 && (line.left < left - 1 || line.right > right + 1)) {
            found.push(`text leaves ${name(box)} by ${Math.max(left - line.left, line.right - right).toFixed(1)} px: ${name(around)}`);
            break;
          }
        }
      }
    }
    for (const input of document.querySelectorAll('input[type="text"]')) {
      if (input.scrollWidth > input.clientWidth) found.push(`${input.value} is cut off in ${input.ariaLabel} of ${name(input)}`);
    }
    // Buttons hold their text.
    for (const button of document.querySelectorAll("button")) {
      if (button.scrollWidth > button.clientWidth + 1) found.push(`text leaves the button ${name(button)}`);
    }
    return [...new Set(found)];
  });
}

/** What is pressed and is less than 24 px wide or high. Numbers in sentences are as wide as their text. */
function small(page) {
  return page.evaluate(() => {
    const found = [];
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
    for (const element of document.querySelectorAll("button, input, summary, .contents a, [data-sketch]")) {
      if (!isShown(element)) continue;
      // A choice is pressed anywhere on its label.
      const target = element.type === "radio" ? element.closest("label") : element;
      const { width, height } = target.getBoundingClientRect();
      const least = element.dataset.handle ? 0 : 24;
      if (width < least - 0.01 || height < 24 - 0.01) {
        found.push(`${element.ariaLabel ?? element.textContent} (${element.closest("section, nav")?.id || "list"}): ${width.toFixed(1)} × ${height.toFixed(1)}`);
      }
    }
    return found;
  });
}

for (const state of ["as it opens", "with everything open"]) {
  describe(state, () => {
    before(async () => {
      if (state !== "as it opens") await openAll(opened.page);
    });
    for (const width of WIDTHS) {
      test(`at ${width} px`, async () => {
        const { page, log } = opened;
        await page.setViewportSize({ width, height: 900 });
        await resized(page, width);
        await eventually(async () => assert.deepEqual(await faults(page), []), 3000);
        assert.deepEqual(await small(page), []);
        assert.deepEqual(log, QUIET);
      });
    }
  });
}
