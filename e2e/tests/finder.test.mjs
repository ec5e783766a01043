// "Where does it break along this slider?" has an answer, and "nowhere" is one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evaluate, startSite } from "../harness.mjs";
import { QUIET, eventually, parameters, setting } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

test("it finds where a field falls and returns, and where there is no edge it says so", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 1500 });
  const finder = page.locator("#finder");
  const answer = finder.locator("[data-finder]");
  await page.locator("#edge .levers").evaluate((element) => element.scrollIntoView());
  const world = (name) => page.locator(`#edge [data-world="${name}"]`).click();
  const probe = (name) => finder.locator(`[data-probe="${name}"]`).click();
  const found = () =>
    eventually(async () => {
      assert.doesNotMatch(await answer.innerText(), /^Looking/);
      const tips = await answer.locator("data[data-tip]").evaluateAll((all) => all.map((tip) => ({ ...tip.dataset })));
      return tips.map(({ tip, low, high }) => ({ tip, low: Number(low), high: Number(high) }));
    }, 60_000);

  await world("human-like");
  assert.equal(await finder.locator('[aria-pressed="true"]').getAttribute("data-probe"), "supervision");
  const tips = await found();
  const [falls, returns] = ["falls", "returns"].map((kind) => tips.filter(({ tip }) => tip === kind));
  assert.equal(falls.length, 1, JSON.stringify(tips));
  assert.ok(falls[0].low >= 0.3 && falls[0].high <= 0.33, JSON.stringify(falls));
  assert.ok(returns.length === 1 && returns[0].low > falls[0].high, JSON.stringify(returns));
  // The folds of the same field, found by other means.
  const folds = evaluate(await setting(page, "edge")).tipping_points.map(({ supervision }) => supervision);
  for (const { tip, low, high } of tips) {
    assert.ok(folds.some((fold) => fold >= low - 0.02 && fold <= high + 0.02), `${tip} at ${low} to ${high}, folds at ${folds}`);
  }

  const answers = new Set([await answer.innerText()]);
  for (const name of ["diversity", "audit_budget"]) {
    await probe(name);
    await found();
    const text = await answer.innerText();
    assert.ok(text.length > 20 && !answers.has(text), `${name}: ${text}`);
    answers.add(text);
  }

  await probe("supervision");
  await world("one model");
  assert.deepEqual(await found(), []);
  assert.match(await answer.innerText(), /^None along this slider/);
  assert.deepEqual(evaluate(parameters((await page.locator("#edge").getAttribute("data-setting")))).tipping_points, []);
  assert.deepEqual(log, QUIET);
  await close();
});
