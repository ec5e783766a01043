// Without JavaScript, or without WebAssembly, the page still reads: all words, every figure, every table.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { screenshot, show, startSite } from "../harness.mjs";
import { CHAPTERS } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const OFF = { javaScriptEnabled: false };

/** The chapters that a page has. */
const chapters = (page) => page.locator("section.chapter").evaluateAll((all) => all.map((element) => element.id));

/** Scrolls to every picture and waits until it is there; returns the file that each shows. */
async function pictures(page) {
  const shown = {};
  for (const card of await page.locator("#still figure.card").all()) {
    const image = card.locator("img");
    await image.scrollIntoViewIfNeeded();
    const loaded = await image.evaluate(async (element) => {
      for (let tries = 0; tries < 600 && !element.naturalWidth; tries += 1) await new Promise((go) => setTimeout(go, 50));
      const box = element.getBoundingClientRect();
      const wanted = element.naturalWidth / element.naturalHeight;
      return { width: element.naturalWidth, file: element.currentSrc, bent: Math.abs(box.width / box.height / wanted - 1) };
    });
    const id = await card.getAttribute("id");
    assert.ok(loaded.width > 0, `${id} is not loaded`);
    assert.ok(loaded.bent < 0.02, `${id} is distorted`);
    shown[id] = loaded.file.replace(/^.*\//, "");
  }
  return shown;
}

/** What must be there, whoever shows it. */
async function assertReads(page) {
  // Without scripts the first screen, which the still page opens with too, stays in the document unseen.
  assert.equal(await page.locator("h1:visible").count(), 1);
  assert.ok((await page.locator("h1:visible").innerText()).length > 10);
  const ids = await chapters(page);
  assert.ok(ids.length >= CHAPTERS.length);
  for (const id of ids) {
    const chapter = page.locator(`#still section#${id}`);
    for (const part of ["h2", ".why p", ".says", ".reply", ".question"]) {
      assert.ok((await chapter.locator(part).first().innerText()).length > 5, `${id} ${part}`);
    }
  }
  for (const id of ["opening", "sandbox", "about", "limits", "glossary", "sources"]) {
    assert.equal(await page.locator(`#still #${id}`).count(), 1, id);
  }
  const cards = await page.locator("#still figure.card").all();
  assert.ok(cards.length > 20);
  for (const card of cards) {
    await card.locator("summary").click();
    assert.ok(await card.locator("tbody tr").first().isVisible(), "a table without rows");
    await card.locator("summary").click();
  }
  assert.ok((await page.locator("#about tbody tr").count()) > 10);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(sideways <= 0, `scrolls sideways by ${sideways} px`);
}

describe("without JavaScript", () => {
  for (const width of [360, 700, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`the page reads at ${width} px, ${colorScheme}`, async () => {
        const { page, log, close } = await site.openPage({ ...OFF, width, height: 900, colorScheme });
        assert.match(await page.locator("noscript > .notice").innerText(), /needs JavaScript/);
        await assertReads(page);
        const shown = await pictures(page);
        for (const [id, file] of Object.entries(shown)) {
          assert.equal(file.includes("-dark"), colorScheme === "dark", file);
          const isThird = await page.locator(`.three #${id}`).count();
          if (!isThird) assert.equal(file.includes("-narrow"), width <= 640, file);
        }
        assert.deepEqual(log.foreignRequests, []);
        // A module is not even preloaded where scripts are off; nothing else is refused.
        assert.deepEqual(log.failedRequests.filter((request) => !/\.js csp$/.test(request)), []);
        // Last: for a picture of the whole page the browser lays it out anew and may give up requests.
        await screenshot(page, `still-${width}-${colorScheme}`, { fullPage: true });
        await close();
      });

      test(`axe finds nothing serious at ${width} px, ${colorScheme}`, async () => {
        // axe itself needs JavaScript: the same content as the page shows it without WebAssembly.
        const { page, close } = await site.openPage({
          ready: false,
          width,
          height: 900,
          colorScheme,
          prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
        });
        await page.locator("#still").waitFor();
        await page.locator("#copies .card summary").first().click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
        assert.deepEqual(told, []);
        await close();
      });
    }
  }

  test("links of the list lead to their places", async () => {
    const { page, close } = await site.openPage({ ...OFF, hash: "#edge" });
    assert.ok(Math.abs((await page.locator("#edge").boundingBox()).y) < 120, "an address opens at its place");
    await page.locator('.contents a[href="#report"]').click();
    assert.ok(Math.abs((await page.locator("#report").boundingBox()).y) < 120);
    await close();
  });
});

/** What is read of every chapter outside of replies: names of numbers with their texts, parameters likewise. */
function numbers(page, selector) {
  return page.locator(selector).evaluateAll((all) =>
    all.map((element) => {
      const parameter = element.dataset.handle;
      return [element.dataset.number ?? parameter, (parameter && element.value) || element.textContent.trim()];
    }),
  );
}

