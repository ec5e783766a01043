// Figures in other people's pages: what the address asks for, the strictest hosts, and what passes between frame and host.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startSite } from "../harness.mjs";
import { CHAPTERS } from "../reading.mjs";
import { configured, post, quoted, startHost } from "../hosts.mjs";

const STRICT = 'sandbox="allow-scripts"';
/** What a host may send with its pages and still run the app. */
const POLICY = { "content-security-policy": "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:" };

let site;
before(async () => {
  site = await startSite({ server: { headers: { "access-control-allow-origin": "*" } } });
});
after(() => site?.close());

/** Opens a host's page; `frames` gives its figures once they are drawn. */
async function openHost(html, { headers, width = 800, height = 900, ready = true } = {}) {
  const host = await startHost(html, headers);
  const context = await site.browser.newContext({ viewport: { width, height } });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(host.url);
  const frames = [];
  for (const element of await page.locator("iframe").all()) {
    await element.scrollIntoViewIfNeeded();
    const frame = await (await element.elementHandle()).contentFrame();
    if (ready) await frame.waitForSelector("body[data-ready]", { state: "attached" });
    frames.push(frame);
  }
  const messages = (at = 0) => page.evaluate((at) => window.messages.filter(({ frame }) => frame === at).map(({ data }) => data), at);
  return {
    page,
    frames,
    problems,
    /** Requests to anywhere but the host and the site. */
    foreign: () => requests.filter((url) => !/^(data|blob|about):/.test(url) && ![host.origin, site.server.origin].includes(new URL(url).origin)),
    requests,
    messages,
    heights: async (at) => (await messages(at)).filter(({ type }) => type === "height").map(({ px }) => px),
    async close() {
      await context.close();
      await host.close();
    },
  };
}

/** Waits until a check holds. */
async function until(what, check) {
  const end = Date.now() + 60_000;
  while (!(await check())) {
    if (Date.now() > end) assert.fail(`it does not happen that ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const src = (query, hash = "") => `${STRICT} src=${quoted(`${site.server.url}?embed=1&${query}${hash}`)} width="720" height="400"`;
const srcdoc = async (config) => `${STRICT} srcdoc=${quoted(await configured(config))} width="720" height="400"`;

/** Presses a key on a slider of a frame, and waits for what it says to follow. */
async function moves(frame, id) {
  const slider = frame.locator(`[id="${id}"]`);
  const before = await slider.getAttribute("aria-valuetext");
  await slider.focus();
  await slider.press("ArrowRight");
  if ((await slider.getAttribute("aria-valuetext")) === before) await slider.press("ArrowLeft");
  await until(`${id} moves`, async () => (await slider.getAttribute("aria-valuetext")) !== before);
}

/** Whether a canvas of a frame has more than one colour. */
const isDrawn = (frame) =>
  frame.evaluate(() => {
    const canvas = document.querySelector("canvas");
    if (!canvas?.width || !canvas.height) return false;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 !== 3 && value !== data[i % 4]);
  });

describe("by the address", () => {
  test("any figure opens alone, with its canvas and its sentence, and nothing is logged", async () => {
    const whole = await site.openPage();
    const figures = await whole.page.evaluate(() => [...document.querySelectorAll("main figure.card")].map(({ id }) => id));
    await whole.close();
    assert.ok(figures.length > 30, `${figures.length} figures`);
    // The opening's two are one figure.
    const alone = ["hero", ...figures.filter((id) => !id.endsWith("-world"))];
    for (const id of alone) {
      const { page, log, close } = await site.openPage({ path: `?embed=1&fig=${id}&controls=none`, width: 640, height: 700 });
      const shown = await page.evaluate(() => [...document.querySelectorAll("figure.card")].map(({ id }) => id));
      assert.deepEqual(shown, id === "hero" ? ["reported-world", "real-world"] : [id]);
      assert.ok((await page.locator("canvas").first().getAttribute("aria-label")).length > 20, id);
      assert.equal(await page.locator("header, nav, #boot, [data-slider]").count(), 0, id);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${id} scrolls sideways`);
      assert.deepEqual(log, { consoleErrors: [], consoleWarnings: [], pageErrors: [], failedRequests: [], foreignRequests: [] }, id);
      await close();
    }
  });

  test("controls, words, colours and motion are as asked for", async () => {
    const open = async (query) => {
      const { page, close } = await site.openPage({ path: `?embed=1&fig=crowd&${query}` });
      const found = await page.evaluate(() => ({
        sliders: document.querySelectorAll("[data-slider]").length,
        switches: document.querySelectorAll("[role=switch]").length,
        exports: document.querySelectorAll(".takeaway").length,
        words: document.querySelectorAll(".chapter > p").length,
        paper: getComputedStyle(document.body).backgroundColor,
        transition: getComputedStyle(document.querySelector(".knob") ?? document.body, "::after").transitionDuration,
        notices: [...document.querySelectorAll(".notices li")].map(({ textContent }) => textContent),
      }));
      await close();
      return found;
    };
    const [none, min, full] = [await open("controls=none"), await open("controls=min"), await open("controls=full&prose=1&motion=reduce")];
    assert.deepEqual([none.sliders, none.switches, none.exports, none.words], [0, 0, 0, 0]);
    assert.ok(min.sliders >= 3 && min.switches === 0 && min.exports === 0);
    assert.ok(full.switches > 0 && full.exports === 1 && full.words > 2, JSON.stringify(full));
    assert.equal(full.transition, "0s");
    assert.equal((await open("theme=dark")).paper, "rgb(20, 23, 27)");
    assert.equal((await open("theme=light")).paper, "rgb(251, 250, 247)");
    const wrong = await open("controls=lots&theme=<b>&fog=1");
    assert.equal(wrong.notices.length, 3, JSON.stringify(wrong.notices));
    assert.ok(wrong.sliders >= 3);
  });

  test("it shows the setting of its link, and leads to the whole page with it", async () => {
    const { page, close } = await site.openPage({ path: "?embed=1&fig=crowd", hash: "#v=1&at=copies&reviewers=7" });
    assert.equal(await page.locator('[id="copies-reviewers"]').inputValue(), "7");
    const link = page.locator("footer a");
    const href = await link.getAttribute("href");
    assert.equal(href.replace(/&c=\w\w/, ""), `${site.server.url}#v=1&at=copies&reviewers=7`);
    assert.equal(await link.getAttribute("target"), "_blank");
    await page.locator('[id="copies-reviewers"]').press("ArrowRight");
    await until("the link follows", async () => (await link.getAttribute("href")).endsWith("reviewers=8"));
    await close();
    const other = await site.openPage({ path: "?embed=1&fig=crowd", hash: "#v=1&at=edge&supervision=0.2" });
    assert.match(await other.page.locator(".notices").textContent(), /“edge”.*“copies”/);
    await other.close();
  });
});

