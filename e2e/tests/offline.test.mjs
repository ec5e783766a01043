// The page is kept by the browser: in airplane mode after one visit, updated as a whole or not at all, and never blank.

import assert from "node:assert/strict";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { screenshot, startSite } from "../harness.mjs";
import { CHAPTERS } from "../reading.mjs";
import { startServer } from "../server.mjs";
import { keep, startVersions, strangers } from "../versions.mjs";

const PREFIX = "/some/sub/path/";
const PATIENCE = 120_000;
const DAMAGED = /damaged/;
const HOSTING = await readFile(fileURLToPath(new URL("../../docs/hosting.md", import.meta.url)), "utf8");
const [, POLICY] = HOSTING.match(/^Content-Security-Policy: (.*)$/m);

/** Who is still there: a test that fails leaves its reader behind. */
const readers = new Set();
let site;
let versions;
let one;
let two;
let reworded;
before(async () => {
  site = await startSite();
  versions = await startVersions();
  one = await versions.make("1111");
  two = await versions.make("2222");
  // All its files have the names that the second version's have.
  reworded = await versions.change(two, "reworded", async (folder) => {
    const index = join(folder, "index.html");
    await writeFile(index, (await readFile(index, "utf8")).replace('data-build="2222"', 'data-build="reworded"'));
    await keep(folder);
  });
});
after(async () => {
  for (const reader of readers) await reader.close();
  await site?.close();
  await versions?.close();
});

