// Starts the app, and says so in one sentence when that fails or when the app stops. Where it cannot start, the still
// page, which is in the document for browsers without JavaScript, is shown below the sentence.
// A plain script without imports: it has to run where the app cannot.
(() => {
  "use strict";

  const NO_WEBASSEMBLY =
    "This page needs WebAssembly, which this browser lacks or has turned off; a current Chrome, Edge, Firefox or Safari has it.";
  const NOT_LOADED =
    "The model could not be loaded: please reload the page, or try a current Chrome, Edge, Firefox or Safari.";
  const BELOW = "Its words and its figures as they open are below.";
  const BELOW_EMBED = "The figure as it opens is below.";
  const FORBIDDEN =
    "The server of this page forbids WebAssembly by its content security policy, which must allow 'wasm-unsafe-eval'.";
  const SLOW = "The model is still being loaded.";
  const STOPPED = "Something went wrong and the model has stopped: please reload the page.";

  const root = document.documentElement;
  // A host that gives its frame no address says in the document how it looks (docs/embedding.md); an address goes before.
  const configured = document.querySelector('meta[name="blindspot-config"]')?.content ?? "";
  const look = new URLSearchParams(configured.split("#")[0]);
  for (const [name, value] of new URLSearchParams(location.search)) look.set(name, value);
  const isEmbedded = ["1", ""].includes(look.get("embed"));

  // The app removes #boot when it mounts.
  const boot = () => document.getElementById("boot");

  function show(sentence) {
    let place = boot();
    if (!place) {
      place = document.createElement("p");
      place.id = "boot";
      document.body.prepend(place);
    }
    place.setAttribute("role", "alert");
    place.textContent = showStill() ? `${sentence} ${isEmbedded ? BELOW_EMBED : BELOW}` : sentence;
    if (isEmbedded) keepHeight();
  }

  function stillPage() {
    const source = document.querySelector("noscript");
    return source && new DOMParser().parseFromString(source.textContent, "text/html").getElementById("still");
  }

  // The opening stands, and what comes after it could not be loaded: the app has made a place for it as it opens.
  addEventListener("blindspot-missing", () => {
    const below = stillPage()?.querySelectorAll("main > :not(#opening, #claims-together)") ?? [];
    document.querySelector("[data-still]")?.replaceChildren(...below);
  });

  // With scripts on, what a <noscript> holds is text. Says whether it is shown; the app removes it if it mounts after all.
  function showStill() {
    if (document.getElementById("still")) return true;
    // What is put in behind the first screen can't be seen yet.
    if (document.querySelector("main") && !("rising" in root.dataset)) return false;
    const still = stillPage();
    if (!still) return false;
    if (isEmbedded) {
      // The opening is a figure of two cards.
      const figure = look.get("fig") ?? "hero";
      const shown = [...still.querySelectorAll(figure === "hero" ? "#opening" : "figure")].find(
        ({ id }) => id === figure || figure === "hero",
      );
      if (!shown) return false;
      still.replaceChildren(shown);
    }
    // It opens with the first screen itself.
    document.getElementById("first")?.remove();
    document.body.append(still);
    // The browser looked for the place that the address names before there was one. From an embed, the page around it
    // would be scrolled.
    if (!isEmbedded) document.getElementById(look.get("fig") ?? location.hash.slice(1))?.scrollIntoView();
    return true;
  }

  // Once mounted, only a panic stops the app: WebAssembly traps and never recovers. Other errors may not even be its own.
  function judge(error) {
    if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) {
      show(STOPPED);
    } else if (boot()) {
      show(NOT_LOADED);
    }
  }

  // Tells the host how high the figure is, each time that changes; several changes within a moment are told as one.
  let isTelling = false;
  let told = 0;
  // The address says something else as soon as the reader has set something.
  const secret = /[#?&]secret=(\w+)/.exec(location.hash)?.[1];
  function tellHeight() {
    const px = Math.ceil(document.body.getBoundingClientRect().height);
    if (px === told) return;
    told = px;
    parent.postMessage({ type: "height", px }, "*");
    // The same as AMP and WordPress ask for it.
    parent.postMessage({ sentinel: "amp", type: "embed-size", height: px }, "*");
    if (secret) parent.postMessage({ message: "height", value: px, secret }, "*");
  }
  function keepHeight() {
    if (isTelling || parent === window) return;
    isTelling = true;
    let isDue = false;
    new ResizeObserver(() => {
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        tellHeight();
      }, 150);
    }).observe(document.body);
  }

  // What the host may ask for. Whoever else writes, or writes anything else, is not heard.
  const WISHES = {
    measure() {
      told = 0;
      if (isTelling) tellHeight();
    },
    theme({ theme }) {
      if (!["auto", "light", "dark"].includes(theme)) return;
      root.dataset.theme = theme;
      dispatchEvent(new Event("blindspot-wish"));
    },
    setting({ setting }) {
      if (typeof setting !== "string" || setting.length > 1024) return;
      root.dataset.setting = setting;
      dispatchEvent(new Event("blindspot-wish"));
    },
  };
  function listenToHost() {
    if (parent === window) return;
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || typeof data !== "object" || data === null || typeof data.type !== "string") return;
      if (Object.hasOwn(WISHES, data.type)) WISHES[data.type](data);
    });
    // The app leaves here what the reader has set.
    new MutationObserver(() => parent.postMessage({ type: "setting", setting: root.dataset.shown }, "*")).observe(root, {
      attributeFilter: ["data-shown"],
    });
  }

  // Before anything is painted.
  if (["light", "dark"].includes(look.get("theme"))) root.dataset.theme = look.get("theme");
  if (look.get("motion") === "reduce") root.dataset.motion = "reduce";
  // The first screen is the page's own: a room has none, nor has a figure in somebody else's page.
  const isRoom = ["1", "", "45", "90", "join"].includes(look.get("workshop"));
  if (isEmbedded || isRoom) document.getElementById("first")?.remove();
  // A room has more to be styled; the single file has that in itself.
  const more = isRoom && document.querySelector('meta[name="blindspot-workshop"]')?.content;
  const styled = new Promise((done) => {
    if (!more) return done();
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    // Unstyled is better than not there.
    sheet.onload = sheet.onerror = done;
    sheet.href = more;
    document.head.append(sheet);
  });
  if (isEmbedded) {
    root.dataset.embed = "";
    if (["1", ""].includes(look.get("compact"))) root.dataset.compact = "";
    listenToHost();
    new MutationObserver(keepHeight).observe(document.body, { attributeFilter: ["data-ready"] });
  }
  if (parent !== window || location.protocol === "about:") {
    // In somebody else's page a link may neither take the figure's place nor fill the history, and a place is scrolled to here
    // and not around. A document without an address has its host's, and a link to a place in it would leave it.
    addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href]");
      if (!link) return;
      const to = link.getAttribute("href");
      if (!to.startsWith("#")) {
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        return;
      }
      const place = document.getElementById(to.slice(1));
      event.preventDefault();
      if (place) scrollTo(0, place.getBoundingClientRect().top + scrollY);
    });
  }

  // Who reloads or comes back is where they were: the browser looks for the place before the page is there. Who scrolls by hand
  // meanwhile is where they want to be.
  const PLACE = "blindspot-place";
  const arrival = performance.getEntriesByType("navigation")[0]?.type;
  if (arrival === "reload") root.dataset.reloaded = "";
  const isHere = () => !("elsewhere" in root.dataset);
  for (const hand of ["wheel", "touchmove", "keydown", "mousedown"]) {
    addEventListener(hand, () => (document.body.dataset.ready ? 0 : (root.dataset.elsewhere = "")), { once: true, passive: true });
  }
  try {
    const storage = sessionStorage;
    const [page, place] = ["reload", "back_forward"].includes(arrival) ? (storage.getItem(PLACE) ?? "").split(" ") : [];
    addEventListener("pagehide", () => storage.setItem(PLACE, `${location.pathname} ${scrollY}`));
    if (place && page === location.pathname) {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        if (isHere()) scrollTo({ top: Number(place), behavior: "instant" });
      }).observe(document.body, { attributeFilter: ["data-ready"] });
    }
  } catch {
    // A sandboxed frame has no storage: it opens at its top.
  }

  addEventListener("error", (event) => judge(event.error));
  addEventListener("unhandledrejection", (event) => judge(event.reason));

  if (typeof WebAssembly !== "object") {
    show(NO_WEBASSEMBLY);
    return;
  }
  // A copy that was saved after use, or before all stood, has what the app had made: the app begins anew.
  if (document.body.dataset.ready || "rising" in root.dataset) {
    delete document.body.dataset.ready;
    delete root.dataset.rising;
    for (const made of document.body.querySelectorAll(":scope > :not(script, noscript)")) made.remove();
    document.body.insertAdjacentHTML("afterbegin", '<p id="boot"></p>');
  }
  // Who waits long has something to read; should the program come after all, it takes its place.
  setTimeout(() => boot() && !boot().hasAttribute("role") && show(SLOW), 15_000);
  function start() {
    const files = document.querySelector('meta[name="blindspot-app"]')?.dataset;
    const address = (file) => new URL(file, document.baseURI).href;
    const run = async () => {
      // The single file has the app in itself (tools/single.mjs).
      await styled;
      if (!files) return globalThis.blindspot();
      // Both at once; a failure of the first to fail is told.
      const [{ default: app }, module_or_path] = await Promise.all([import(address(files.module)), fetch(address(files.wasm))]);
      return app({ module_or_path });
    };
    run().catch((error) => {
      console.error(error);
      if (error instanceof WebAssembly.RuntimeError) show(STOPPED);
      else show(/unsafe-eval|Content Security Policy|disallowed by embedder/i.test(error) ? FORBIDDEN : NOT_LOADED);
    });
  }
  // A figure far down in somebody's page costs its reader nothing before it is near.
  if (isEmbedded && boot()) {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        start();
      },
      { rootMargin: "50%" },
    );
    // As high as the frame (style/embed.css): a reader may come to it from below.
    observer.observe(root);
  } else {
    // The first screen is painted first, with its pictures: it has the line for itself. A page out of sight paints nothing,
    // and what does not come is not waited for.
    const pictures = [...document.querySelectorAll('#first img:not([loading="lazy"])')].map((picture) => picture.decode());
    const painted = new Promise((done) => {
      new PerformanceObserver(done).observe({ type: "paint", buffered: true });
    });
    const late = new Promise((done) => setTimeout(done, 1000));
    Promise.race([Promise.allSettled([painted, ...pictures]), late]).then(() => {
      if (document.visibilityState !== "visible") return start();
      requestAnimationFrame(() => requestAnimationFrame(start));
    });
  }
})();
