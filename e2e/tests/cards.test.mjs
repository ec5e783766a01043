// Cards for sharing: what machines read of them, where they lead readers, and that they read where no script leads on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { screenshot, startSite } from "../harness.mjs";
import { rested } from "../reading.mjs";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'";

let site;
before(async () => {
  site = await startSite({ server: { headers: { "content-security-policy": POLICY } } });
});
after(() => site?.close());

/** Opens a card and waits until the page that it leads to is there. */
async function follow(path, options = {}) {
  const opened = await site.openPage({ path, ready: false, ...options });
  await opened.page.waitForURL((url) => !url.pathname.includes("/cards/"));
  await opened.page.waitForSelector('body[data-ready="true"]', { state: "attached" });
  return opened;
}

/** How far below the upper edge of the window something stands, once that rests. */
async function top(page, selector) {
  let before;
  for (let patience = 100; ; patience--) {
    const { y } = await page.locator(selector).boundingBox();
    if (y === before || patience === 0) return y;
    before = y;
    await page.waitForTimeout(100);
  }
}

const quiet = (log) => {
  assert.deepEqual(log.foreignRequests, []);
  assert.deepEqual(log.consoleErrors, []);
  assert.deepEqual(log.pageErrors, []);
};

/** The figures, as the maker of snippets lists them. */
async function figures() {
  const { page, close } = await site.openPage();
  await page.locator("#embedding summary").first().click();
  const ids = await page.locator('[data-snippet="figure"] option').evaluateAll((all) => all.map(({ value }) => value));
  await close();
  return ids;
}

for (const [id, anchor] of [["hero", "opening"], ["crowd", "crowd"], ["strips", "strips"], ["map", "map"], ["budget", "budget"]]) {
  test(`the card of ${id} leads to its figure`, async () => {
    const { page, log, close } = await follow(`cards/${id}.html`);
    assert.equal(page.url(), `${site.server.url}?fig=${id}`);
    const y = await top(page, `[id="${anchor}"]`);
    assert.ok(y >= -5 && y < 450, `${anchor} stands at ${y}`);
    quiet(log);
    await close();
  });
}

test("a card passes on setting and look, and leaves no trace in the history", async () => {
  const setting = "#v=1&at=copies&reviewers=7";
  const { page, log, close } = await follow(`cards/crowd.html?theme=dark&motion=reduce&lang=en${setting}`);
  assert.equal(page.url(), `${site.server.url}?theme=dark&motion=reduce&lang=en&fig=crowd${setting}`);
  assert.equal(await page.locator('[id="copies-reviewers"]').inputValue(), "7");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await page.locator("html").getAttribute("data-motion"), "reduce");
  const y = await top(page, "#crowd");
  assert.ok(y >= -5 && y < 450, `the figure stands at ${y}`);
  assert.ok(await page.locator(".notices").isHidden());
  // The empty page that every window begins with, and the figure.
  assert.ok((await page.evaluate(() => history.length)) <= 2);
  quiet(log);
  await close();
});

test("the maker of snippets gives the card's address, with the setting", async () => {
  const { page, close } = await site.openPage();
  await page.locator('[id="crowd"] .takeaway summary').click();
  await page.locator('[id="crowd"] [data-embed-this]').click();
  const card = page.locator("#snippet-card");
  assert.equal(await card.inputValue(), `${site.server.url}cards/crowd.html`);
  const preview = page.frameLocator("iframe.preview");
  await page.locator("iframe.preview").scrollIntoViewIfNeeded();
  await preview.locator('[id="copies-reviewers"]').press("ArrowRight");
  await page.waitForFunction(() => document.getElementById("snippet-card").value.endsWith("#v=1&at=copies&reviewers=4"));
  const address = await card.inputValue();
  await close();
  const shared = await follow(address.slice(site.server.url.length));
  assert.equal(await shared.page.locator('[id="copies-reviewers"]').inputValue(), "4");
  await shared.close();
});

