// Has a browser keep the page, for reading it without a network: registers the worker that the build names in a <meta>
// (tools/offline.mjs). Without that <meta> there is none, as while one works on the page.
(() => {
  "use strict";

  const worker = document.querySelector('meta[name="blindspot-offline"]')?.content;
  const isOnTheWeb = ["http:", "https:"].includes(location.protocol);
  // A figure in somebody's page leaves nothing behind in its readers' browsers; public/boot.js marks it.
  const isWholePage = parent === window && !("embed" in document.documentElement.dataset);
  if (!worker || !isOnTheWeb || !isWholePage) return;

  async function keep() {
    try {
      const workers = navigator.serviceWorker;
      // A copy that is shown looks whether the site still wants it to be.
      workers.controller?.postMessage("shown");
      // The worker tells versions apart, so it must itself be the site's newest, not the browser's last.
      await workers.register(new URL(worker, document.baseURI), { updateViaCache: "none" });
    } catch {
      // The browser has no such workers, or its settings or a sandbox forbid them; with a network all is as it was.
    }
  }

  // The first view comes first.
  if (document.body.dataset.ready) {
    keep();
  } else {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      keep();
    }).observe(document.body, { attributeFilter: ["data-ready"] });
  }
})();
