// The page opens from any folder of a plain static server, quietly, and says so when it cannot.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { screenshot, startSite } from "../harness.mjs";

const QUIET = { consoleErrors: [], consoleWarnings: [], pageErrors: [], failedRequests: [], foreignRequests: [] };

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

test("opens from a subpath without an error or a request to anyone else", async () => {
  const { page, log, close } = await site.openPage();
  assert.equal(await page.locator("h1").count(), 1);
  assert.notEqual((await page.locator("h1").innerText()).trim(), "");
  assert.equal(await page.locator("#boot").count(), 0, "the placeholder is gone");
  await page.waitForLoadState("networkidle");
  await screenshot(page, "smoke");
  assert.deepEqual(log, QUIET);
  await close();
});

test("runs under a strict content security policy", async () => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'";
  const strict = await startSite({ server: { headers: { "content-security-policy": policy } } });
  try {
    const { log } = await strict.openPage();
    assert.deepEqual(log, QUIET);
  } finally {
    await strict.close();
  }
});

test("says in words what it needs when JavaScript is off", async () => {
  const { page, close } = await site.openPage({ javaScriptEnabled: false });
  assert.match(await page.locator("noscript").innerText(), /needs JavaScript/);
  assert.equal(await page.locator("#boot").isVisible(), false, "nothing is loading");
  await close();
});

test("the opening works while the rest cannot be fetched, which can be tried again", async () => {
  let isOffline = true;
  const { page, log, close } = await site.openPage({
    hash: "sandbox&v=1&supervision=0.9",
    prepare: (page) => page.route("**/rest-*.wasm", (route) => (isOffline ? route.abort() : route.continue())),
  });
  const sentence = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await sentence.waitFor();
  const slider = page.locator('#opening input[type="range"]').first();
  const before = await slider.getAttribute("aria-valuetext");
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await slider.getAttribute("aria-valuetext"), before);
  assert.deepEqual(log.pageErrors, []);
  isOffline = false;
  await sentence.getByRole("button").click();
  await page.locator("#sandbox").waitFor();
  assert.equal(await sentence.count(), 0);
  assert.match(await page.locator("#sandbox").getAttribute("data-setting"), /supervision=0\.9/, "the link is not lost");
  await close();
});

const FAILURES = {
  "WebAssembly is missing": {
    says: /needs WebAssembly/,
    prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  },
  "the program cannot be fetched": {
    says: /could not be loaded/,
    prepare: (page) => page.route("**/*.wasm", (route) => route.abort()),
  },
  "its script cannot be fetched": {
    says: /could not be loaded/,
    prepare: (page) => page.route("**/blindspot-*.js", (route) => route.fulfill({ status: 404 })),
  },
  "the program is not what the browser can run": {
    says: /could not be loaded/,
    prepare: (page) =>
      page.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "\0asm broken" })),
  },
};

for (const [failure, { says, prepare }] of Object.entries(FAILURES)) {
  test(`says so when ${failure}`, async () => {
    const { page, close } = await site.openPage({ ready: false, prepare });
    const alert = page.locator("#boot[role=alert]");
    await alert.waitFor();
    assert.match(await alert.innerText(), says);
    await close();
  });
}

test("says so when the program stops after it has started", async () => {
  const { page, close } = await site.openPage();
  // A module whose only function traps, as a panic does: (func (export "stop") unreachable).
  await page.evaluate(() => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 115, 116, 111, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { stop } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
    setTimeout(stop);
  });
  const alert = page.locator("#boot[role=alert]");
  await alert.waitFor();
  assert.match(await alert.innerText(), /has stopped/);
  assert.equal(await page.locator("h1").count(), 1, "what was drawn stays readable");
  await close();
});

test("no two elements have the same name", async () => {
  const { page, close } = await site.openPage();
  const twice = await page.evaluate(() => {
    // What is behind a name may be made only when it is opened.
    for (const details of document.querySelectorAll("details")) details.open = true;
    const names = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return names.filter((name, i) => names.indexOf(name) !== i);
  });
  assert.deepEqual(twice, []);
  await close();
});
