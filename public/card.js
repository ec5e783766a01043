// A card is for machines that show a preview of a link, and for readers without JavaScript. Everybody else is led on to the
// figure itself, with the look and the setting that the card's address has. A classic script in the head: nothing of the
// card is painted before.
(() => {
  "use strict";

  const page = new URL("../", location.href);
  page.search = location.search;
  page.searchParams.set("fig", document.documentElement.dataset.figure);
  page.hash = location.hash;
  // Back leads to where the reader came from.
  location.replace(page);
})();
