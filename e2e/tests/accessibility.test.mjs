// What a machine can check of accessibility, in both colour schemes; and the page by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { startSite } from "../harness.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
      const { page, close } = await site.openPage({ width, colorScheme, hash: "#nonsense=1" });
      await page.locator("#generations summary").click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
      assert.deepEqual(told, []);
      await close();
    });
  }
}

test("everything can be reached by Tab, and targets are large enough", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  const wanted = await page.locator("button:visible, input:visible, summary:visible, a:visible").count();
  const reached = new Set();
  for (let i = 0; i < wanted + 5; i += 1) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      element.dataset.reached ??= String(Math.random());
      return { id: element.dataset.reached, outline: getComputedStyle(element).outlineStyle };
    });
    if (outline === null) break;
    assert.notEqual(outline.outline, "none", "focus is seen");
    reached.add(outline.id);
  }
  assert.equal(reached.size, wanted);
  const small = await page.locator("button:visible, input:visible").evaluateAll((all) =>
    all.map((element) => element.getBoundingClientRect()).filter(({ width, height }) => width < 24 || height < 24).length,
  );
  assert.equal(small, 0);
  await close();
});