describe("hosts", () => {
  test("the strictest: a srcdoc frame that may run scripts and nothing else", async () => {
    const host = await openHost(post(await srcdoc("embed=1&fig=crowd&controls=full&theme=dark#v=1&at=copies&reviewers=5")));
    const [frame] = host.frames;
    assert.equal(await frame.evaluate(() => origin), "null");
    assert.equal(await frame.locator('[id="copies-reviewers"]').inputValue(), "5");
    assert.equal(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(20, 23, 27)");
    await until("it is drawn", () => isDrawn(frame));
    await moves(frame, "copies-reviewers");
    // Copying falls back to selected text.
    await frame.locator(".takeaway summary").click();
    await frame.locator("[data-copy]").click();
    await until("the text is selected", async () => /selected/.test(await frame.locator(".takeaway").textContent()));
    assert.ok(await frame.evaluate(() => {
      const { selectionStart, selectionEnd, value } = document.querySelector(".takeaway textarea");
      return value.length > 0 && selectionEnd - selectionStart === value.length;
    }));
    // What a frame may not save can be copied from it.
    await frame.locator('[data-save="csv"]').click();
    await until("the data are there to copy", async () => (await frame.locator('[id="crowd-unsaved"]').inputValue()).startsWith("# blindspot"));
    // Refusing the file itself is the host's doing, which the browser says to the host.
    assert.deepEqual(host.problems.filter((problem) => !/download/i.test(problem)), []);
    assert.deepEqual(host.requests.filter((url) => !url.startsWith("data:")).length, 1, "only the host's page is asked for");
    await host.close();
  });

  test("the whole page in such a frame: chapters, and links to places in it", async () => {
    const host = await openHost(post(await srcdoc("")));
    const [frame] = host.frames;
    assert.ok((await frame.locator("section.chapter").count()) === CHAPTERS.length);
    await moves(frame, "edge-supervision");
    await frame.locator('nav a[href="#families"]').click();
    await until("the chapter is in view", () => frame.evaluate(() => Math.abs(document.getElementById("families").getBoundingClientRect().top) < 200));
    assert.equal(await frame.evaluate(() => location.protocol), "about:");
    assert.deepEqual(host.problems, []);
    await host.close();
  });

  test("a sandboxed frame by its address, from a host that allows every origin, on a subpath", async () => {
    const host = await openHost(post(src("fig=phases&controls=min")));
    await until("it is drawn", () => isDrawn(host.frames[0]));
    await moves(host.frames[0], "edge-supervision");
    assert.deepEqual(host.problems, []);
    assert.deepEqual(host.foreign(), []);
    await host.close();
  });

  test("two figures on one page keep apart", async () => {
    const host = await openHost(post(src("fig=crowd&controls=min"), src("fig=crowd&controls=min")));
    const value = (at) => host.frames[at].locator('[id="copies-reviewers"]').inputValue();
    await moves(host.frames[0], "copies-reviewers");
    assert.equal(await value(0), "4");
    assert.equal(await value(1), "3");
    await until("both tell their heights", async () => (await host.heights(0)).length > 0 && (await host.heights(1)).length > 0);
    assert.deepEqual(host.problems, []);
    await host.close();
  });

  test("a page with a policy of its own that allows WebAssembly", async () => {
    const host = await openHost(post(await srcdoc("embed=1&fig=claimed")), { headers: POLICY });
    await until("it is drawn", () => isDrawn(host.frames[0]));
    assert.deepEqual(host.problems, []);
    await host.close();
  });

  test("the site under a policy of its own that allows its own files and WebAssembly", async () => {
    const strict = await startSite({ server: { headers: { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'" } } });
    const { page, log, close } = await strict.openPage({ path: "?embed=1&fig=crowd&controls=full" });
    await moves(page, "copies-reviewers");
    assert.deepEqual(log, { consoleErrors: [], consoleWarnings: [], pageErrors: [], failedRequests: [], foreignRequests: [] });
    await close();
    await strict.close();
  });

  test("without WebAssembly: the figure as it opens, its table, and one sentence", async () => {
    const forbidden = { "content-security-policy": POLICY["content-security-policy"].replace(" 'wasm-unsafe-eval'", "") };
    const host = await openHost(post(await srcdoc("embed=1&fig=crowd")), { headers: forbidden, ready: false });
    const [frame] = host.frames;
    await frame.waitForSelector("#boot[role=alert]");
    assert.match(await frame.locator("#boot").textContent(), /The figure as it opens is below/);
    assert.deepEqual(await frame.evaluate(() => [...document.querySelectorAll("figure")].map(({ id }) => id)), ["crowd"]);
    assert.ok((await frame.locator("figure table tr").count()) > 5);
    assert.ok(await frame.evaluate(() => document.querySelector("figure img").decode().then(() => true)));
    await until("its height is told", async () => (await host.heights()).length > 0);
    await host.close();
  });
});

describe("messages", () => {
  test("the height settles in at most three, and follows the width", async () => {
    const host = await openHost(post(src("fig=hero&controls=min")));
    const settled = async () => {
      let before = -1;
      for (;;) {
        await new Promise((done) => setTimeout(done, 1000));
        const now = (await host.heights()).length;
        if (now > 0 && now === before) return now;
        before = now;
      }
    };
    assert.ok((await settled()) <= 3, JSON.stringify(await host.heights()));
    const content = () => host.frames[0].evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
    assert.equal((await host.heights()).at(-1), await content());
    // As the host's script does.
    const follow = (width) =>
      host.page.evaluate(
        ([width]) => {
          const frame = document.querySelector("iframe");
          if (width) frame.width = width;
          frame.height = window.messages.filter(({ data }) => data.type === "height").at(-1).data.px;
        },
        [width],
      );
    await follow();
    const wide = (await host.heights()).at(-1);
    await settled();
    const before = (await host.heights()).length;
    await follow(460);
    await until("another one is told", async () => (await host.heights()).at(-1) !== wide);
    assert.ok((await settled()) - before <= 3, JSON.stringify(await host.heights()));
    assert.equal((await host.heights()).at(-1), await content());
    await host.close();
  });

  test("the host's wishes are granted: colours, setting, and the height once more", async () => {
    const host = await openHost(post(src("fig=crowd&controls=min")));
    const [frame] = host.frames;
    const ask = (wish) => host.page.evaluate((wish) => document.querySelector("iframe").contentWindow.postMessage(wish, "*"), wish);
    await ask({ type: "theme", theme: "dark" });
    await until("it is dark", () => frame.evaluate(() => getComputedStyle(document.body).backgroundColor === "rgb(20, 23, 27)"));
    await ask({ type: "setting", setting: "v=1&at=copies&reviewers=9" });
    await until("it is set", async () => (await frame.locator('[id="copies-reviewers"]').inputValue()) === "9");
    await until("its height is told", async () => (await host.heights()).length > 0);
    const before = (await host.heights()).length;
    await ask({ type: "measure" });
    await until("its height is told again", async () => (await host.heights()).length === before + 1);
    // What the reader sets, the host is told.
    await moves(frame, "copies-reviewers");
    await until("the setting is told", async () => (await host.messages()).some(({ type, setting }) => type === "setting" && setting.endsWith("reviewers=10")));
    assert.deepEqual(host.problems, []);
    await host.close();
  });

  test("nobody else is heard, and nothing else", async () => {
    const host = await openHost(post(src("fig=crowd&controls=min"), `srcdoc="<p>A stranger"`), { ready: false });
    const [frame] = host.frames;
    await frame.waitForSelector("body[data-ready]", { state: "attached" });
    const state = () => frame.evaluate(() => [document.querySelector('[id="copies-reviewers"]').value, getComputedStyle(document.body).backgroundColor, document.querySelector(".notices").hidden, document.body.innerHTML.includes("<img")].join());
    const before = await state();
    // A neighbour, which can reach the frame through their parent.
    await host.page.evaluate(() => {
      const script = document.querySelectorAll("iframe")[1].contentDocument.createElement("script");
      script.textContent = `for (const wish of [{ type: "theme", theme: "dark" }, { type: "setting", setting: "v=1&at=copies&reviewers=9" }])
        parent.frames[0].postMessage(wish, "*");`;
      document.querySelectorAll("iframe")[1].contentDocument.body.append(script);
    });
    // The frame itself.
    await frame.evaluate(() => postMessage({ type: "theme", theme: "dark" }, "*"));
    // The host, with what is no wish.
    await host.page.evaluate(() => {
      const send = (data) => document.querySelector("iframe").contentWindow.postMessage(data, "*");
      const strange = [null, 7, "dark", [], ["theme", "dark"], {}, { type: 1 }, { type: "toString" }, { type: "__proto__" }, { type: "constructor" }, { type: "theme" }, { type: "theme", theme: "url(x)" }, { type: "theme", theme: ["dark"] }, { type: "setting" }, { type: "setting", setting: { toString: "x" } }, { type: "setting", setting: "x".repeat(100_000) }, { type: "height", px: 1e9 }, new Map([["type", "theme"]])];
      for (const data of strange) send(data);
    });
    await new Promise((done) => setTimeout(done, 1000));
    assert.equal(await state(), before);
    // A wish with a hostile text is read as any link is: as text.
    await host.page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage({ type: "setting", setting: "v=1&at=copies&reviewers=<img src=x onerror=alert(1)>" }, "*"));
    await until("it is told of", () => frame.evaluate(() => !document.querySelector(".notices").hidden));
    assert.equal(await frame.locator(".notices img").count(), 0);
    assert.deepEqual(host.problems, []);
    await host.close();
  });

  test("a figure far down starts when it comes into view", async () => {
    const frame = src("fig=crowd").replace(STRICT, `${STRICT} style="margin-top:5000px"`);
    const host = await openHost(post(frame).replace("loading", ""), { ready: false }).catch((error) => assert.fail(String(error)));
    await host.close();
    const quiet = await startHost(post(frame));
    const page = await site.browser.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(quiet.url);
    await page.waitForTimeout(1500);
    assert.ok(!asked.some((url) => /rest-.*wasm/.test(url)), "the chapters' program is fetched out of view");
    assert.equal(await page.frames()[1].locator("figure").count(), 0);
    await page.locator("iframe").scrollIntoViewIfNeeded();
    await page.frames()[1].waitForSelector("body[data-ready]", { state: "attached" });
    await page.close();
    await quiet.close();
  });

  test("it writes no history and keeps no keys of the host's", async () => {
    const host = await openHost(post(src("fig=crowd&controls=min")));
    const [frame] = host.frames;
    const length = await host.page.evaluate(() => history.length);
    await moves(frame, "copies-reviewers");
    await until("the setting is told", async () => (await host.messages()).some(({ type }) => type === "setting"));
    assert.equal(await host.page.evaluate(() => history.length), length);
    // Keys that nobody in the frame is focused for scroll on.
    const kept = await frame.evaluate(() => {
      document.activeElement.blur();
      return ["ArrowDown", "ArrowRight", "Home", "End", " ", "PageDown", "Tab", "Escape", "z"].filter((key) => !document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ctrlKey: key === "z" })));
    });
    assert.deepEqual(kept, []);
    assert.deepEqual(host.problems, []);
    await host.close();
  });
});