/** Waits until a check holds. */
async function until(what, check) {
  const end = Date.now() + PATIENCE;
  while (!(await check())) {
    if (Date.now() > end) assert.fail(`it does not happen that ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A reader with a browser of their own, at a site with this version; `faults` answer for the site's files. */
async function arrive(version, { headers = { "content-security-policy": POLICY }, prefix = PREFIX } = {}) {
  await versions.deploy(version);
  const faults = new Map();
  const options = { root: versions.live, prefix, headers, answer: (path, response) => faults.get(path.slice(prefix.length))?.(response) };
  let server = await startServer(options);
  const port = Number(new URL(server.origin).port);
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  const reader = {
    context,
    server,
    faults,
    visit: (rest, options) => visit(context, server, rest, options),
    /** No network, and nobody at the other end of it. */
    async disconnect() {
      await context.setOffline(true);
      await server.close();
    },
    async connect() {
      server = await startServer({ ...options, port });
      await context.setOffline(false);
    },
    async close() {
      readers.delete(reader);
      await context.close();
      await server.close();
    },
  };
  readers.add(reader);
  return reader;
}

/** Opens the site in a new page, and follows what it gets and says. */
async function visit(context, server, rest = "", { ready = true } = {}) {
  const page = await context.newPage();
  const problems = [];
  const foreign = [];
  let responses = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== server.origin) foreign.push(request.url());
  });
  // What is in an answer has to be asked for at once: of a page that was left, it is gone.
  page.on("response", (response) => responses.push({ url: response.url(), body: response.body().catch(() => undefined) }));
  const settle = () => ready && page.waitForSelector('body[data-ready="true"]', { state: "attached" });
  await page.goto(server.url + rest);
  await settle();
  return {
    page,
    problems,
    foreign,
    async reload({ ready = true } = {}) {
      responses = [];
      await page.reload();
      if (ready) await settle();
    },
    /** Name and content of all that the page was given. */
    answers: async () => {
      const own = responses.filter(({ url }) => url.startsWith(server.origin));
      const read = own.map(async ({ url, body }) => [new URL(url).pathname.slice(server.prefix.length) || "index.html", await body]);
      return (await Promise.all(read)).filter(([, body]) => body !== undefined);
    },
    build: () => page.evaluate(() => document.documentElement.dataset.build),
    close: () => page.close(),
  };
}

/** Asserts that a page works, and has got all of this version and nothing else. */
async function assertOf(version, { page, answers, build }) {
  assert.equal(await build(), version.name);
  assert.equal(await page.locator("section.chapter").count(), CHAPTERS.length);
  const given = await answers();
  assert.deepEqual(strangers(version, given), []);
  const names = given.map(([name]) => name);
  for (const name of ["index.html", version.module, version.program, version.rest, version.boot, version.style]) {
    assert.ok(names.includes(name), `${name} of ${names.join(", ")}`);
  }
}

/** Waits until the browser has kept the page. */
const untilKept = (page) =>
  until("the page is kept", () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      // There may be one of a folder above.
      return registration?.scope === new URL("./", location.href).href && registration.active?.state === "activated";
    }),
  );

/** Whether the page in this browser comes from a worker. */
const isControlled = (page) => page.evaluate(() => navigator.serviceWorker.controller !== null);

/** Has the browser look for a new version; returns what became of it. */
const update = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    try {
      await registration.update();
    } catch {
      return "refused";
    }
    const worker = registration.installing;
    while (worker?.state === "installing") await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
    return (worker ?? registration.waiting)?.state === "installed" ? "waiting" : worker ? "refused" : "none";
  });

/**
 * Waits, outside of the site, until a version that waits has taken over. To open a page in that very moment is what a
 * reader may do, but a browser that is driven from outside stops the older worker at its work then, and the page hangs.
 */
async function untilTakenOver({ context, server }) {
  const outside = await context.newPage();
  await outside.goto(`${server.origin}/elsewhere`);
  await until("the new version takes over", () =>
    outside.evaluate(async (site) => {
      const { waiting, active } = await navigator.serviceWorker.getRegistration(site);
      return waiting === null && active.state === "activated";
    }, server.url),
  );
  await outside.close();
}

/** Asserts that with all pages closed, the site opens as this version. */
async function assertTakesOver(reader, version) {
  await untilTakenOver(reader);
  const opened = await reader.visit();
  await assertOf(version, opened);
  await opened.close();
}

/** Presses a key on a slider, and waits for what it says to follow. */
async function moves(page, id) {
  const slider = page.locator(`[id="${id}"]`);
  const folded = page.locator(`.others[hidden]:has([id="${id}"])`);
  if (await folded.count()) await page.locator(`.levers:has([id="${id}"]) .more-levers`).click();
  const before = await slider.getAttribute("aria-valuetext");
  await slider.focus();
  await slider.press("ArrowRight");
  if ((await slider.getAttribute("aria-valuetext")) === before) await slider.press("ArrowLeft");
  await until(`${id} moves`, async () => (await slider.getAttribute("aria-valuetext")) !== before);
}

describe("in airplane mode after one visit", () => {
  test("the page, its links, its sliders and its figures alone work, and nothing is asked for or logged", async () => {
    const reader = await arrive(one);
    const first = await reader.visit();
    assert.equal(await isControlled(first.page), false);
    await untilKept(first.page);
    assert.deepEqual(first.problems, []);
    await reader.disconnect();

    await first.reload();
    assert.ok(await isControlled(first.page));
    await assertOf(one, first);
    // The sentence below the chapter's controls follows the slider.
    await moves(first.page, "copies-reviewers");
    await first.page.waitForFunction(() => location.hash.includes("reviewers="));
    const hash = await first.page.evaluate(() => location.hash);

    const linked = await reader.visit("#v=1&at=edge&supervision=0.2");
    assert.equal(await linked.page.locator('[id="edge-supervision"]').inputValue(), "20");
    const again = await reader.visit(`index.html?theme=dark${hash}`);
    assert.equal(await again.page.evaluate(() => document.documentElement.dataset.theme), "dark");
    const figure = await reader.visit("?embed=1&fig=crowd");
    assert.deepEqual(await figure.page.evaluate(() => [...document.querySelectorAll("figure")].map(({ id }) => id)), ["crowd"]);
    await moves(figure.page, "copies-reviewers");
    for (const { page, problems, foreign } of [first, linked, again, figure]) {
      assert.deepEqual(problems, []);
      assert.deepEqual(foreign, []);
      await page.close();
    }
    await reader.close();
  });

  test("the preview of a snippet works too", async () => {
    const reader = await arrive(one);
    const { page } = await reader.visit();
    await untilKept(page);
    await reader.disconnect();
    await page.reload();
    await page.locator("#copies .veil").getByRole("button").click();
    await page.locator('[id="crowd"] .takeaway summary').click();
    await page.locator('[id="crowd"] [data-embed-this]').click();
    await page.locator("iframe.preview").scrollIntoViewIfNeeded();
    await page.frameLocator("iframe.preview").locator("body[data-ready]").waitFor({ state: "attached" });
    await reader.close();
  });

  test("a host that leads from index.html to its folder does no harm", async () => {
    const reader = await arrive(one);
    reader.faults.set("index.html", (response) => response.writeHead(301, { location: "./" }).end());
    const first = await reader.visit();
    await untilKept(first.page);
    await reader.disconnect();
    await first.reload();
    await assertOf(one, first);
    const named = await reader.visit("index.html");
    await assertOf(one, named);
    await reader.close();
  });

  test("what is not kept is asked of the network as ever", async () => {
    const reader = await arrive(one);
    const { page, reload } = await reader.visit();
    await untilKept(page);
    await reload();
    const before = reader.server.requests.length;
    const statuses = await page.evaluate(async () => {
      const ask = async (...request) => (await fetch(...request)).status;
      return [await ask("figures/crowd.svg"), await ask("nothing.html"), await ask("./"), await ask("sw.js"), await ask("manifest.webmanifest", { method: "HEAD" }), await ask("../else").catch(() => 404)];
    });
    assert.deepEqual(statuses, [200, 404, 200, 200, 200, 404]);
    const asked = reader.server.requests.slice(before);
    for (const path of ["figures/crowd.svg", "nothing.html", "", "sw.js", "manifest.webmanifest"]) assert.ok(asked.includes(PREFIX + path), path);
    await reader.close();
  });

  test("a figure in a page of somebody's, or alone, leaves nothing behind", async () => {
    const reader = await arrive(one);
    const alone = await reader.visit("?embed=1&fig=crowd");
    const framed = await reader.visit("nothing.html", { ready: false });
    await framed.page.evaluate((address) => {
      const frame = document.createElement("iframe");
      frame.src = address;
      document.body.append(frame);
    }, reader.server.url);
    await framed.page.frameLocator("iframe").locator("body[data-ready]").waitFor({ state: "attached" });
    await framed.page.waitForLoadState("networkidle");
    assert.equal(await alone.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    assert.ok(!reader.server.requests.includes(`${PREFIX}sw.js`));
    assert.deepEqual(alone.problems, []);
    await reader.close();
  });
});

describe("where it can't be kept the page is as it would be without", () => {
  test("in a document that a policy keeps from having an origin", async () => {
    const reader = await arrive(one, { headers: { "content-security-policy": "sandbox allow-scripts", "access-control-allow-origin": "*" } });
    const { page, problems } = await reader.visit();
    await moves(page, "copies-reviewers");
    await page.waitForLoadState("networkidle");
    assert.deepEqual(problems, []);
    assert.ok(!reader.server.requests.includes(`${PREFIX}sw.js`));
    await reader.close();
  });

  test("at a first visit to a site that is half copied, which is kept once it is whole", async () => {
    const reader = await arrive(one);
    reader.faults.set("icons/512.png", (response) => response.writeHead(404).end("no"));
    const { page, problems, reload } = await reader.visit();
    const asked = () => reader.server.requests.filter((path) => path === `${PREFIX}icons/512.png`).length;
    await until("the worker has tried, twice", () => asked() >= 2);
    await until("it is refused", () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length === 0));
    assert.deepEqual(await page.evaluate(() => caches.keys()), []);
    assert.deepEqual(problems, []);
    reader.faults.clear();
    await reload();
    await untilKept(page);
    await reader.close();
  });

  test("where the browser has no room for it", async () => {
    const reader = await arrive(one);
    const opened = await reader.visit();
    const session = await reader.context.newCDPSession(opened.page);
    const room = (quotaSize) => session.send("Storage.overrideQuotaForOrigin", { origin: reader.server.origin, quotaSize });
    await untilKept(opened.page);
    // Room for the one version, and not for another beside it.
    const { usage } = await session.send("Storage.getUsageAndQuota", { origin: reader.server.origin });
    await room(Math.round(1.2 * usage));
    await versions.deploy(two);
    assert.equal(await update(opened.page), "refused");
    assert.equal((await opened.page.evaluate(() => caches.keys())).length, 1, "half a version is left");
    await reader.disconnect();
    await opened.reload();
    await assertOf(one, opened);
    assert.deepEqual(opened.problems, []);
    await reader.connect();
    await room(undefined);
    assert.equal(await update(opened.page), "waiting");
    await reader.close();
  });
});

test("it can be installed: the manifest is sound, its icons are what they claim to be, its colours are the page's", async () => {
  const reader = await arrive(one);
  const { page, problems } = await reader.visit();
  await untilKept(page);
  const links = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("link")].map(({ rel, href }) => [rel, href])));
  const response = await page.request.get(links.manifest);
  const manifest = await response.json();
  assert.equal(manifest.name, await page.title());
  for (const part of ["start_url", "scope"]) assert.equal(new URL(manifest[part], links.manifest).href, reader.server.url, part);
  const tokens = await readFile(fileURLToPath(new URL("../../style/tokens.css", import.meta.url)), "utf8");
  const [, light, dark] = tokens.match(/--paper: light-dark\((#\w+), (#\w+)\)/);
  assert.deepEqual([manifest.background_color, manifest.theme_color], [light, light]);
  const colours = await page.locator('meta[name="theme-color"]').evaluateAll((all) => all.map(({ media, content }) => [media, content]));
  assert.deepEqual(colours, [["(prefers-color-scheme: light)", light], ["(prefers-color-scheme: dark)", dark]]);

  const size = async (address) => {
    const icon = await page.request.get(address);
    assert.equal(icon.status(), 200, address);
    const bytes = await icon.body();
    assert.equal(bytes.subarray(1, 4).toString(), "PNG", address);
    return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
  };
  for (const { src, sizes, type } of manifest.icons) {
    assert.equal(type, "image/png");
    assert.equal(await size(new URL(src, links.manifest).href), sizes, src);
  }
  assert.deepEqual(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? "any"}`), ["192x192 any", "512x512 any", "512x512 maskable"]);
  assert.equal(await size(links["apple-touch-icon"]), "180x180");

  // What the browser itself has against it.
  const session = await reader.context.newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((error) => error !== "in-incognito"), []);
  assert.deepEqual(problems, []);
  await reader.close();
});

