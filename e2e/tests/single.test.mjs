// The page as one file, opened from a folder: no server, no request, a policy that forbids any.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { canvasHash, outputs, show, showAll, startSite } from "../harness.mjs";
import { SINGLE } from "../hosts.mjs";
import { CHAPTERS, eventually, inks } from "../reading.mjs";

const FILE = pathToFileURL(SINGLE).href;
const BUDGET = 1_700_000; // bytes

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** Opens the file; `requests` are all that it asks for. */
async function open(rest = "", options = {}) {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.addInitScript(showAll);
  const requests = [];
  const problems = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(FILE + rest);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("body[data-ready]", { state: "attached" });
  const foreign = () => requests.filter((url) => !/^(data|blob):/.test(url) && url.split(/[?#]/)[0] !== FILE);
  return { page, problems, foreign, close: () => context.close() };
}

test("it is one file within its budget, whose policy forbids every request", async () => {
  assert.ok((await stat(SINGLE)).size <= BUDGET);
  const html = await readFile(SINGLE, "utf8");
  const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/)[1];
  for (const part of ["default-src 'none'", "connect-src 'none'", "'wasm-unsafe-eval'"]) assert.ok(policy.includes(part), policy);
  assert.ok(!/unsafe-inline|'unsafe-eval'|https?:|\*/.test(policy), policy);
});

test("the site has it and names it", async () => {
  const { page, close } = await site.openPage();
  const offer = page.locator('head link[rel="alternate"][data-single]');
  const response = await page.request.get(await offer.evaluate((link) => link.href));
  assert.ok(response.ok());
  assert.equal(await response.text(), await readFile(SINGLE, "utf8"));
  await close();
});

test("every slider of the whole page moves, every chart is drawn, and nothing is asked for or logged", async () => {
  const { page, problems, foreign, close } = await open();
  const ids = await page.evaluate(() => [...document.querySelectorAll('[data-slider] input[type="range"]')].map(({ id }) => id));
  assert.ok(ids.length > 40, `${ids.length} sliders`);
  for (const id of ids) {
    const slider = page.locator(`[id="${id}"]`);
    await slider.evaluate((slider) => {
      for (let part = slider.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    });
    await show(slider);
    const before = await slider.getAttribute("aria-valuetext");
    await slider.focus();
    await slider.press("ArrowRight");
    if ((await slider.getAttribute("aria-valuetext")) === before) await slider.press("ArrowLeft");
    assert.notEqual(await slider.getAttribute("aria-valuetext"), before, id);
  }
  for (const canvas of await page.locator("figure canvas").all()) {
    await show(canvas);
    const said = await canvas.getAttribute("aria-label");
    await eventually(async () => assert.ok((await inks(canvas)) > 1, said), 30_000);
  }
  assert.deepEqual(problems, []);
  assert.deepEqual(foreign(), []);
  await close();
});

test("it shows the same numbers and the same pixels as the site", async () => {
  const hash = "#v=1&supervision=0.4&diversity=0.2&audit_budget=60";
  const file = await open(hash);
  const served = await site.openPage({ hash, width: 1280, height: 900 });
  assert.deepEqual(await outputs(file.page), await outputs(served.page));
  const pixels = async (page) => {
    const canvas = page.locator("#more-reviewers canvas");
    await show(canvas);
    await page.waitForTimeout(500);
    return canvasHash(canvas);
  };
  // A file has no secure origin, so it is asked for its pixels otherwise.
  const text = async (page) => {
    const canvas = page.locator("#more-reviewers canvas");
    await show(canvas);
    await page.waitForTimeout(500);
    return canvas.evaluate((canvas) => canvas.toDataURL());
  };
  assert.match(await pixels(served.page), /^\d+x\d+:/);
  assert.equal(await text(file.page), await text(served.page));
  assert.deepEqual(file.problems, []);
  await file.close();
  await served.close();
});

test("links, looks and single figures open as on the site", async () => {
  const linked = await open("#v=1&at=edge&supervision=0.2");
  assert.equal(await linked.page.locator('[id="edge-supervision"]').inputValue(), "20");
  await linked.page.locator('[id="edge-supervision"]').press("ArrowRight");
  await linked.page.waitForFunction(() => location.hash.includes("supervision=0.21"));
  await linked.page.goBack();
  await linked.page.waitForFunction(() => document.getElementById("edge-supervision").value === "20");
  assert.deepEqual(linked.problems, []);
  await linked.close();
  const figure = await open("?embed=1&fig=claimed&theme=dark");
  assert.deepEqual(await figure.page.evaluate(() => [...document.querySelectorAll("figure")].map(({ id }) => id)), ["claimed"]);
  // It has no address on the web to lead to.
  assert.equal(await figure.page.locator("footer a").count(), 0);
  assert.deepEqual(figure.problems, []);
  await figure.close();
});

test("without JavaScript all chapters are there, with their pictures in the file", async () => {
  const { page, foreign, close } = await open("", { javaScriptEnabled: false });
  assert.equal(await page.locator("section.chapter").count(), CHAPTERS.length);
  const images = page.locator("figure img");
  assert.ok((await images.count()) > 25);
  for (const image of await images.all()) {
    const box = await image.boundingBox();
    assert.ok((await image.getAttribute("src")).startsWith("data:image/svg+xml,") && box.width > 100 && box.height > 40);
  }
  assert.deepEqual(foreign(), []);
  await close();
});
