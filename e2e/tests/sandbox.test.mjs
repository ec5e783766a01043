// The sandbox's instruments: the best budget, edges and limits, and the self-test in the reader's own browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evaluate, show, startSite } from "../harness.mjs";
import { QUIET, eventually, setting } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** What is bought, as the page says it: the reader's own mix, the best for its spend, the cheapest for its share. */
async function offers(page) {
  await page.locator('#prices [data-take="best"][aria-disabled="false"]').waitFor();
  const all = await page.locator("#prices [data-offer]").evaluateAll((marks) =>
    marks.map((mark) => [mark.dataset.offer, { spend: Number(mark.dataset.spend), share: Number(mark.value) }]),
  );
  return Object.fromEntries(all);
}

/** x* of what the sandbox shows, natively. */
const share = async (page) => evaluate(await setting(page, "sandbox")).fixed_point;

test("the best budget is the model's, can be taken over, and follows prices and levers", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 900, hash: "#v=1&supervision=0.6&prices=10,0.5,20" });
  await show(page.locator("#budget"));
  const { own, best, cheapest } = await offers(page);
  assert.equal(own.share, await share(page));
  assert.ok(Math.abs(own.spend - (10 * 0.32 + 0.5 * 45 + 20 * 0.6)) < 0.2, String(own.spend));
  assert.ok(best.spend <= own.spend && best.share < 0.9 * own.share, JSON.stringify({ own, best }));
  assert.ok(cheapest.share <= own.share && cheapest.spend < own.spend);
  // The table says them too, the frontier below, ever better for ever more.
  await page.locator("#budget .values:not(.takeaway) summary").click();
  const rows = await page.locator("#budget tbody tr").evaluateAll((all) =>
    all.map((row) => [row.cells[0].textContent, ...[...row.cells].slice(1).map((cell) => Number(cell.querySelector("data").value))]),
  );
  assert.deepEqual(rows.slice(0, 3).map(([, spend, share]) => ({ spend, share })), [own, best, cheapest]);
  const frontier = rows.slice(3);
  assert.ok(frontier.length > 20);
  for (let i = 1; i < frontier.length; i += 1) {
    assert.ok(frontier[i][1] > frontier[i - 1][1] && frontier[i][2] < frontier[i - 1][2], String(frontier[i]));
  }

  await page.locator('#prices [data-take="best"]').click();
  assert.equal(await share(page), best.share);
  await eventually(async () => {
    const now = await offers(page);
    assert.equal(now.own.share, best.share);
    assert.match(await page.locator("[data-budget]").innerText(), /No mix that costs as much is noticeably better/);
  });
  await page.keyboard.press("Control+z");
  await eventually(async () => assert.deepEqual(await offers(page), { own, best, cheapest }));

  // Diversity for nothing is bought fully; by keyboard.
  await page.locator("#price-diversity").focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => location.hash.includes("prices=0,0.5,20"), undefined, { polling: 20 });
  await eventually(async () => {
    assert.match(await page.locator("[data-budget]").innerText(), /the best mix leaves .*: diversity 100%/);
  });
  assert.deepEqual(log, QUIET);
  await close();
});

test("A is beside B in every figure and every answer", async () => {
  const hash = "#v=1&supervision=0.4&audit_budget=100&a=supervision:0.8,audit_budget:10";
  const { page, log, close } = await site.openPage({ width: 1280, height: 900, hash });
  for (const figure of ["generations", "more-reviewers", "map", "integrity", "audits", "repaired", "uncertainty", "budget", "assumptions"]) {
    const card = page.locator(`figure[id="${figure}"]`);
    await show(card);
    await eventually(async () => assert.match(await card.locator("canvas").getAttribute("aria-label"), / A: /, figure), 60_000);
    // The map's rows are those of both; the budget has a row for A instead of a column.
    if (figure === "map") continue;
    await card.locator(".values:not(.takeaway) summary").click();
    await eventually(async () => {
      const shown = await card.locator("table").innerText();
      assert.match(shown, figure === "budget" ? /^A\s/m : /A: /, figure);
    }, 30_000);
  }
  await show(page.locator("#edges"));
  await eventually(async () => assert.match(await page.locator("#edges .against").innerText(), /^A: .+\..+\./s), 30_000);
  await show(page.locator("#prices"));
  assert.match(await page.locator("#prices .against").innerText(), /^A costs .* stays undetected\.$/);
  await page.locator("[data-unpin]").click();
  assert.equal(await page.locator("#edges .against").isVisible(), false);
  assert.doesNotMatch(await page.locator("#budget canvas").getAttribute("aria-label"), / A: /);
  assert.deepEqual(log, QUIET);
  await close();
});

