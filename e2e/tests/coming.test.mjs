// Who comes by a link, comes back, or opens a copy finds the page where and as it is meant; in somebody's frame it keeps to itself.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { show, startSite, watchTimers } from "../harness.mjs";
import { SINGLE } from "../hosts.mjs";
import { CHAPTERS, QUIET, eventually, rested } from "../reading.mjs";

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = await mkdtemp(join(tmpdir(), "blindspot-"));
});
after(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const ready = (page) => page.waitForSelector('body[data-ready="true"]', { state: "attached" });
const place = (page, id) => page.evaluate((id) => Math.round(document.getElementById(id).getBoundingClientRect().top), id);
const setting = (page, id) => page.locator(`#${id}`).getAttribute("data-setting");

/** Moves the first slider of a chapter and waits until the address has it. */
async function move(page, id, key = "End") {
  const slider = page.locator(`#${id} .levers input[type=range]`).first();
  await show(slider);
  await slider.focus();
  await page.keyboard.press(key);
  await page.waitForFunction((id) => location.hash.includes(id), id);
}

test("a link that is pasted into an open tab goes there, and what is wrong with it is seen there", async () => {
  const { page, close } = await site.openPage();
  await page.evaluate(() => (location.hash = "#v=1&at=edge&supervision=0.4&nonsense=3"));
  await eventually(async () => assert.ok(Math.abs(await place(page, "edge")) < 120));
  assert.match(await setting(page, "edge"), /supervision=0\.4/);
  const notice = page.locator(".notices");
  assert.match(await notice.textContent(), /nonsense/);
  const box = await notice.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 800, JSON.stringify(box));
  await close();
});

test("what a tracker has added to a link changes nothing", async () => {
  for (const [hash, id] of [
    ["#edge&fbclid=1", "edge"],
    ["#teacher&utm_source=a&utm_medium=b", "teacher"],
    ["#v=1&at=edge&supervision=0.4&gclid=x", "edge"],
  ]) {
    const { page, close } = await site.openPage({ hash });
    await eventually(async () => assert.ok(Math.abs(await place(page, id)) < 120, hash));
    assert.equal(await page.locator(".notices").isVisible(), false, hash);
    await close();
  }
});

test("a reload keeps every chapter and the place, and so does the way back from elsewhere", async () => {
  const { page, log, close } = await site.openPage();
  await page.route("**/elsewhere", (route) => route.fulfill({ contentType: "text/html", body: "<p>elsewhere" }));
  for (const id of ["copies", "judgement", "edge"]) await move(page, id);
  const settings = () => Promise.all(["copies", "judgement", "edge"].map((id) => setting(page, id)));
  const before = await settings();
  await page.evaluate(() => document.getElementById("teacher").scrollIntoView());
  const at = await page.evaluate(() => scrollY);
  const stands = () => eventually(async () => assert.ok(Math.abs((await page.evaluate(() => scrollY)) - at) < 60));
  await page.reload();
  await ready(page);
  await stands();
  assert.deepEqual(await settings(), before);
  // A page that is never kept whole has to come back from nothing.
  await page.evaluate(() => addEventListener("unload", () => {}));
  await page.goto(`${site.server.url}elsewhere`);
  await page.goBack();
  await ready(page);
  await stands();
  assert.deepEqual(await settings(), before);
  assert.deepEqual(log, QUIET);
  await close();
});

test("who has scrolled by hand before the page was there stays where they are", async () => {
  let let_go;
  const held = new Promise((go) => (let_go = go));
  const { page, close } = await site.openPage({
    hash: "#edge",
    ready: false,
    prepare: (page) => page.route("**/rest-*.wasm", async (route) => (await held, route.continue())),
  });
  await page.waitForSelector("#opening canvas");
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => scrollY > 100);
  const at = await page.evaluate(() => scrollY);
  let_go();
  await ready(page);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.evaluate(() => scrollY), at);
  await close();
});

test("the whole page in somebody's frame leaves the host's place and history alone", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1100, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(watchTimers);
  await page.route("**/host", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<div style="height:1500px">above</div><iframe width="1000" height="700" src="${site.server.url}#edge"></iframe>
        <div style="height:3000px">below</div>`,
    }),
  );
  await page.goto(`${site.server.url}host`);
  const frame = page.frames()[1];
  await frame.waitForSelector('body[data-ready="true"]', { state: "attached", timeout: 120_000 });
  const begun = await page.evaluate(() => [scrollY, history.length]);
  for (const value of [20, 30, 40]) {
    await frame.locator("#edge-supervision").evaluate((input, value) => {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, value);
    await rested(frame);
  }
  await frame.evaluate(() => document.querySelector('.contents a[href="#teacher"]').click());
  const link = await frame.evaluate(() => {
    const link = document.querySelector('.prose a[href^="http"]');
    link.addEventListener("click", (event) => event.preventDefault());
    link.click();
    return [link.target, link.rel];
  });
  assert.deepEqual(link, ["_blank", "noopener noreferrer"]);
  assert.deepEqual(await page.evaluate(() => [scrollY, history.length]), begun);
  await context.close();
});

test("a copy that was saved after use begins anew", async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(SINGLE).href);
  await ready(page);
  const copy = join(folder, "copy.html");
  await writeFile(copy, await page.evaluate(() => `<!doctype html>${document.documentElement.outerHTML}`));
  await page.goto(pathToFileURL(copy).href);
  await eventually(async () => {
    const found = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      return [document.querySelectorAll("main").length, ids.length - new Set(ids).size, document.body.dataset.ready];
    });
    assert.deepEqual(found, [1, 0, "true"]);
  });
  const slider = page.locator("#opening-supervision");
  await slider.focus();
  await page.keyboard.press("Home");
  await eventually(async () => assert.equal(await slider.inputValue(), "0"));
  await context.close();
});

test("a policy that forbids WebAssembly is named, and what is late is not waited for with an empty page", async () => {
  const strict = await startSite({ server: { headers: { "content-security-policy": "script-src 'self'" } } });
  const { page, close } = await strict.openPage({ ready: false });
  await page.waitForSelector("#boot[role=alert]");
  assert.match(await page.locator("#boot").textContent(), /wasm-unsafe-eval/);
  assert.ok(await page.locator("#still").isVisible());
  await close();
  await strict.close();

  const late = await site.openPage({ ready: false, prepare: (page) => page.route("**/blindspot-*.wasm", () => {}) });
  await late.page.waitForSelector("#boot[role=alert]", { timeout: 60_000 });
  assert.ok(await late.page.locator("#still").isVisible());
  await late.close();
});

test("when what follows the opening can't be loaded, it is there as it opens, and comes alive once it can", async () => {
  let isThere = false;
  const { page, close } = await site.openPage({
    prepare: (page) => page.route("**/rest-*.wasm", (route) => (isThere ? route.continue() : route.abort())),
  });
  await page.waitForSelector("#copies h2");
  assert.equal(await page.locator("section.chapter").count(), CHAPTERS.length);
  isThere = true;
  await page.locator(".notice button").click();
  await page.waitForSelector("#copies .levers input[type=range]", { state: "attached" });
  assert.equal(await page.locator("[id=copies]").count(), 1);
  await close();
});
