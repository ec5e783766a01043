// Pictures have the colours of the page, whatever has given them to it, and the pixels of the screen that it is on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { canvasHash, show, startSite } from "../harness.mjs";
import { eventually } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const style = (page, content) => page.addStyleTag({ content });

test("a reader's own style and an extension's colour pictures too", async () => {
  const options = { reducedMotion: "reduce" };
  const drawn = async (page) => {
    const canvas = page.locator("#reported-world canvas");
    await show(canvas);
    return canvasHash(canvas);
  };
  const settled = async (page, before) => {
    let hash = before;
    await eventually(async () => assert.notEqual((hash = await drawn(page)), before));
    return hash;
  };
  const [light, dark] = await Promise.all(["light", "dark"].map((colorScheme) => site.openPage({ ...options, colorScheme })));
  const [day, night] = [await settled(light.page), await settled(dark.page)];
  assert.notEqual(day, night);
  for (const colours of [":root { color-scheme: dark !important }", "body { color: #e8e6e3 !important; background: #181a1b !important }"]) {
    const added = await style(light.page, colours);
    await eventually(async () => assert.equal(await drawn(light.page), night, colours));
    await added.evaluate((element) => element.remove());
    await eventually(async () => assert.equal(await drawn(light.page), day));
  }
  // The system's own change is followed as before.
  await light.page.emulateMedia({ colorScheme: "dark" });
  await eventually(async () => assert.equal(await drawn(light.page), night));
  await Promise.all([light.close(), dark.close()]);
});

test("another screen's pixels are drawn on as soon as the window is there", async () => {
  const { page, close } = await site.openPage({
    // A window that goes to another screen can't be had here: what browsers then say is said in their place.
    prepare: (page) =>
      page.addInitScript(() => {
        const [ask, lists] = [window.matchMedia.bind(window), []];
        let density = 1;
        Object.defineProperty(window, "devicePixelRatio", { get: () => density });
        window.matchMedia = (query) => {
          const list = ask(query);
          if (query.includes("resolution")) lists.push({ query, list });
          return list;
        };
        window.moveTo = (to) => {
          const left = `(resolution: ${density}dppx)`;
          density = to;
          for (const { query, list } of lists) if (query === left) list.dispatchEvent(new Event("change"));
        };
      }),
  });
  const canvas = page.locator("#real-world canvas");
  await show(canvas);
  const density = () => canvas.evaluate((canvas) => canvas.width / canvas.clientWidth);
  await eventually(async () => assert.ok(Math.abs((await density()) - 1) < 0.05));
  for (const to of [3, 2]) {
    await page.evaluate((to) => window.moveTo(to), to);
    await eventually(async () => assert.ok(Math.abs((await density()) - to) < 0.05));
  }
  await close();
});
