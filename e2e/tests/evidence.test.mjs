// The chapter on evidence: its figures are the printed ones and the batch example's, marks set how alike the pieces are, and
// links bring all of it back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { evaluate, startSite } from "../harness.mjs";
import { QUIET, byName, eventually, inks, numbers, pictures } from "../reading.mjs";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844, hasTouch: true, isMobile: true },
];

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const told = async (page) => byName(await numbers(page), "evidence");
const mark = (page, name, piece) => page.locator(`#evidence [data-mark="${name}"] [data-piece="${piece}"]`);
const said = (page, id) => page.locator(`#${id} canvas`).getAttribute("aria-label");

test("it opens on the printed figures, which are the batch example's for the same pieces", async () => {
  const { page, log, close } = await site.openPage({ hash: "#evidence" });
  const { naive, modelled, worst, worth, hold, hold_naive, claim } = await told(page);
  assert.equal(naive.text, "0.018%");
  assert.equal(modelled.text, "1.8%");
  assert.equal(worst.text, "10%");
  assert.match(worth.text, /^2 pieces/);
  assert.deepEqual([hold_naive.text, hold.text, claim.text], ["90.4%", "93.2%", "98%"]);
  const piece = { miss: 0.2, false_alarm: 0.05 };
  const [answer] = evaluate([{ evidence: { prior: 0.3, pieces: Array(5).fill(piece), likeness: 0.6 } }]);
  const near = (shown, expected) => assert.ok(Math.abs(Number(shown.value) / expected - 1) < 1e-9, `${shown.name}: ${shown.value}, not ${expected}`);
  near(naive, answer.naive);
  near(modelled, answer.modelled);
  near(worst, answer.worst);
  near(worth, answer.worth);
  assert.ok(Math.abs(hold_naive.value - 0.904) < 5e-4 && Math.abs(hold.value - 0.932) < 5e-4);
  await page.locator("#confidence summary", { hasText: "Data table" }).click();
  const table = await page.locator("#confidence .values tr").nth(6).locator("th, td").evaluateAll((cells) => cells.map((cell) => cell.textContent));
  assert.deepEqual(table, ["5", "0.0177%", "1.79%", "10.3%"]);
  assert.deepEqual(log, QUIET);
  await close();
});

test("marks set how alike the pieces are, until somebody does so by hand; links and Back bring them along", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 1500 });
  await page.locator("#evidence .pane").evaluate((pane) => pane.scrollIntoView({ block: "start" }));
  const panel = page.locator("#evidence .shared");
  const first = await told(page);
  // A chosen figure stays, whatever paragraph comes to be read.
  await page.locator('#evidence [data-tab="all-hold"]').click();
  await page.locator('#evidence [data-tab="confidence"]').click();
  await eventually(async () => assert.ok((await inks(page.locator("#confidence canvas"))) > 10));
  const drawn = await pictures(page, ["confidence"]);
  await mark(page, "same data", 5).click();
  const less = await told(page);
  assert.ok(Number(less.modelled.value) < Number(first.modelled.value), "a piece that shares less makes surer");
  assert.equal(less.naive.value, first.naive.value);
  await eventually(async () => {
    const now = await pictures(page, ["confidence"]);
    assert.notEqual(now.confidence.pixels, drawn.confidence.pixels);
    assert.notEqual(now.confidence.said, drawn.confidence.said);
  });
  assert.match(await panel.innerText(), /The marks set the diversity/);

  // A row at once.
  await panel.locator('[data-mark="same weights"] .chip').click();
  const more = await told(page);
  assert.ok(Number(more.modelled.value) > Number(first.modelled.value));
  assert.equal(await panel.locator('[data-mark="same weights"] [aria-pressed="true"]').count(), 6);

  // Another number of pieces: the marks go on ruling.
  await page.locator("#evidence-reviewers").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await panel.locator('[data-mark="same method"] [data-piece]').count(), 6);
  assert.match(await panel.innerText(), /The marks set the diversity/);

  await page.locator("#evidence-diversity").focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await panel.innerText(), /set by hand/);
  await eventually(async () => assert.match(new URL(page.url()).hash, /at=evidence.*shared=/));
  const [hash, words] = [new URL(page.url()).hash, await told(page)];

  const linked = await site.openPage({ hash });
  assert.deepEqual(await told(linked.page), words);
  assert.equal(await mark(linked.page, "same data", 5).getAttribute("aria-pressed"), "false");
  assert.equal(await mark(linked.page, "same weights", 2).getAttribute("aria-pressed"), "true");
  assert.match(await linked.page.locator("#evidence .shared").innerText(), /set by hand/);
  await linked.close();

  await page.locator('[data-reset="evidence"]').click();
  assert.deepEqual(await told(page), first);
  await eventually(async () => assert.doesNotMatch(new URL(page.url()).hash, /shared=/));
  await page.goBack();
  await eventually(async () => assert.deepEqual(await told(page), words));
  assert.equal(await mark(page, "same weights", 2).getAttribute("aria-pressed"), "true");
  assert.deepEqual(log, QUIET);
  await close();
});

