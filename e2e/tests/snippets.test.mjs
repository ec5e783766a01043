// The maker of snippets: what it gives works in somebody else's page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSite } from "../harness.mjs";
import { startHost } from "../hosts.mjs";

const EVERYONE = { "access-control-allow-origin": "*" };

let site;
before(async () => {
  site = await startSite({ server: { headers: EVERYONE } });
});
after(() => site?.close());

/** Opens the maker for a figure, by the button under its export. */
async function make(figure, { at = site, ...options } = {}) {
  const opened = await at.openPage(options);
  const { page } = opened;
  await page.locator(`[id="${figure}"] .takeaway summary`).click();
  await page.locator(`[id="${figure}"] [data-embed-this]`).click();
  const preview = page.frameLocator("iframe.preview");
  // Like any figure, it starts when it comes into view.
  await page.locator("iframe.preview").scrollIntoViewIfNeeded();
  await preview.locator("body[data-ready]").waitFor({ state: "attached" });
  const text = (name) => page.locator(`#snippet-${name}`).inputValue();
  return { ...opened, preview, text };
}

test("what is set in the preview is in the snippet, which keeps its height in a post", async () => {
  const { page, preview, text, close } = await make("crowd");
  await preview.locator('[id="copies-reviewers"]').press("ArrowRight");
  await page.waitForFunction(() => document.getElementById("snippet-address").value.endsWith("#v=1&at=copies&reviewers=4"));
  await page.locator('[data-snippet="theme"]').selectOption("dark");
  await page.waitForFunction(() => /theme=dark/.test(document.getElementById("snippet-frame").value));
  await preview.locator("body[data-ready]").waitFor({ state: "attached" });
  const [script, frame, address] = [await text("script"), await text("frame"), await text("address")];
  assert.equal(address, `${site.server.url}?embed=1&fig=crowd&controls=min&theme=dark#v=1&at=copies&reviewers=4`);
  assert.ok(script.startsWith(frame));
  assert.match(frame, / title="[^"]+".* loading="lazy" sandbox="allow-scripts [^"]*" referrerpolicy="no-referrer"/);
  assert.match(frame, / sandbox="[^"]*allow-same-origin/, "all frames share what one has loaded");
  // Where frames are taken away, with all that is in them, a link is left.
  const left = await page.evaluate((html) => {
    const reader = document.createElement("template");
    reader.innerHTML = html;
    for (const frame of reader.content.querySelectorAll("iframe, script")) frame.remove();
    return [...reader.content.querySelectorAll("a")].map(({ href, textContent }) => [href, textContent]);
  }, script);
  assert.equal(left.length, 1);
  assert.match(left[0][0], /cards\/crowd\.html\?theme=dark#v=1&at=copies&reviewers=4$/);
  assert.ok(left[0][1].length > 10);
  assert.ok(script.slice(frame.length).length < 1000);
  await close();

  const host = await startHost(`<!doctype html><title>A post</title><link rel="icon" href="data:,"><p>Words.</p>${script}<p>Words.</p>`);
  const post = await site.browser.newPage();
  const problems = [];
  post.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  post.on("pageerror", (error) => problems.push(String(error)));
  await post.goto(host.url);
  const figure = await (await post.locator("iframe").elementHandle()).contentFrame();
  await figure.waitForSelector("body[data-ready]", { state: "attached" });
  assert.equal(await figure.locator('[id="copies-reviewers"]').inputValue(), "4");
  const content = await figure.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await post.waitForFunction((height) => Math.abs(document.querySelector("iframe").clientHeight - height) <= 1, content);
  assert.ok(await figure.evaluate(() => document.documentElement.scrollHeight <= innerHeight), "nothing is left to scroll");
  assert.ok(!(await post.locator("[data-blindspot-link]").isVisible()), "where the figure is, it needs no link");
  assert.deepEqual(problems, []);
  await post.close();
  await host.close();
});

test("where the server does not let everyone read its files, the frame keeps an origin", async () => {
  const alone = await startSite();
  const { page, preview, close } = await make("claimed", { at: alone });
  await page.waitForFunction(() => document.getElementById("snippet-frame").value.includes("allow-same-origin"));
  await preview.locator("body[data-ready]").waitFor({ state: "attached" });
  await close();
  await alone.close();
});

test("every figure can be chosen, and the list fits a phone", async () => {
  const { page, close } = await make("walls", { width: 360, height: 740 });
  assert.equal(await page.locator('[data-snippet="figure"]').inputValue(), "walls");
  const figures = await page.evaluate(() => [...document.querySelectorAll("main figure.card")].map(({ id }) => id).filter((id) => !id.endsWith("-world")));
  const offered = await page.locator('[data-snippet="figure"] option').evaluateAll((options) => options.map(({ value }) => value));
  assert.deepEqual([...offered].sort(), ["hero", ...figures].sort());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  const fits = await page.locator("#embedding select").evaluateAll((selects) => selects.every((select) => select.getBoundingClientRect().right <= innerWidth - 16));
  assert.ok(fits, "a list is wider than the screen");
  await close();
});
