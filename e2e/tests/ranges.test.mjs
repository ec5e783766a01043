// A range may be typed where a number stands: the outcome becomes a distribution, which is the batch example's; links, undo,
// A and B, embeds and files bring it along, and whatever moves the slider ends it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { evaluate, show, startSite } from "../harness.mjs";
import { QUIET, eventually } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const part = (page, id) => ({
  slider: page.locator(`#${id}`),
  box: page.locator(`[data-slider="${id}"] [type=text]`),
  problem: page.locator(`[data-slider="${id}"] .problem`),
  reset: page.locator(`[data-slider="${id}"] .reset`),
});

async function type(page, id, text) {
  const { box } = part(page, id);
  await show(box);
  await box.fill(text);
  await box.press("Enter");
}

const ranges = (page) => page.locator("[data-ranges]");
const hash = (page) => new URL(page.url()).hash;
const said = (page) => page.locator("#ranges canvas").getAttribute("aria-label");

/** The rows of the figure's table, by their heads. */
async function table(page) {
  const rows = await page.locator("#ranges .values tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  return Object.fromEntries(rows.map(([head, ...cells]) => [head, cells]));
}

async function drawn(page) {
  await eventually(async () => assert.match(await said(page), /^Histogram/), 20_000);
}

test("a typed range makes the outcome a distribution, which is the batch example's", async () => {
  const { page, log, close } = await site.openPage({ hash: "#ranges" });
  assert.match(await page.locator("#ranges").innerText(), /Type a range into any number box/);
  await type(page, "supervision", "30 to 70");
  await type(page, "diversity", "10% – 50%");
  const { box, slider } = part(page, "supervision");
  assert.equal(await box.inputValue(), "30–70");
  assert.equal(Number(await slider.inputValue()), 50, "the slider stands in the middle");
  assert.match(await slider.getAttribute("aria-valuetext"), /^30% to 70%, in the middle 50%:/);
  assert.match(await ranges(page).innerText(), /diversity 0\.1 to 0\.5, supervision 0\.3 to 0\.7/);
  await drawn(page);
  await page.locator("#ranges summary", { hasText: "Data table" }).click();
  const shown = await table(page);
  const seed = Number(await page.locator("[data-seed]").getAttribute("value"));
  const [answer] = evaluate([{ supervision: [0.3, 0.7], diversity: [0.1, 0.5], bias: "initial", seed }]);
  for (const [head, output] of [["Undetected in the end", "fixed_point"], ["Undetected at first", "undetected_share"], ["Projects without an undetected error", "integrity"]]) {
    const { p05, p50, p95 } = answer.quantiles[output];
    const cells = shown[head].map(Number);
    for (const [cell, value] of [[cells[1], p50], [cells[2], p05], [cells[5], p95]]) {
      assert.ok(Math.abs(cell / value - 1) < 0.006, `${head}: ${cell}, not ${value}`);
    }
  }
  await page.locator('#sandbox [data-tab="readout"]').click();
  await eventually(async () => {
    const told = await page.locator("[data-scope=draws]").allInnerTexts();
    assert.ok(told.length === 8 && told.every((text) => /^nine in ten draws: /.test(text)), told.join("; "));
  }, 20_000);
  assert.deepEqual(log, QUIET);
  await close();
});

test("what is no range, or not possible, goes with a sentence that names it", async () => {
  const { page, log, close } = await site.openPage({ hash: "#ranges" });
  const { box, problem } = part(page, "supervision");
  for (const [text, told] of [
    ["30 to 130", /“130” is out of range; Supervision quality must lie between 0% and 100%/],
    ["x – 50", /“x” is not a number/],
    ["30 – ", /A range has two ends/],
  ]) {
    await type(page, "supervision", text);
    await eventually(async () => assert.match(await problem.textContent(), told));
    assert.equal(await box.inputValue(), text);
  }
  // The wrong way round is understood.
  await type(page, "supervision", "70 to 30");
  await eventually(async () => assert.equal(await problem.textContent(), ""));
  assert.equal(await box.inputValue(), "30–70");
  // Of twice the same it is a value.
  await type(page, "supervision", "40 to 40");
  await eventually(async () => assert.equal(await box.inputValue(), "40"));
  assert.ok(await ranges(page).isHidden());
  assert.deepEqual(log, QUIET);
  await close();
});

test("links, Back, undo and reset bring ranges and end them", async () => {
  const { page, log, close } = await site.openPage({ hash: "#ranges" });
  const { box, slider, reset } = part(page, "supervision");
  await type(page, "supervision", "20 to 60");
  await eventually(async () => assert.match(hash(page), /ranges=supervision:0\.2:0\.6/));
  const linked = await site.openPage({ hash: hash(page) });
  assert.equal(await part(linked.page, "supervision").box.inputValue(), "20–60");
  assert.equal(Number(await part(linked.page, "supervision").slider.inputValue()), 40);
  await linked.close();

  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(await box.inputValue(), "41"), 3000);
  await eventually(async () => assert.doesNotMatch(hash(page), /ranges=/));
  await page.locator("[data-undo]").click();
  await eventually(async () => assert.equal(await box.inputValue(), "20–60"));
  await page.locator("[data-undo]").click();
  await eventually(async () => assert.equal(await box.inputValue(), "50"));
  await page.locator("[data-redo]").click();
  await eventually(async () => assert.equal(await box.inputValue(), "20–60"));
  await reset.click();
  await eventually(async () => assert.equal(await box.inputValue(), "50"));
  assert.ok(await ranges(page).isHidden());
  assert.deepEqual(log, QUIET);
  await close();
});

test("a range is compared with A's, and swapped with it", async () => {
  const { page, log, close } = await site.openPage({ hash: "#ranges" });
  await type(page, "supervision", "20 to 40");
  await page.locator("[data-pin]").click();
  await type(page, "supervision", "60 to 80");
  await drawn(page);
  await eventually(async () => assert.match(await said(page), /A: Histogram of draws from supervision 0\.2 to 0\.4/), 20_000);
  await eventually(async () => assert.match(hash(page), /ranges=supervision:0\.6:0\.8.*a-ranges=supervision:0\.2:0\.4/));
  await page.locator("[data-swap]").click();
  assert.equal(await part(page, "supervision").box.inputValue(), "20–40");
  await page.locator("[data-unpin]").click();
  await eventually(async () => assert.doesNotMatch(hash(page), /a-ranges/));
  assert.deepEqual(log, QUIET);
  await close();
});

test("a figure of ranges stands alone, and its setting is a question with ranges", async () => {
  const link = "#v=1&ranges=supervision:0.3:0.7";
  const { page, log, close } = await site.openPage({ width: 700, height: 900, path: "?embed=1&fig=ranges&controls=full", hash: link });
  await drawn(page);
  await page.locator("#ranges .takeaway > summary").click();
  const download = page.waitForEvent("download");
  await page.locator("[data-save=json]").click();
  const question = JSON.parse(await readFile(await (await download).path(), "utf8"));
  assert.deepEqual(question.supervision, [0.3, 0.7]);
  assert.equal(question.bias, "initial");
  assert.match(question.id, /ranges=supervision:0\.3:0\.7/);
  const [answer] = evaluate([question]);
  assert.ok(answer.quantiles.fixed_point.p05 < answer.quantiles.fixed_point.p95);
  assert.deepEqual(log, QUIET);
  await close();
});