test("a typed price that can't be says so and changes nothing", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  const box = page.locator('[data-slider="price-audits"] input[type="text"]');
  await show(box);
  const before = await page.locator("#price-audits").inputValue();
  for (const wrong of ["-1", "1e9", "cheap", ""]) {
    await box.fill(wrong);
    await box.press("Enter");
    assert.equal(await box.getAttribute("aria-invalid"), "true", wrong);
    assert.equal(await page.locator("#price-audits").inputValue(), before);
  }
  await close();
});

test("a link brings back map, edge finder and prices", async () => {
  const hash = "#v=1&map=audit_budget,supervision&along=diversity&limit=0.2&prices=10,0.1,20";
  const { page, log, close } = await site.openPage({ width: 1280, height: 900, hash });
  assert.equal(await page.locator('[data-choice="x"]').inputValue(), "audit_budget");
  assert.equal(await page.locator('[data-choice="y"]').inputValue(), "supervision");
  assert.equal(await page.locator('[data-choice="along"]').inputValue(), "diversity");
  assert.equal(await page.locator("#limit").inputValue(), "20");
  assert.equal(await page.locator("#price-audits").inputValue(), "10");
  await show(page.locator("#edges"));
  await page.locator('[data-choice="along"]').selectOption("kinship");
  await page.waitForFunction(() => location.hash.includes("&along=kinship&"), undefined, { polling: 20 });
  await page.goBack();
  await eventually(async () => assert.equal(await page.locator('[data-choice="along"]').inputValue(), "diversity"));
  assert.deepEqual(log, QUIET);
  await close();
});

test("the edge finder says none for one model, and finds where the human-like field falls and returns", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900, hash: "#v=1&diversity=0&kinship=1&modularity=0" });
  await show(page.locator("#edges"));
  await eventually(async () => assert.match(await page.locator("[data-breaks]").innerText(), /none/i));
  await page.locator('#sandbox [data-world="human-like"]').click();
  await eventually(async () => {
    const told = await page.locator("[data-breaks]").innerText();
    const [falls, returns] = [...told.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, percent]) => Number(percent));
    const model = evaluate(await setting(page, "sandbox")).tipping_points.map((fold) => 100 * fold.supervision);
    assert.equal(model.length, 2);
    const [low, high] = model.sort((a, b) => a - b);
    assert.ok(Math.abs(falls - low) < 0.06 && Math.abs(returns - high) < 0.06, `${told}, not ${low} and ${high}`);
  });
  await close();
});

test("the self-test begins with ?selftest, in view, and reports every figure", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 900, path: "?selftest" });
  const panel = page.locator("#selftest");
  await eventually(async () => assert.ok(await panel.evaluate((panel) => panel.getBoundingClientRect().top < innerHeight)));
  await panel.locator("table").waitFor();
  const rows = await panel.locator("tbody tr").evaluateAll((all) =>
    all.map((row) => ({ agrees: row.dataset.agrees, cells: [...row.cells].map((cell) => cell.textContent) })),
  );
  assert.ok(rows.length > 400);
  assert.ok(new Set(rows.map((row) => row.cells[0])).size >= 40, "settings");
  for (const { agrees, cells } of rows) {
    const [, , exact, simulated, error, z, verdict] = cells;
    assert.equal(verdict, agrees === "true" ? "within" : "beyond");
    if (z !== "–") {
      assert.equal(agrees, String(Math.abs(z) <= 4), cells.join(" "));
      assert.ok(Math.abs((simulated - exact) / error - z) < 0.02 * Math.abs(z) + 0.05 + (1e-3 * exact) / error, cells.join(" "));
    }
  }
  assert.match(await panel.locator("[data-verdict]").innerText(), new RegExp(`^All ${rows.length} figures of \\d+ settings`));
  assert.deepEqual(log, QUIET);
  await close();
});

test("without the query the self-test waits to be asked, by keyboard too; it shows progress, can be stopped and resumed", async () => {
  const { page, close } = await site.openPage({ width: 360, height: 740 });
  const panel = page.locator("#selftest");
  assert.equal(await panel.locator("progress").isVisible(), false);
  await panel.locator("[data-begin]").focus();
  await page.keyboard.press("Enter");
  await panel.locator("[data-cancel]").click();
  await panel.locator("[data-resume]").waitFor();
  assert.equal(await panel.locator("progress").isVisible(), false);
  // Nothing is blocked in the meantime.
  await page.locator("#teacher-supervision").fill("20");
  await panel.locator("[data-resume]").click();
  await panel.locator("progress").waitFor();
  await panel.locator("table").waitFor();
  await close();
});
