// The focus stays near to where it was, whatever goes away under it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { show, startSite } from "../harness.mjs";
import { QUIET, eventually } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** Presses a button as who goes by keys does, and says where the focus is then: in which part, and whether it can be seen. */
async function press(page, button) {
  await show(button);
  await button.focus();
  const at = await page.evaluate(() => scrollY);
  await page.keyboard.press("Enter");
  return eventually(async () => {
    const found = await page.evaluate(() => {
      const { activeElement: now } = document;
      return { tag: now.tagName, part: now.closest("section, .notices")?.id ?? "", seen: now.getClientRects().length > 0, off: now.disabled ?? false };
    });
    assert.ok(found.tag !== "BODY" && found.seen && !found.off, JSON.stringify(found));
    assert.ok(Math.abs((await page.evaluate(() => scrollY)) - at) < 400, "the page stays where it is");
    return found;
  });
}

test("buttons that go when they are pressed hand the focus on, in their own part of the page", async () => {
  const { page, log, close } = await site.openPage({ asks: true, hash: "#v=1&nonsense=1" });
  const chapter = page.locator("#copies");
  await chapter.locator("[data-predict] [type=range], [data-predict] .pad, [data-predict] [type=radio]").first().focus();
  await page.keyboard.press("ArrowUp");
  assert.equal((await press(page, chapter.locator("[data-compare]"))).part, "copies");
  assert.equal((await press(page, chapter.locator("[data-again]"))).part, "copies");
  assert.equal((await press(page, page.locator("#judgement .veil button"))).part, "judgement");
  assert.equal((await press(page, page.locator("#teacher [data-show]"))).part, "teacher");
  await show(page.locator("[data-pin]"));
  await page.locator("[data-pin]").click();
  assert.equal((await press(page, page.locator("[data-unpin]"))).part, "sandbox");
  while (await page.locator("[data-undo]").isEnabled()) {
    assert.equal((await press(page, page.locator("[data-undo]"))).part, "sandbox");
  }
  await press(page, page.locator(".notices button"));
  assert.deepEqual(log, QUIET);
  await close();
});

test("no stop of the keyboard is under what stays in sight", async () => {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
    const { page, close } = await site.openPage({ width, height });
    await page.locator("#about, #snippet, footer, #embedding").last().evaluate((element) => element.scrollIntoView());
    await page.locator("#embedding summary").last().focus();
    const hidden = [];
    for (let i = 0; i < 160; i += 1) {
      await page.keyboard.press("Shift+Tab");
      const found = await page.evaluate(async () => {
        // What has the focus is scrolled to with the next frame.
        for (let frames = 0; frames < 2; frames += 1) await new Promise((go) => requestAnimationFrame(go));
        const { activeElement: now } = document;
        const box = now.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || now.tagName === "BODY") return null;
        const x = box.left + box.width / 2;
        const overs = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => document.elementFromPoint(x, box.top + share * box.height));
        const is_seen = (over) => over && (now.contains(over) || over.contains(now) || over.closest("label")?.control === now);
        if (overs.some(is_seen)) return null;
        return `${now.tagName} ${now.id || now.className} at ${Math.round(box.top)} under ${overs[2]?.className || overs[2]?.tagName}`;
      });
      if (found) hidden.push(found);
    }
    assert.deepEqual(hidden, [], `${width} × ${height}`);
    await close();
  }
});

test("whatever opens or closes, what has the focus stays in sight", async () => {
  for (const [width, height] of [[1440, 900], [1024, 700], [390, 844]]) {
    const { page, log, close } = await site.openPage({ width, height, asks: true });
    const found = await page.evaluate(async () => {
      const frames = async (count) => {
        for (let i = 0; i < count; i += 1) await new Promise((go) => requestAnimationFrame(go));
      };
      const away = [];
      const all = () => [...document.querySelectorAll("main :is(summary, [aria-expanded], [role=switch], [data-embed-this])")];
      const isShown = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
      const tried = new Set();
      for (let round = 0; round < 2; round += 1) {
        for (const control of all()) {
          if (tried.has(control) || !isShown(control)) continue;
          tried.add(control);
          control.focus({ preventScroll: true });
          control.scrollIntoView({ block: "center" });
          await frames(2);
          control.click();
          await frames(4);
          const now = document.activeElement;
          const box = now.getBoundingClientRect();
          const name = `${control.textContent.trim().slice(0, 30)} (${control.closest("section")?.id})`;
          if (now === document.body) away.push(`${name}: the focus is gone`);
          else if (box.bottom < 0 || box.top > innerHeight) away.push(`${name}: at ${Math.round(box.top)} of ${innerHeight}`);
        }
      }
      return { away, tried: tried.size };
    });
    assert.deepEqual(found.away, [], `${width} × ${height}`);
    assert.ok(found.tried > 60, `${found.tried} were tried`);
    // The preview of a figure stops loading when another one is wanted.
    assert.deepEqual([log.consoleErrors, log.pageErrors], [[], []]);
    await close();
  }
});

test("no button of the page drops the focus", async () => {
  const { page, close } = await site.openPage({ asks: true, width: 1440, height: 900 });
  const dropped = await page.evaluate(async () => {
    const dropped = [];
    const tried = new WeakSet();
    // Printing and the camera are the browser's, and what leads away is no drop.
    window.print = () => {};
    for (let round = 0; round < 2; round += 1) {
      for (const button of document.querySelectorAll("main button")) {
        if (tried.has(button) || button.disabled || button.closest("[inert]") || !button.checkVisibility({ visibilityProperty: true })) continue;
        tried.add(button);
        button.focus({ preventScroll: true });
        if (document.activeElement !== button) continue;
        button.click();
        for (let i = 0; i < 3; i += 1) await new Promise((go) => requestAnimationFrame(go));
        await new Promise((go) => setTimeout(go));
        if (document.activeElement === document.body) dropped.push(`${button.ariaLabel ?? button.textContent.trim()} (${button.closest("section")?.id})`);
      }
    }
    return dropped;
  });
  assert.deepEqual(dropped, []);
  await close();
});
