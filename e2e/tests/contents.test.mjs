// The list of chapters: it brings to any of them, says where one is, and the browser's own ways back work.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSite } from "../harness.mjs";
import { CHAPTERS, QUIET, eventually } from "../reading.mjs";

const PLACES = ["opening", ...CHAPTERS, "sandbox", "models", "about"];

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** Where a place's heading stands, where the list ends, and what the list says. */
function where(page, id) {
  return page.evaluate((id) => {
    const heading = document.getElementById(id).querySelector("h2").getBoundingClientRect();
    const list = document.querySelector(".contents").getBoundingClientRect();
    return {
      hash: location.hash,
      top: heading.top,
      bottom: heading.bottom,
      left: heading.left,
      list: { top: list.top, bottom: list.bottom, right: list.right },
      current: [...document.querySelectorAll(".contents [aria-current]")].map((link) => link.dataset.chapter),
      height: innerHeight,
    };
  }, id);
}

/** The page stands at a place: its heading in the upper half, below the list, which says so. */
function assertAt(page, id) {
  return eventually(async () => {
    const { top, bottom, left, list, current, height, hash } = await where(page, id);
    // The list begins below the opening. From there on it stays in sight: above what is read, or beside it.
    if (id !== "opening") {
      assert.ok(list.top >= 0 && list.bottom <= height, "the list stays in sight");
      const isBeside = list.right <= left;
      assert.ok(top >= (isBeside ? 0 : list.bottom), `the heading of ${id} is at ${top}, the list ends at ${list.bottom}`);
    }
    assert.ok(bottom < height / 2, `the heading of ${id} ends at ${bottom} of ${height}`);
    assert.deepEqual(current, [id]);
    assert.equal(hash, `#${id}`);
  }, 5000);
}

for (const [width, height] of [[1280, 800], [360, 640], [390, 844]]) {
  test(`each entry leads to its place, and Back and Forward lead back, at ${width} × ${height}`, async () => {
    const { page, log, close } = await site.openPage({ width, height });
    const links = page.locator(".contents a");
    assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.dataset.chapter)), PLACES);
    for (const id of PLACES) {
      await page.locator(`.contents a[data-chapter="${id}"]`).click();
      await assertAt(page, id);
    }
    // One by one: who leaves a place before it is reached has not been there.
    for (const id of PLACES.slice(-4, -1).toReversed()) {
      await page.goBack();
      await assertAt(page, id);
    }
    await page.goForward();
    await assertAt(page, "sandbox");
    assert.deepEqual(log, QUIET);
    await close();
  });
}

test("the list follows who scrolls", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 800 });
  for (const id of [...PLACES, ...PLACES.toReversed()]) {
    // Somewhere in the middle of it is read, in the upper third of the window.
    await page.locator(`#${id}`).evaluate((section) =>
      scrollTo(0, scrollY + section.getBoundingClientRect().top + section.offsetHeight / 3 - 0.3 * innerHeight),
    );
    await eventually(async () => assert.deepEqual((await where(page, id)).current, [id]), 5000);
  }
  await close();
});

for (const id of ["independent", "repairs", "about"]) {
  test(`a link to #${id} opens there`, async () => {
    const { page, log, close } = await site.openPage({ width: 1280, height: 800, hash: `#${id}` });
    await assertAt(page, id);
    assert.deepEqual(log, QUIET);
    await close();
  });
}
