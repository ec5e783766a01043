// What the browser tests share: a browser, the site under a subpath, and ways to read what the page shows.
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";

// Generous on purpose: a slow machine is not a fault of the page.
const PATIENCE = 120_000;
const OUTPUT = fileURLToPath(new URL("output/", import.meta.url));
const EVALUATE = fileURLToPath(new URL("../target/release/examples/evaluate", import.meta.url));

/**
 * Starts a browser and a server. `server` goes to startServer: prefix, headers, root; `args` to the browser.
 * Close it in `after`, or the test process waits forever.
 */
export async function startSite({ server: options = {}, args = [] } = {}) {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error("CHROMIUM is not set: run the tests with tools/e2e.sh or make e2e");
  const server = await startServer(options);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: false,
    timeout: PATIENCE,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
  return {
    browser,
    server,
    openPage: (page) => openPage(browser, server, page),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * Opens the page in a context of its own and waits until the app has drawn.
 *
 * `path` and `hash` are added to the site's address (`path` may be a query), `prepare(page)` runs before it is
 * opened, `ready: false` doesn't wait for the app. Unless `asks`, the reader has said before that guesses are not wanted, so
 * that nothing is kept back, and on a wide screen all levers are unfolded. Returns the page and `log`, which goes on growing.
 */
async function openPage(
  browser,
  server,
  {
    width = 1280,
    height = 800,
    colorScheme = "light",
    reducedMotion = "no-preference",
    path = "",
    hash = "",
    javaScriptEnabled = true,
    deviceScaleFactor = 1,
    ready = javaScriptEnabled,
    asks = false,
    prepare = async () => {},
    ...context
  } = {},
) {
  const opened = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion,
    javaScriptEnabled,
    deviceScaleFactor,
    ...context,
  });
  opened.setDefaultTimeout(PATIENCE);
  const page = await opened.newPage();
  const log = record(page, server.origin);
  if (!asks) await page.addInitScript(showAll);
  await page.addInitScript(watchTimers);
  await prepare(page);
  await page.goto(server.url + path + (hash && !hash.startsWith("#") ? `#${hash}` : hash));
  if (ready) {
    try {
      await page.waitForSelector('body[data-ready="true"]', { state: "attached" });
    } catch (error) {
      throw new Error(`the app did not get ready; it said ${JSON.stringify(log, null, 2)}`, { cause: error });
    }
  }
  return { page, log, close: () => opened.close() };
}

/** Brings a figure, or what is in one, into view, and chooses it where several share a place. */
export async function show(shown) {
  await shown.evaluate(async (element) => {
    (element.closest(".figures") ?? element).scrollIntoView({ block: "nearest" });
    // Paragraphs that come to be read choose figures too: theirs goes first.
    for (let frames = 0; frames < 3; frames += 1) await new Promise((go) => requestAnimationFrame(go));
    const leaf = element.closest(".leaf.aside");
    if (leaf) leaf.closest(".figures").querySelectorAll("[data-tab]")[[...leaf.parentElement.children].indexOf(leaf)].click();
  });
  await shown.scrollIntoViewIfNeeded();
}

/** Keeps a list of the timers that are under way: runs in the page, before anything else there. */
export function watchTimers() {
  const timers = { pending: new Set(), last: 0 };
  const { setTimeout: begin, clearTimeout: end } = window;
  window.timers = timers;
  window.setTimeout = (act, delay, ...given) => {
    const id = begin(() => {
      timers.pending.delete(id);
      timers.last = performance.now();
      act(...given);
    }, delay);
    // What lasts longer waits for what may go wrong.
    if (!(delay > 2_000)) timers.pending.add(id);
    return id;
  };
  window.clearTimeout = (id) => {
    timers.pending.delete(id);
    end(id);
  };
}

/** What a reader who knows the page has done: runs in the page, and again after a reload. */
export function showAll() {
  try {
    sessionStorage.setItem(`blindspot-shown ${location.pathname.replace(/[^/]*$/, "")}`, "1");
  } catch {
    // A sandboxed frame has no storage, and asks for no guess.
  }
  const unfold = () => {
    if (!document.body?.dataset.ready || innerWidth < 896) return;
    for (const button of document.querySelectorAll('.columns .more-levers[aria-expanded="false"]')) button.click();
  };
  new MutationObserver(unfold).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] });
}

function record(page, origin) {
  const log = { consoleErrors: [], consoleWarnings: [], pageErrors: [], failedRequests: [], foreignRequests: [] };
  page.on("console", (message) => {
    if (message.type() === "error") log.consoleErrors.push(message.text());
    if (message.type() === "warning") log.consoleWarnings.push(message.text());
  });
  page.on("pageerror", (error) => log.pageErrors.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    // Data and blob addresses never leave the browser.
    if (!/^(data|blob):/.test(url) && new URL(url).origin !== origin) log.foreignRequests.push(url);
  });
  page.on("requestfailed", (request) => log.failedRequests.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) log.failedRequests.push(`${response.url()} ${response.status()}`);
  });
  return log;
}

/** Saves a picture as e2e/output/NAME.png and returns its path. */
export async function screenshot(page, name, options = {}) {
  await mkdir(OUTPUT, { recursive: true });
  const path = `${OUTPUT}${name}.png`;
  await page.screenshot({ path, timeout: PATIENCE, ...options });
  return path;
}

/**
 * The numbers that the page shows: `{ scope: { name: value } }` of every `<data data-output=NAME value=…>`.
 * The scope is the value of the nearest `data-scope` around it, or "page". One name with two values is an error.
 */
export function outputs(page) {
  return page.evaluate(() => {
    const scopes = {};
    for (const element of document.querySelectorAll("data[data-output]")) {
      const scope = element.closest("[data-scope]")?.dataset.scope ?? "page";
      const name = element.dataset.output;
      const shown = (scopes[scope] ??= {});
      if (name in shown && shown[name] !== element.value) {
        throw new Error(`${scope}/${name} is shown as ${shown[name]} and as ${element.value}`);
      }
      shown[name] = element.value;
    }
    return scopes;
  });
}

/** A hash of a canvas' size and pixels. It reads a copy: reading a canvas can change how the browser draws it. */
export function canvasHash(locator) {
  return locator.evaluate(async (canvas) => {
    const { width, height } = canvas;
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const digest = await crypto.subtle.digest("SHA-256", copy.getImageData(0, 0, width, height).data);
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${width}x${height}:${hex}`;
  });
}

/** The model's own answer, computed natively: one JSON line in, one JSON line out; an array is a batch. */
export function evaluate(input) {
  const lines = (Array.isArray(input) ? input : [input]).map((line) => JSON.stringify(line));
  const output = execFileSync(process.env.EVALUATE ?? EVALUATE, {
    input: `${lines.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const answers = output.trimEnd().split("\n").map((line) => JSON.parse(line));
  return Array.isArray(input) ? answers : answers[0];
}