test("without JavaScript every card reads: its finding, what is plotted, its image, and a link that is followed", async () => {
  for (const id of await figures()) {
    const { page, log, close } = await site.openPage({ path: `cards/${id}.html`, javaScriptEnabled: false, width: 360, height: 740 });
    const heading = await page.locator("h1").innerText();
    assert.ok(heading.length > 10 && (await page.title()) === heading, id);
    const image = page.locator("img");
    const box = await image.boundingBox();
    assert.ok(Math.abs(box.width / box.height - 1200 / 630) < 0.05, `${id}: ${JSON.stringify(box)}`);
    const { ok, type, size } = await page.request.get(new URL(`${id}.png`, page.url()).href).then(async (response) => ({
      ok: response.ok(),
      type: response.headers()["content-type"],
      size: (await response.body()).length,
    }));
    assert.ok(ok && type === "image/png" && size > 5_000, id);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${id} scrolls sideways`);
    quiet(log);
    assert.deepEqual(log.failedRequests.filter((request) => !/\.js csp$/.test(request)), []);
    if (["crowd", "budget", "hero"].includes(id)) {
      await page.locator("a").click();
      await page.waitForURL((url) => !url.pathname.includes("/cards/"));
      const { hash } = new URL(page.url());
      assert.ok(Math.abs(await top(page, hash)) < 120, `${hash} is where the link leads`);
    }
    await close();
  }
});

test("axe finds nothing on a card, in light and in dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    // axe needs JavaScript: the card with the script that leads on taken away.
    const { page, close } = await site.openPage({
      path: "cards/crowd.html",
      ready: false,
      colorScheme,
      prepare: (page) => page.route("**/card.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" })),
    });
    const loaded = await page.locator("img").evaluate(async (image) => {
      await image.decode();
      return image.naturalWidth;
    });
    assert.equal(loaded, 1200);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`), []);
    await screenshot(page, `card-${colorScheme}`);
    await close();
  }
});

test("machines read of a card and of the page what they are, and are told how to embed the figure", async () => {
  const { page, close } = await site.openPage({ ready: false, javaScriptEnabled: false });
  for (const path of ["", "cards/crowd.html", "cards/map.html"]) {
    await page.goto(site.server.url + path);
    const meta = (name) => page.locator(`meta[property="${name}"], meta[name="${name}"]`).getAttribute("content");
    assert.equal(await meta("og:title"), await page.title());
    assert.equal(await meta("og:description"), await meta("description"));
    assert.equal(await meta("twitter:card"), "summary_large_image");
    const image = await page.request.get(new URL(await meta("og:image"), page.url()).href);
    assert.equal(image.headers()["content-type"], "image/png");
    const link = await page.locator('link[type="application/json+oembed"]').getAttribute("href");
    const answer = await page.request.get(new URL(link, page.url()).href).then((response) => response.json());
    assert.deepEqual([answer.version, answer.type], ["1.0", "rich"]);
    assert.match(answer.html, /^<iframe [^>]* title="[^"]+".* loading="lazy" sandbox="allow-scripts [^"]*" referrerpolicy="no-referrer"><\/iframe>\n<p data-blindspot-link><a href="[^"]+">[^<]+<\/a><\/p>$/);
  }
  await close();
});

test("a frame is about as high as oEmbed says", async () => {
  const { page, close } = await site.openPage({ ready: false, javaScriptEnabled: false });
  const wrong = [];
  // One of each make.
  for (const id of ["hero", "walls", "crowd", "vendors", "strips", "phases", "generations", "map", "audits", "budget"]) {
    const answer = await page.request.get(`${site.server.url}cards/${id}.json`).then((response) => response.json());
    const embed = await site.openPage({ path: `?embed=1&fig=${id}&controls=min`, width: answer.width, height: 800 });
    await rested(embed.page);
    const height = await embed.page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
    if (answer.height < height || answer.height > 1.2 * height) wrong.push(`${id}: ${answer.height} instead of ${height}`);
    await embed.close();
  }
  assert.deepEqual(wrong, []);
  await close();
});
