// What a machine can check of accessibility, in both colour schemes; and the page by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { startSite } from "../harness.mjs";
import { CHAPTERS } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
      const { page, close } = await site.openPage({ width, colorScheme, hash: "#nonsense=1" });
      // In each chapter a table is open, an objection is on, a guess is compared or shown, and a number is mistyped.
      await page.evaluate((chapters) => {
        for (const [i, chapter] of [...chapters, "sandbox"].entries()) {
          const section = document.getElementById(chapter);
          section.querySelector("details.values").open = true;
          section.querySelector('.objection [role="switch"]')?.click();
          if (i % 2 === 0) section.querySelector("[data-compare]:enabled")?.click();
          section.querySelector("[data-show]:not([hidden])")?.click();
        }
      }, CHAPTERS);
      await page.locator("#sandbox .all summary").click();
      await page.locator("[data-pin]").click();
      await page.locator("#copies [data-handle]").first().fill("many");
      await page.keyboard.press("Enter");
      await page.locator("#generations tbody tr").first().waitFor();
      assert.equal(await page.locator('.objection [role="switch"][aria-checked="true"]').count(), CHAPTERS.length);
      assert.equal(await page.locator("[data-reveal]:not(:empty)").count(), CHAPTERS.length);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
      assert.deepEqual(told, []);
      await close();
    });
  }
}

test("everything is reached by Tab in the order in which it stands, is seen, and shows its focus", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  // Of a group of choices Tab reaches one.
  const wanted = await page.evaluate(() => {
    const groups = new Set();
    const isStop = (element) => {
      if (element.disabled || !element.checkVisibility({ visibilityProperty: true }) || element.closest("[inert]")) return false;
      return element.type !== "radio" || !(groups.has(element.name) || !groups.add(element.name));
    };
    const all = [...document.querySelectorAll('button:not([tabindex="-1"]), input, select, textarea, summary, a[href], [tabindex="0"]')].filter(isStop);
    window.stops = all;
    return all.length;
  });
  assert.ok(wanted > 250, `${wanted}`);
  const seen = [];
  for (let i = 0; i < wanted + 15; i += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      // Comes and goes with work that is under way.
      if (element.matches("[data-cancel]")) return undefined;
      const name = `${element.closest("section")?.id ?? "top"}: <${element.localName}> ${element.ariaLabel ?? element.id ?? ""} ${element.textContent.slice(0, 30)}`;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { left, top, width, height } = element.getBoundingClientRect();
      // A large one needs to be seen in part.
      const spots = [[left + width / 2, top + height / 2], [left + 4, top + 4], [left + width / 2, top + 4], [left + width / 2, top + height - 4]];
      const isSeen = spots.some(([x, y]) => {
        const there = document.elementFromPoint(x, y);
        return there !== null && (element.contains(there) || there.contains(element));
      });
      // Which one of the group is focused does not matter.
      // Paragraphs that are passed choose figures: a part of a figure stands for the same part of the one in its place.
      const part = (stop) => [...(stop.closest(".leaf")?.querySelectorAll(".stand, summary") ?? [])].indexOf(stop);
      const stands = (other) => part(element) >= 0 && part(other) === part(element) && other.closest(".figures") === element.closest(".figures");
      const at = window.stops.findIndex((other) => other === element || (element.type === "radio" && other.name === element.name) || stands(other));
      return { name, at, outline: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, isSeen };
    });
    if (stop === null) break;
    if (stop) seen.push(stop);
  }
  assert.deepEqual(seen.filter(({ outline }) => !outline).map(({ name }) => name), [], "focus is seen");
  assert.deepEqual(seen.filter(({ isSeen }) => !isSeen).map(({ name }) => name), [], "what has the focus is in view and nothing covers it");
  assert.deepEqual(seen.map(({ at }) => at), Array.from({ length: wanted }, (_, i) => i), "each once, in order");

  // The order of the page is the order on the screen: what comes later stands below or to the right.
  const misplaced = await page.evaluate(() => {
    const found = [];
    const rows = document.querySelectorAll("main, section, .levers, .slider, .slider-head, .slider-box, .chips, .pair, .cards, .objection, .predict, .card, .finder");
    for (const row of rows) {
      // What sticks to the window stands where the window is.
      const isInFlow = (child) => !["absolute", "sticky"].includes(getComputedStyle(child).position);
      const shown = [...row.children].filter((child) => child.checkVisibility() && child.getBoundingClientRect().height > 0 && isInFlow(child));
      for (let i = 1; i < shown.length; i += 1) {
        // What goes on in the next column has a part in each.
        const [a, b] = [[...shown[i - 1].getClientRects()].at(-1), shown[i].getClientRects()[0]];
        const isAfter = b.top >= a.bottom - 12 || b.left >= a.right - 1;
        if (!isAfter) found.push(`${row.className || row.id}: ${shown[i].className || shown[i].localName} after ${shown[i - 1].className || shown[i - 1].localName}`);
      }
    }
    return found;
  });
  assert.deepEqual(misplaced, []);
  await close();
});

test("a chapter is worked through by keyboard alone", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset.chapter || "");
  // From the top of the page to the chapter by the list.
  // The opening's controls come before it.
  for (let i = 0; i < 80 && (await focused()) !== "teacher"; i += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(), "teacher", "the list is near the top");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#teacher", undefined, { polling: 20 });
  // Its first control is the guess, and Tab goes on from there.
  await page.keyboard.press("Tab");
  const pad = page.locator("#teacher [data-sketch]");
  assert.equal(await pad.evaluate((element) => element === document.activeElement), true, "Tab goes on in the chapter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match(await page.locator('[data-predict="teacher"] [data-reveal]').innerText(), /you drew/);
  // Then comes the number in the sentence.
  const handle = page.locator("#teacher [data-handle]").first();
  for (let i = 0; i < 20 && !(await handle.evaluate((element) => element === document.activeElement)); i += 1) await page.keyboard.press("Tab");
  const before = Number(await handle.getAttribute("aria-valuenow"));
  await page.keyboard.press("ArrowDown");
  assert.equal(Number(await handle.getAttribute("aria-valuenow")), before - 1);
  await close();
});
