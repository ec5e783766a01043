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
  const STOPPED = "Something went wrong and the model has stopped: please reload the page.";

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
    place.textContent = showStill() ? `${sentence} ${BELOW}` : sentence;
  }

  // With scripts on, what a <noscript> holds is text. Says whether it is shown; the app removes it if it mounts after all.
  function showStill() {
    if (document.querySelector("main")) return document.getElementById("still") !== null;
    const source = document.querySelector("noscript");
    const still = source && new DOMParser().parseFromString(source.textContent, "text/html").getElementById("still");
    if (!still) return false;
    document.body.append(still);
    // The browser looked for the place that the address names before there was one.
    const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (place) place.scrollIntoView();
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
  // A reload comes back to where the reader was: the browser looks for the place before the page is there.
  const PLACE = "blindspot-place";
  const arrival = performance.getEntriesByType("navigation")[0]?.type;
  try {
    const storage = sessionStorage;
    const place = arrival === "reload" && storage.getItem(PLACE);
    addEventListener("pagehide", () => storage.setItem(PLACE, String(scrollY)));
    if (place) {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        scrollTo({ top: Number(place), behavior: "instant" });
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
  const { module, wasm } = document.querySelector('meta[name="blindspot-app"]').dataset;
  const address = (file) => new URL(file, document.baseURI).href;
  import(address(module))
    .then((app) => app.default({ module_or_path: address(wasm) }))
    .catch((error) => {
      console.error(error);
      show(error instanceof WebAssembly.RuntimeError ? STOPPED : NOT_LOADED);
    });
})();
