// Keeps texts alive on pages that a browser translates. Translation puts elements in the place of texts and throws the texts
// away, while the app goes on writing into them: numbers would stop. So a text that was replaced comes back beside what
// replaced it, empty; and once the app writes into it or takes it out, what replaced it goes.
(() => {
  "use strict";

  /** For each text that was replaced: what it said, and what stands for it. */
  const replaced = new WeakMap();
  const stands = new WeakSet();

  const isStand = (node) => node?.nodeName === "FONT" && !stands.has(node);

  function replace(text, by) {
    const before = replaced.get(text);
    for (const node of by) stands.add(node);
    replaced.set(text, { said: text.data || (before?.said ?? ""), by: [...by, ...(before?.by ?? [])] });
    by[0].before(text);
    text.data = "";
  }

  function restore(text) {
    for (const node of replaced.get(text).by) node.remove();
    replaced.delete(text);
  }

  function see({ type, target, addedNodes, removedNodes, previousSibling, nextSibling }) {
    if (type === "characterData") {
      if (replaced.has(target)) restore(target);
      return;
    }
    for (const text of removedNodes) {
      if (text.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
      // A translation replaces at once, or puts its element beside the text before it takes the text out.
      const by = addedNodes.length ? [...addedNodes] : [previousSibling, nextSibling].filter(isStand).slice(0, 1);
      if (by[0]?.nodeType === Node.ELEMENT_NODE && by[0].isConnected) replace(text, by);
      else if (replaced.has(text)) restore(text);
    }
    // Who takes the translation back may have put the text where it was.
    for (const text of addedNodes) {
      const before = replaced.get(text);
      if (before && !before.by.some((node) => node.isConnected)) {
        text.data ||= before.said;
        replaced.delete(text);
      }
    }
  }

  const observer = new MutationObserver((changes) => {
    changes.forEach(see);
    // What was changed here is no news.
    observer.takeRecords();
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
})();