describe("an update", () => {
  test("comes by itself, takes over when the last page of the version before is closed, and never mixes with it", async () => {
    const reader = await arrive(one);
    const old = await reader.visit();
    await untilKept(old.page);
    await versions.deploy(two);
    // The browser looks for it after a visit.
    await old.reload();
    await until("the new version waits", () => old.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state === "installed"));
    await assertOf(one, old);
    const beside = await reader.visit();
    await assertOf(one, beside);
    await old.close();
    await beside.reload();
    await assertOf(one, beside);
    await beside.close();
    await assertTakesOver(reader, two);

    const fresh = await reader.visit();
    await untilKept(fresh.page);
    await until("what was kept of the version before is gone", async () => (await fresh.page.evaluate(() => caches.keys())).length === 1);
    await reader.disconnect();
    await fresh.reload();
    await assertOf(two, fresh);
    assert.deepEqual(fresh.problems, []);
    await reader.close();
  });

  test("is taken up again after the version before it was put back", async () => {
    const reader = await arrive(one);
    const { page, close, reload } = await reader.visit();
    await untilKept(page);
    // From the second view on, a page holds its version.
    await reload();
    await versions.deploy(two);
    assert.equal(await update(page), "waiting");
    await versions.deploy(one);
    assert.equal(await update(page), "waiting");
    await reader.disconnect();
    const offline = await reader.visit();
    await assertOf(one, offline);
    await offline.close();
    await reader.connect();
    await versions.deploy(two);
    assert.equal(await update(page), "waiting");
    await close();
    await assertTakesOver(reader, two);
    await reader.close();
  });

  test("leaves a page of the version before what it names, until a page of the new one is shown", async () => {
    const reader = await arrive(one);
    const old = await reader.visit();
    await untilKept(old.page);
    await old.reload();
    await versions.deploy(two);
    assert.equal(await update(old.page), "waiting");
    await old.close();
    await untilTakenOver(reader);
    // While the site does not answer for the worker, nothing is thrown away.
    reader.faults.set("sw.js", (response) => response.destroy());
    const { page, reload } = await reader.visit();
    const ask = () => page.evaluate(async (name) => (await fetch(name)).status, one.rest);
    assert.equal(await ask(), 200);
    reader.faults.clear();
    await reload();
    await until("the older version is gone", async () => (await ask()) === 404);
    await reader.close();
  });

  test("of a page that is not whole any more it gives none that names files which are gone", async () => {
    // As many hosts do, the page itself is kept by browsers for a while.
    const headers = { "content-security-policy": POLICY, "cache-control": "max-age=3600" };
    const reader = await arrive(one, { headers });
    const { page, reload, build } = await reader.visit();
    await untilKept(page);
    await reload();
    // The browser throws a file away, and the site has moved on.
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) if (/index\.html$|\.wasm$/.test(request.url)) await cache.delete(request);
      }
    });
    await versions.deploy(two);
    await reload();
    assert.equal(await build(), "2222");
    await reader.close();
  });

  /** A site that is half copied: the second version with one file as `change` makes it of its bytes. */
  const halfCopied = (name, change) =>
    versions.change(two, `half-${Date.now()}`, async (folder) => {
      const file = join(folder, name);
      await writeFile(file, await change(await readFile(file)));
    });
  const half = (bytes) => bytes.subarray(0, bytes.length / 2);
  const asBefore = (name) => () => readFile(join(one.folder, name));

  const FAULTS = {
    "the program answers 500": ({ faults }) => {
      faults.set(two.program, (response) => response.writeHead(500).end("no"));
    },
    "the later part is missing": ({ faults }) => {
      faults.set(two.rest, (response) => response.writeHead(404).end("no"));
    },
    "the connection breaks off within the program": ({ faults }) => {
      faults.set(two.program, (response) => {
        response.writeHead(200, { "content-type": "application/wasm", "content-length": 1_000_000 });
        response.write(Buffer.alloc(100_000), () => response.destroy());
        return true;
      });
    },
    "a page stands in for what is missing": ({ faults }) => {
      for (const name of [two.module, two.style]) {
        faults.set(name, (response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Welcome</title>"));
      }
    },
    "the program is half copied": () => halfCopied(two.program, half),
    "the page is half copied": () => halfCopied("index.html", half),
    "the page is still the old one": () => halfCopied("index.html", asBefore("index.html")),
    "the page differs in its words alone": () => halfCopied("index.html", () => readFile(join(reworded.folder, "index.html"))),
    "the worker is still the old one": () => halfCopied("sw.js", asBefore("sw.js")),
    "the worker is half copied": () => halfCopied("sw.js", half),
    "the worker lacks its last line": () => halfCopied("sw.js", (bytes) => bytes.subarray(0, bytes.lastIndexOf("})"))),
    "the worker is missing": ({ faults }) => {
      faults.set("sw.js", (response) => response.writeHead(404).end("no"));
    },
    "a page stands in for the worker": ({ faults }) => {
      faults.set("sw.js", (response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Welcome</title>"));
    },
    "everything is missing": () => ({ folder: "/nowhere" }),
    "everything answers 500": ({ faults }) => {
      for (const name of ["", "sw.js", ...Object.keys(two.files)]) faults.set(name, (response) => response.writeHead(500).end());
    },
  };

  for (const [fault, cause] of Object.entries(FAULTS)) {
    test(`that is interrupted changes nothing: ${fault}`, async () => {
      const reader = await arrive(one);
      const old = await reader.visit();
      await untilKept(old.page);
      await versions.deploy((await cause(reader)) ?? two);
      assert.notEqual(await update(old.page), "waiting");
      await old.close();
      // With nobody there who could hold it back.
      const online = await reader.visit();
      await assertOf(one, online);
      assert.notEqual(await update(online.page), "waiting");
      await reader.disconnect();
      await online.reload();
      await assertOf(one, online);
      await moves(online.page, "copies-reviewers");
      assert.deepEqual(online.problems, []);

      await reader.connect();
      reader.faults.clear();
      await versions.deploy(two);
      assert.equal(await update(online.page), "waiting");
      await online.close();
      await assertTakesOver(reader, two);
      await reader.close();
    });
  }
});

describe("what is kept is damaged", () => {
  /** Takes files out of what is kept, or puts something else in their place. */
  const damage = (names, content) => (page) =>
    page.evaluate(
      async ([names, content]) => {
        const [name] = await caches.keys();
        const cache = await caches.open(name);
        for (const name of names) {
          const address = new URL(name, document.baseURI).href;
          if (!(await cache.delete(address))) throw new Error(`${name} was not kept`);
          if (content !== null) await cache.put(address, new Response(content, { headers: { "content-type": "text/html" } }));
        }
      },
      [names, content ?? null],
    );
  const removeAll = (page) => page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));

  /** How it is damaged, and what the reader is told without a network. */
  const DAMAGES = {
    "the page is gone": [() => damage(["index.html"]), DAMAGED],
    "the page is empty": [() => damage(["index.html"], ""), DAMAGED],
    "the page is another": [() => damage(["index.html"], "<!doctype html><title>Welcome</title>"), DAMAGED],
    "all of it is gone": [() => removeAll, DAMAGED],
    "the program is gone": [() => damage([one.program]), /could not be loaded.*Its words and its figures as they open are below/],
    "the program is something else": [() => damage([one.program], "something else"), /could not be loaded/],
    "the later part is gone": [() => damage([one.rest]), /could not be loaded/],
    "the scripts are gone": [() => damage([one.module, one.boot]), /If nothing appears, please reload/],
    "a style is something else": [() => damage([one.style], "something else"), /When every reviewer has the same blind spot/],
  };

  for (const [what, [harm, says]] of Object.entries(DAMAGES)) {
    test(`with a network it opens and is mended: ${what}`, async () => {
      const reader = await arrive(one);
      const opened = await reader.visit();
      await untilKept(opened.page);
      const count = () =>
        opened.page.evaluate(async () => {
          const [name] = await caches.keys();
          return name === undefined ? 0 : (await (await caches.open(name)).keys()).length;
        });
      const whole = await count();
      await harm()(opened.page);
      await opened.reload();
      assert.ok(await isControlled(opened.page));
      await assertOf(one, opened);
      assert.deepEqual(opened.problems, []);
      // What is something else is found out when it is asked for, and mended at the next visit.
      await opened.reload();
      await until("it is mended", async () => (await count()) === whole);
      await reader.disconnect();
      await opened.reload();
      await assertOf(one, opened);
      await reader.close();
    });

    test(`without a network it says so: ${what}`, async () => {
      const reader = await arrive(one);
      const first = await reader.visit();
      await untilKept(first.page);
      await harm()(first.page);
      await first.close();
      await reader.disconnect();
      const { page } = await reader.visit("?theme=dark", { ready: false });
      await until("it says so", async () => says.test(await page.evaluate(() => document.body?.innerText ?? "")));
      await reader.close();
    });

    test(`it gives way to what the site has by now: ${what}`, async () => {
      const reader = await arrive(one);
      const opened = await reader.visit();
      await untilKept(opened.page);
      await harm()(opened.page);
      await versions.deploy(two);
      // What the page says may be to reload it.
      await until("the new version opens", async () => {
        await opened.reload({ ready: false });
        return (await opened.build()) === two.name;
      });
      await opened.page.waitForSelector("body[data-ready]", { state: "attached" });
      await assertOf(two, opened);
      await reader.close();
    });
  }

  test("the sentence is readable, in light and dark, on a phone", async () => {
    const reader = await arrive(one);
    const { page } = await reader.visit();
    await untilKept(page);
    await removeAll(page);
    await reader.disconnect();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 640 });
      await page.reload();
      assert.match(await page.getByRole("alert").innerText(), /damaged.*please connect to the network/);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map(({ id }) => id), []);
      await screenshot(page, `offline-damaged-${colorScheme}`);
    }
    await reader.close();
  });
});

