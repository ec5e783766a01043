// Keeps the page for reading without a network. The build writes into it which files those are and puts it at the site's
// root (tools/offline.mjs).
//
// Versions never mix: a worker keeps the files of its own version, each compared with what was built, and takes over when
// all pages of the version before it are closed. A site that is half copied is refused as a whole, and the version before
// it stays. Whatever is missing or damaged here counts as gone, and the network is asked.
//
// All of it in one function, so that a script that was cut off is an error, and the browser keeps the one that it has.
(() => {
  "use strict";

  const VERSION = "{version}";
  /** Each file with the SHA-256 of what is in it. `index.html` has the version in it instead. */
  const FILES = { "{files}": "" };
  const INDEX = "index.html";
  /** Names that say what is in a file. */
  const HASHED = /^[^/]+-[0-9a-f]+(_bg)?\.(css|js|wasm)$/;
  /**
   * Milliseconds that a worker stays at work for a page that opens while the next version waits. Browsers count a page once
   * it is there; before that, a worker that is idle is stopped for the next version, and what the page asks for passes it by.
   */
  const TAKING_OVER = 5000;
  const { registration } = self;
  const { scope } = registration;
  // No address has a space in it, so no name of another copy on the same origin begins like one of this copy's.
  const OURS = `blindspot ${scope} `;
  const CACHE = OURS + VERSION;

  addEventListener("install", (event) => event.waitUntil(fill()));
  addEventListener("message", (event) => event.waitUntil(tidy().catch(() => {})));
  addEventListener("fetch", (event) => {
    const name = nameOf(event.request);
    if (name === INDEX) {
      event.respondWith(openIndex(event));
    } else if (Object.hasOwn(FILES, name)) {
      event.respondWith(openFile(name, event.request));
    } else if (HASHED.test(name)) {
      event.respondWith(openOlder(name, event.request));
    }
  });

  /** The name of what a request is for within the site; empty if it is none of this worker's business. */
  function nameOf({ method, mode, url }) {
    const { origin, pathname, search } = new URL(url);
    const address = origin + pathname;
    if (method !== "GET" || !address.startsWith(scope)) return "";
    const name = address.slice(scope.length) || INDEX;
    // The page is the same whatever its query says, which is how it looks.
    return (name === INDEX ? mode === "navigate" : search === "") ? name : "";
  }

  async function openIndex(event) {
    if (registration.waiting) event.waitUntil(new Promise((done) => setTimeout(done, TAKING_OVER)));
    const kept = await find(INDEX);
    if (kept && (await isWhole())) return kept;
    // With a part missing, the site's own page is better, of whatever version: what it names, it gets by name.
    event.waitUntil(fill().catch(() => {}));
    // Not as the browser has kept it by itself: that may name files that the site has no more.
    const fresh = { cache: "no-cache", redirect: "manual" };
    const served = await fetch(event.request.url, fresh).catch(() => undefined);
    if (served?.ok || served?.type === "opaqueredirect") return served;
    if (kept) return kept;
    return served && served.status < 500 ? served : sayDamaged();
  }

  async function openFile(name, request) {
    return (await find(name)) ?? fetch(request);
  }

  /** What another version names: a page of it may have opened just as this one took over. */
  async function openOlder(name, request) {
    for (const cacheName of await ownCaches().catch(() => [])) {
      const kept = await caches.match(scope + name, { cacheName }).catch(() => undefined);
      if (kept) return kept;
    }
    return fetch(request);
  }

  const ownCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

  /** A file as it is kept. One that is not as it was built is removed. */
  async function find(name) {
    try {
      const kept = await caches.match(scope + name, { cacheName: CACHE });
      if (!kept) return undefined;
      const bytes = await kept.arrayBuffer();
      if (await isOurs(name, bytes)) return new Response(bytes, { headers: kept.headers });
      await (await caches.open(CACHE)).delete(scope + name);
    } catch {
      // The browser can't read what it has kept.
    }
    return undefined;
  }

  async function isWhole() {
    try {
      const cache = await caches.open(CACHE);
      return (await cache.keys()).length === Object.keys(FILES).length;
    } catch {
      return false;
    }
  }

  /** Keeps what is not kept yet, or fails and changes nothing. */
  async function fill() {
    const names = Object.keys(FILES);
    const kept = await Promise.all(names.map(find));
    const missing = names.filter((_, i) => !kept[i]);
    const files = await Promise.all(missing.map(fetchOurs));
    const isNew = !(await caches.has(CACHE));
    try {
      const cache = await caches.open(CACHE);
      await Promise.all(files.map((file, i) => cache.put(scope + missing[i], file)));
    } catch (error) {
      // There may be no room for it.
      if (isNew) await caches.delete(CACHE);
      throw error;
    }
  }

  /** A file from the site, which must be this version's. */
  async function fetchOurs(name) {
    // What the browser has of it will do if the site says that it is the same; a site that errs there is asked for it all.
    for (const cache of ["no-cache", "reload"]) {
      const response = await fetch(scope + name, { cache });
      const bytes = await response.arrayBuffer();
      if (!response.ok || !(await isOurs(name, bytes))) continue;
      // A copy: where the answer came by a redirect, the browser would not take it for a page.
      const headers = new Headers(response.headers);
      for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
      return new Response(bytes, { headers });
    }
    throw new Error(`${scope + name} is not, or not yet, of the version ${VERSION}`);
  }

  /** Whether this is what was built. Into its page a host may write things of its own. */
  async function isOurs(name, bytes) {
    if (name === INDEX) {
      const html = new TextDecoder().decode(bytes);
      return html.includes(VERSION) && html.includes("</html>");
    }
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return btoa(String.fromCharCode(...digest)) === FILES[name];
  }

  /** A page is shown, and has all that it needs. */
  async function tidy() {
    await leaveIfUnwanted();
    // A version that is on its way has its own cache already, and any other page may be of the version before.
    if (registration.installing || registration.waiting || (await clients.matchAll()).length > 1) return;
    for (const name of await ownCaches()) {
      if (name !== CACHE) await caches.delete(name);
    }
  }

  /**
   * Leaves where the site has no worker any more and its page asks for none. Otherwise a browser would show the version
   * that it has kept for ever, since a script that is missing replaces nothing.
   */
  async function leaveIfUnwanted() {
    const script = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    const isMissing = [404, 410].includes(script.status) || /html/.test(script.headers.get("content-type"));
    if (!isMissing) return;
    const site = await fetch(scope, { cache: "no-store" });
    if (!site.ok || (await site.text()).includes("blindspot-offline")) return;
    await registration.unregister();
    for (const name of await ownCaches()) await caches.delete(name);
  }

  function sayDamaged() {
    const html = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>When every reviewer has the same blind spot</title>
  <style>
    :root { color-scheme: light dark; }
    body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fbfaf7, #14171b); color: light-dark(#1b1f24, #eceff2); }
    h1 { font: 600 1.6rem/1.25 Georgia, serif; }
    p { padding: 0.8rem 1rem; border: 2px solid; border-radius: 10px; }
  </style>
  <main>
    <h1>When every reviewer has the same blind spot</h1>
    <p role="alert">What this browser keeps of this page is damaged, and the site can't be reached: please connect to the network and open the page again.</p>
  </main>
</html>
`;
    return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
  }
})();