test("a piece may have rates of its own, and what it shares says with which others it is alike", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 1500, hash: "#evidence" });
  const first = await told(page);
  const piece = page.locator("#evidence .one-piece");
  await piece.locator("[data-one-piece]").selectOption("3");
  const set = async (name, text) => {
    const field = piece.locator(`[data-rate="${name}"]`);
    await field.fill(text);
    await field.press("Enter");
  };
  await set("Misses", "5");
  await set("False alarms", "10%");
  const near = (shown, expected) => assert.ok(Math.abs(Number(shown.value) / expected - 1) < 1e-9, `${shown.value}, not ${expected}`);
  const common = { miss: 0.2, false_alarm: 0.05 };
  const pieces = [common, common, { miss: 0.05, false_alarm: 0.1 }, common, common];
  const [equal] = evaluate([{ evidence: { prior: 0.3, pieces, likeness: 0.6 } }]);
  await eventually(async () => near((await told(page)).modelled, equal.modelled));
  near((await told(page)).naive, equal.naive);

  // The last one shares nothing: the others are as alike as before.
  await mark(page, "same data", 5).click();
  await mark(page, "same method", 5).click();
  const shares = ["data", "method"];
  const marked = pieces.map((rates, i) => (i < 4 ? { ...rates, shares } : rates));
  const [apart] = evaluate([{ evidence: { prior: 0.3, pieces: marked } }]);
  await eventually(async () => near((await told(page)).modelled, apart.modelled));
  await eventually(async () => assert.match(new URL(page.url()).hash, /pieces=3:0\.05:0\.1/));
  const words = await told(page);
  const linked = await site.openPage({ hash: new URL(page.url()).hash });
  assert.deepEqual(await told(linked.page), words);
  await linked.close();

  await set("Misses", "130");
  await eventually(async () => assert.match(await page.locator("#evidence .shared .problem").innerText(), /“130” is out of range/));
  await piece.locator("button").click();
  await mark(page, "same data", 5).click();
  await mark(page, "same method", 5).click();
  await eventually(async () => assert.deepEqual(await told(page), first));
  assert.deepEqual(log, QUIET);
  await close();
});

test("where all claims must hold, likeness helps", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 1500, hash: "#evidence" });
  const before = await told(page);
  await mark(page, "same weights", 1).click();
  await mark(page, "same weights", 2).click();
  const after = await told(page);
  assert.ok(Number(after.hold.value) > Number(before.hold.value));
  assert.ok(Number(after.modelled.value) > Number(before.modelled.value));
  await close();
});

test("a link that says nothing of what is shared is told, and the rest opens", async () => {
  const { page, close } = await site.openPage({ hash: "#v=1&at=evidence&reviewers=7&shared=xyz" });
  assert.equal(await page.locator("#evidence-reviewers").inputValue(), "7");
  assert.match(await page.locator(".notices").innerText(), /“xyz” does not say what pieces share/);
  await close();
});

describe("while what is shared is marked, the picture is in sight", () => {
  for (const size of SIZES) {
    test(`at ${size.width} × ${size.height}`, async () => {
      const { page, close } = await site.openPage({ ...size, hash: "#evidence" });
      for (const name of ["same weights", "same method"]) {
        const button = mark(page, name, 3);
        // As one comes to it by keyboard.
        await button.focus();
        await page.keyboard.press("Space");
        await eventually(async () => {
          const { bottom, seen } = await button.evaluate((element) => {
            const picture = document.querySelector("#confidence .picture").getBoundingClientRect();
            const height = Math.min(picture.bottom, innerHeight) - Math.max(picture.top, 0);
            return { bottom: element.getBoundingClientRect().bottom - innerHeight, seen: height / picture.height };
          });
          assert.ok(bottom <= 0 && seen >= 0.6, `${name}: ${bottom}, ${seen}`);
        }, 3000);
      }
      assert.match(await said(page, "confidence"), /^Line chart/);
      await close();
    });
  }
});

test("as a figure elsewhere it has its levers and marks", async () => {
  const { page, log, close } = await site.openPage({ width: 700, height: 900, path: "?embed=1&fig=confidence&controls=full" });
  const before = await said(page, "confidence");
  await mark(page, "same weights", 1).click();
  await mark(page, "same weights", 2).click();
  await eventually(async () => assert.notEqual(await said(page, "confidence"), before));
  assert.deepEqual(log, QUIET);
  await close();
});