test("copies of the site in two folders of one host leave each other alone", async () => {
  // The second copy stands within the first one's folder.
  const both = await versions.change(one, "both", async (folder) => cp(two.folder, join(folder, "two"), { recursive: true }));
  const reader = await arrive(both);
  const outer = await reader.visit();
  await untilKept(outer.page);
  await outer.reload();
  const inner = await reader.visit("two/");
  await untilKept(inner.page);
  assert.equal(await inner.build(), two.name);
  // Before it had a worker of its own, its page was that of the folder above.
  await inner.reload();
  const names = await inner.page.evaluate(() => caches.keys());
  assert.equal(names.length, 2, names.join(", "));
  // Neither an update of the one nor what somebody else keeps on this host is touched by the other.
  await inner.page.evaluate(() => caches.open("somebody else's"));
  const newer = await versions.change(reworded, "newer", async (folder) => cp(two.folder, join(folder, "two"), { recursive: true }));
  await versions.deploy(newer);
  assert.equal(await update(outer.page), "waiting");
  await outer.close();
  await untilTakenOver(reader);
  const outermost = await reader.visit();
  assert.equal(await outermost.build(), "reworded");
  await until("its older version is gone", async () => (await inner.page.evaluate(() => caches.keys())).length === 3);
  await reader.disconnect();
  await inner.reload();
  assert.equal(await inner.build(), two.name);
  assert.equal(await inner.page.locator("section.chapter").count(), CHAPTERS.length);
  await outermost.reload();
  assert.equal(await outermost.build(), "reworded");
  await reader.close();
});