test("its numbers are those that the live page shows", async () => {
  const still = await site.openPage(OFF);
  const live = await site.openPage({ width: 1280, height: 900 });
  const inOrder = (id, root) =>
    [":scope > p", ".why p", ".says"].flatMap((part) =>
      ["[data-number]", "[data-handle]"].map((mark) => `${root} #${id} ${part.replace(":scope > ", root === "main" ? ".prose > " : "> ")} ${mark}`),
    );
  const ids = await chapters(still.page);
  assert.deepEqual(await chapters(live.page), ids);
  let compared = 0;
  const settled = async (told, page, selector, expected) => {
    let shown;
    for (let tries = 0; tries < 300; tries += 1) {
      shown = await numbers(page, selector);
      if (JSON.stringify(shown) === JSON.stringify(expected)) break;
      // Long work is done once a figure is in view.
      await page.waitForTimeout(100);
    }
    assert.deepEqual(shown, expected, told);
    compared += shown.length;
  };
  for (const id of ids) {
    for (const canvas of await live.page.locator(`#${id} figure canvas`).all()) await show(canvas);
    const [here, there] = [inOrder(id, "#still"), inOrder(id, "main")];
    for (const [i, selector] of here.entries()) {
      await settled(selector, live.page, there[i], await numbers(still.page, selector));
    }
    for (const card of await still.page.locator(`#${id} figure.card`).all()) {
      const title = `#${await card.getAttribute("id")} h3`;
      await show(live.page.locator(title));
      assert.equal(await live.page.locator(title).innerText(), await still.page.locator(title).innerText());
    }
    // A reply is of the setting with its switch on.
    for (const card of await live.page.locator(`#${id} [data-objection]`).all()) {
      const reply = `#${id} [data-objection="${await card.getAttribute("data-objection")}"] .reply [data-number]`;
      await card.locator(".switch").click();
      await show(live.page.locator(`#${id} figure canvas`).first());
      await settled(reply, live.page, reply, await numbers(still.page, reply));
      await card.locator(".switch").click();
    }
  }
  assert.ok(compared > 100, `${compared} numbers`);
  for (const world of ["reported-world", "real-world"]) {
    const texts = (page) =>
      page.locator(`#opening .verdict data, #${world} data`).evaluateAll((all) => all.map((element) => [element.value, element.textContent]));
    assert.deepEqual(await texts(still.page), await texts(live.page), world);
  }
  await still.close();
  await live.close();
});

const FAILURES = {
  "WebAssembly is missing": [
    /needs WebAssembly/,
    (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  ],
  "the program cannot be fetched": [/could not be loaded/, (page) => page.route("**/*.wasm", (route) => route.abort())],
  "its script cannot be fetched": [
    /could not be loaded/,
    (page) => page.route("**/blindspot-*.js", (route) => route.fulfill({ status: 404 })),
  ],
};

for (const [failure, [says, prepare]] of Object.entries(FAILURES)) {
  test(`with JavaScript the page reads where ${failure}, under a strict policy`, async () => {
    const policy =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'";
    const strict = await startSite({ server: { headers: { "content-security-policy": policy } } });
    try {
      const { page, log } = await strict.openPage({ ready: false, width: 360, height: 800, prepare });
      const alert = page.locator("#boot[role=alert]");
      await alert.waitFor();
      assert.match(await alert.innerText(), says);
      assert.match(await alert.innerText(), /words and its figures .* below/);
      assert.ok((await alert.boundingBox()).y < (await page.locator("h1:visible").boundingBox()).y, "the sentence comes first");
      await assertReads(page);
      await pictures(page);
      assert.equal(await page.locator("main").count(), 1);
      assert.deepEqual(log.foreignRequests, []);
      assert.deepEqual(log.consoleErrors.filter((error) => /Content Security Policy/.test(error)), []);
    } finally {
      await strict.close();
    }
  });
}

test("with JavaScript and WebAssembly nothing of it is laid out or fetched", async () => {
  const before = site.server.requests.length;
  const { page, close } = await site.openPage();
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("#still").count(), 0);
  assert.equal(await page.locator("main").count(), 1);
  // But for the pictures that are painted first.
  const html = await page.evaluate(async () => (await fetch("./")).text());
  const first = html.slice(html.indexOf('<div id="first">'), html.indexOf("<!-- /first -->"));
  assert.ok(first.length > 1000, "there is a first screen");
  const figures = site.server.requests.slice(before).filter((path) => path.includes("/figures/"));
  assert.deepEqual(figures.filter((path) => !first.includes(path.replace(/^.*(?=figures\/)/, ""))), []);
  await close();
});

test("where nothing is left to say what is wrong, a sentence comes by itself", async () => {
  const { page, close } = await site.openPage({
    ready: false,
    prepare: (page) => page.route("**/boot-*.js", (route) => route.abort()),
  });
  const late = page.locator("#boot > span");
  assert.equal(await late.isVisible(), false, "not at once");
  await late.waitFor({ state: "visible", timeout: 30_000 });
  assert.match(await late.innerText(), /reload/);
  await close();
});
