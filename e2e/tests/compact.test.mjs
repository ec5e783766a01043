// Figures in places of a fixed height, in readers without scripts, and in hosts with ways of their own.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";
import { startSite } from "../harness.mjs";
import { post, quoted, startHost } from "../hosts.mjs";
import { QUIET, eventually } from "../reading.mjs";

const SANDBOX = 'sandbox="allow-scripts allow-popups allow-same-origin"';

/** A link without its check. */
const unchecked = (link) => link.replace(/c=\w\w&/, "");

let site;
let figures;
before(async () => {
  site = await startSite();
  const { page, close } = await site.openPage();
  const cards = await page.evaluate(() => [...document.querySelectorAll("main figure.card")].map(({ id }) => id));
  await close();
  // The opening's two are one figure.
  figures = ["hero", ...cards.filter((id) => !id.endsWith("-world"))];
});
after(() => site?.close());

describe("compact", () => {
  for (const [width, least] of [[640, 80], [360, 80]]) {
    test(`every figure fits 400 px at a width of ${width}, with a slider and without`, async () => {
      const problems = [];
      const { page, log, close } = await site.openPage({ path: "?embed=1&compact=1", width, height: 400 });
      for (const id of figures) {
        for (const controls of ["none", "min"]) {
          await page.goto(`${site.server.url}?embed=1&fig=${id}&controls=${controls}&compact=1`);
          await page.waitForSelector("body[data-ready]", { state: "attached" });
          const found = await page.evaluate(async (least) => {
            for (let frames = 0; frames < 4; frames += 1) await new Promise((go) => requestAnimationFrame(go));
            const found = [];
            const { scrollHeight, scrollWidth } = document.documentElement;
            if (scrollHeight > innerHeight || scrollWidth > innerWidth) found.push(`${scrollWidth} × ${scrollHeight}`);
            const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
            for (const element of shown("h3, canvas, footer a, input[type=range]")) {
              const box = element.getBoundingClientRect();
              if (box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.top < -1) found.push(`${element.localName} ends at ${box.bottom}`);
              if (element.localName === "canvas" && box.height < least) found.push(`a picture of ${box.height} px`);
            }
            if (shown("h3").length === 0 || shown("canvas").length === 0) found.push("no title or no picture");
            const widest = Math.max(...shown("canvas").map((canvas) => canvas.clientWidth));
            return { found, widest, sliders: shown("input[type=range]").length };
          }, least);
          problems.push(...found.found.map((problem) => `${id}, controls=${controls}: ${problem}`));
          if (controls === "none" && found.sliders) problems.push(`${id} has sliders`);
          // No room is kept for levers that are not there.
          if (id === "hero" && controls === "none" && found.widest < width * 0.8) problems.push(`${id} is ${found.widest} px wide`);
          if (controls === "min" && !found.sliders && id !== "claims") problems.push(`${id} has no slider`);
        }
      }
      assert.deepEqual(problems, []);
      assert.deepEqual(log, QUIET);
      await close();
    });
  }

  test("the maker offers it, with the height that it is for", async () => {
    const { page, close } = await site.openPage();
    await page.locator('[id="crowd"] .takeaway summary').click();
    await page.locator('[id="crowd"] [data-embed-this]').click();
    // Who asked by keyboard goes on at the maker.
    assert.ok(await page.evaluate(() => document.activeElement.closest("#embedding") !== null));
    await page.locator('[data-snippet="compact"]').check();
    const frame = page.locator("#snippet-frame");
    await eventually(async () => assert.match(await frame.inputValue(), /compact=1[^"]*" title="[^"]*" width="100%" height="400"/));
    assert.equal(await page.locator("iframe.preview").evaluate((preview) => preview.offsetHeight), 400);
    await close();
  });
});

describe("without scripts", () => {
  test("a frame shows its figure, whatever its setting, and no head of a page", async () => {
    for (const id of ["crowd", "hero", "phases", "repaired"].filter((id) => figures.includes(id))) {
      const { page, close } = await site.openPage({ path: `frames/${id}.html?controls=min#v=1&at=copies&reviewers=7`, width: 700, height: 500, javaScriptEnabled: false });
      assert.equal(await page.locator("h1:visible, header:visible, nav:visible").count(), 0, id);
      const begins = page.locator("#still main > *").first();
      await begins.waitFor();
      assert.ok((await begins.boundingBox()).y < 200, `${id} begins in the first view`);
      assert.ok((await page.locator("#still h3:visible, #still img").count()) > 0, id);
      await close();
    }
  });

  test("with them it is live, and leads to the whole page", async () => {
    const host = await startHost(post(`${SANDBOX} src=${quoted(`${site.server.url}frames/crowd.html?controls=min&theme=dark#v=1&at=copies&reviewers=7`)} width="720" height="400"`));
    const page = await site.browser.newPage();
    const problems = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
    await page.goto(host.url);
    const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
    await frame.waitForSelector("body[data-ready]", { state: "attached" });
    assert.deepEqual(await frame.evaluate(() => [...document.querySelectorAll("figure.card")].map(({ id }) => id)), ["crowd"]);
    // Receipts name the build of the whole page.
    const build = (html) => /<meta name="blindspot-build" content="([^"]*)"/.exec(html)[1];
    const whole = await (await fetch(site.server.url)).text();
    assert.equal(await frame.locator('meta[name="blindspot-build"]').getAttribute("content"), build(whole));
    const slider = frame.locator('[id="copies-reviewers"]');
    assert.equal(await slider.inputValue(), "7");
    await slider.press("ArrowRight");
    const link = frame.locator("footer a");
    await eventually(async () => assert.equal(unchecked(await link.getAttribute("href")), `${site.server.url}#v=1&at=copies&reviewers=8`));
    // The address stays the frame's own.
    await eventually(async () => assert.match(unchecked(await frame.evaluate(() => location.href)), /frames\/crowd\.html\?controls=min&theme=dark#v=1&at=copies&reviewers=8$/));
    assert.deepEqual(problems, []);
    await page.close();
    await host.close();
  });
});

describe("hosts with ways of their own", () => {
  test("AMP and WordPress hear of the height in their words, and a secret is no fault of the link", async () => {
    const host = await startHost(post(`${SANDBOX} src=${quoted(`${site.server.url}?embed=1&fig=crowd&controls=none#?secret=aBc123`)} width="720" height="300"`));
    const page = await site.browser.newPage();
    await page.goto(host.url);
    const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
    await frame.waitForSelector("body[data-ready]", { state: "attached" });
    const heard = () => page.evaluate(() => window.messages.map(({ data }) => data));
    await eventually(async () => {
      const all = await heard();
      const { px } = all.findLast(({ type }) => type === "height");
      assert.ok(px > 200);
      assert.ok(all.some(({ sentinel, type, height }) => sentinel === "amp" && type === "embed-size" && height === px));
      assert.ok(all.some(({ message, value, secret }) => message === "height" && value === px && secret === "aBc123"));
    });
    assert.ok(!(await frame.locator(".notices").isVisible()), "nothing is told of the secret");
    await page.close();
    await host.close();
  });

  test("frames that come after the script are heard too, whoever puts them in and when", async () => {
    const { page: maker, close } = await site.openPage();
    await maker.locator('[id="crowd"] .takeaway summary').click();
    await maker.locator('[id="crowd"] [data-embed-this]').click();
    const snippet = await maker.locator("#snippet-script").inputValue();
    await close();
    const [, frame, script] = /^(<iframe[\s\S]*?<\/p>)\s*(<script>[\s\S]*<\/script>)$/.exec(snippet);
    const host = await startHost(`<!doctype html><html><head><title>A post</title><link rel="icon" href="data:,">${script}</head><body><p>Words.</p></body></html>`);
    const page = await site.browser.newPage();
    await page.goto(host.url);
    await page.waitForLoadState("load");
    await page.evaluate((frame) => document.body.insertAdjacentHTML("beforeend", frame), frame);
    const figure = await (await page.locator("iframe").elementHandle()).contentFrame();
    await figure.waitForSelector("body[data-ready]", { state: "attached" });
    await eventually(async () => {
      const content = await figure.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      assert.equal(await page.locator("iframe").evaluate((frame) => frame.clientHeight), content);
    });
    await page.close();
    await host.close();
  });

  test("the opening in a frame does without the second program", async () => {
    const { page, close } = await site.openPage({ path: "?embed=1&fig=hero&controls=min", width: 800, height: 900 });
    await page.locator("#opening-supervision").press("ArrowLeft");
    await page.waitForLoadState("networkidle");
    const asked = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.ok(asked.some((name) => /blindspot.*\.wasm/.test(name)));
    assert.ok(!asked.some((name) => /rest-.*\.wasm/.test(name)), `${asked}`);
    await close();
  });
});

test("with scrollbars that take room the height settles in three changes, and a nudge leaves nothing stale", async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    chromiumSandbox: false,
    timeout: 120_000,
    ignoreDefaultArgs: ["--hide-scrollbars"],
    args: ["--disable-gpu", "--disable-features=OverlayScrollbar,FluentOverlayScrollbar"],
  });
  try {
    for (const width of [470, 474, 478, 482, 486, 490]) {
      const frame = `${SANDBOX} style="border:0" src=${quoted(`${site.server.url}?embed=1&fig=hero&controls=min`)} width="${width}" height="700"`;
      const follow = `<script>addEventListener("message", ({ data }) => { if (data.type === "height") document.querySelector("iframe").style.height = data.px + "px"; });</script>`;
      const host = await startHost(post(frame).replace("</body>", `${follow}</body>`));
      const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
      page.setDefaultTimeout(120_000);
      await page.goto(host.url);
      const figure = await (await page.locator("iframe").elementHandle()).contentFrame();
      await figure.waitForSelector("body[data-ready]", { state: "attached" });
      const heights = () => page.evaluate(() => window.messages.filter(({ data }) => data.type === "height").map(({ data }) => data.px));
      const settled = async () => {
        let before = -1;
        for (;;) {
          await page.waitForTimeout(700);
          const now = (await heights()).length;
          if (now > 0 && now === before) return now;
          before = now;
        }
      };
      const first = await settled();
      assert.ok(first <= 3, `${width}: ${await heights()}`);
      const scrolls = () => figure.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      assert.ok((await scrolls()) <= 0, `${width} px`);
      // The host makes it lower for a moment, and higher again.
      await page.evaluate(() => (document.querySelector("iframe").style.height = "500px"));
      await page.waitForTimeout(400);
      await page.evaluate((px) => (document.querySelector("iframe").style.height = `${px}px`), (await heights()).at(-1));
      assert.ok((await settled()) - first <= 1, `${width}: ${await heights()}`);
      assert.ok((await scrolls()) <= 0, `${width} px after a nudge`);
      await page.close();
      await host.close();
    }
  } finally {
    await browser.close();
  }
});