describe("a host that no longer wants it", () => {
  const untilGone = (page) =>
    until("nothing is left", () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length === 0 && (await caches.keys()).length === 0),
    );

  test("takes the worker away, and its readers' browsers let go of the page", async () => {
    const bare = await versions.change(two, "bare", async (folder) => {
      await rm(join(folder, "sw.js"));
      const index = join(folder, "index.html");
      await writeFile(index, (await readFile(index, "utf8")).replace(/<meta name="blindspot-offline"[^>]*>/, ""));
    });
    const reader = await arrive(one);
    const opened = await reader.visit();
    await untilKept(opened.page);
    await versions.deploy(bare);
    await opened.reload();
    await untilGone(opened.page);
    await opened.reload();
    assert.equal(await opened.build(), two.name);
    assert.equal(await isControlled(opened.page), false);
    await reader.close();
  });

  test("puts the script of docs/hosting.md in its place, while pages are open", async () => {
    const [, script] = HOSTING.match(/```js\n([\s\S]*?)```/);
    const emptied = await versions.change(two, "emptied", (folder) => writeFile(join(folder, "sw.js"), script));
    const reader = await arrive(one);
    const opened = await reader.visit();
    await untilKept(opened.page);
    await opened.page.evaluate(() => caches.open("somebody else's"));
    await versions.deploy(emptied);
    await update(opened.page);
    await until("what was kept is gone", async () => (await opened.page.evaluate(() => caches.keys())).join() === "somebody else's");
    await moves(opened.page, "copies-reviewers");
    await until("the site's own page comes", async () => {
      await opened.reload();
      return (await opened.build()) === two.name;
    });
    await reader.close();
  });
});
