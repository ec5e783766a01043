// Measuring the reader's own models: whatever way results come in, the page says what the command says, and nothing leaves it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { startSite } from "../harness.mjs";
import { SINGLE } from "../hosts.mjs";
import { QUIET, eventually, inks } from "../reading.mjs";

const DATA = fileURLToPath(new URL("../../measure/data/", import.meta.url));
const MEASURE = process.env.MEASURE ?? fileURLToPath(new URL("../../target/release/blindspot-measure", import.meta.url));
const LM_EVAL = "lm_eval_samples_math_perturbed_full_2026-01-21T03-44-18.458309.jsonl";
const JUDGES = ["--key", "majority:annotator1,annotator2,annotator3", "pandalm_judge_panel.csv"];

/** What the command prints for these arguments, run in a folder. */
const command = (folder, args) => JSON.parse(execFileSync(MEASURE, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = await mkdtemp(join(tmpdir(), "models-"));
});
after(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const models = (page) => page.locator("#models");
const understood = (page) => page.locator("[data-understood]");
const headline = (page) => page.locator("[data-headline]");
const problem = (page) => page.locator("#models [data-problem]");

/** Opens the page at the place where models are measured. */
async function open(options = {}) {
  const opened = await site.openPage({ width: 1280, height: 900, hash: "#models", ...options });
  await models(opened.page).scrollIntoViewIfNeeded();
  return opened;
}

/** Measures what was read, and gives the report that the page saves. */
async function report(page) {
  await headline(page).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-report]").click()]);
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

async function measured(page) {
  await page.locator("[data-measure]:enabled").click();
  return report(page);
}

/** A table of two raters whose errors are alike, as long as wanted. */
function table(rows, seed = 7) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const lines = ["item,north/a,north/b,south/c,south/d"];
  for (let i = 0; i < rows; i += 1) {
    const hard = next() < 0.3 ? 0.6 : 0.1;
    lines.push(`q${i},${[0, 1, 2, 3].map(() => (next() < hard ? 0 : 1)).join(",")}`);
  }
  return `${lines.join("\n")}\n`;
}

test("an example is understood, measured and drawn, with the numbers of the command; nothing is asked for but the part itself", async () => {
  const { page, log, close } = await open();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.locator('[data-example="judges"]').click();
  await eventually(async () => assert.match(await understood(page).innerText(), /2 raters, 999 items/));
  const ours = await report(page);
  assert.deepEqual(ours, command(DATA, JUDGES));
  const shown = await page.locator('#models [data-output="worth"]').getAttribute("value");
  assert.equal(Number(shown), ours.summary.worth[0].advertised);
  assert.match(await headline(page).innerText(), /^One reviewer of another’s work is worth 0\.\d+ of an independent reviewer/);
  for (const id of ["models-pairs", "models-together", "models-likeness"]) {
    const canvas = page.locator(`#${id} canvas`);
    await canvas.scrollIntoViewIfNeeded();
    await eventually(async () => assert.ok((await inks(canvas)) > 1, id));
  }
  const names = asked.map((url) => new URL(url)).filter(({ protocol }) => protocol.startsWith("http")).map(({ pathname }) => pathname.split("/").pop());
  assert.ok(names.length === 1 && /^models-[0-9a-f]+\.wasm$/.test(names[0]), names.join(", "));
  assert.deepEqual(log, QUIET);
  await close();
});

describe("real files", () => {
  test("a folder of lm-eval that is picked: what all fail on is told of, and what is undefined", async () => {
    const { page, log, close } = await open();
    const root = join(folder, "lm");
    for (const model of ["model-a", "model-b", "model-c"]) {
      await mkdir(join(root, model), { recursive: true });
      await cp(join(DATA, LM_EVAL), join(root, model, "samples_math_2026-01-21T03-44-18.458309.jsonl"));
    }
    await page.locator("#models [data-folder]").setInputFiles(root);
    await eventually(async () => assert.match(await understood(page).innerText(), /3 raters, 10 items.*3 files, read as samples of lm-eval/));
    const ours = await measured(page);
    assert.deepEqual(ours, command(folder, ["lm"]));
    assert.match(await headline(page).innerText(), /can’t be told/);
    assert.match(await page.locator("[data-suspects]").innerText(), /Everybody fails on 10 items/);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("a log of Inspect that is dropped", async () => {
    const { page, log, close } = await open();
    const name = "inspect_mmlu-summary-choices.eval";
    const bytes = await readFile(join(DATA, name));
    await drop(page, [[name, bytes.toString("base64")]]);
    await eventually(async () => assert.match(await understood(page).innerText(), /1 rater, 1 item.*1 file, read as logs of Inspect/));
    const ours = await measured(page);
    assert.deepEqual(ours, command(DATA, [name]));
    assert.match(await headline(page).innerText(), /fewer than two raters/);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("results in the form of SWE-bench that are picked, whose universe is an assumption in the ledger", async () => {
    const { page, log, close } = await open();
    const ids = Array.from({ length: 60 }, (_, i) => `repo__project-${i}`);
    const files = { "one.json": 3, "two.json": 4, "three.json": 5 };
    for (const [name, every] of Object.entries(files)) {
      await writeFile(join(folder, name), JSON.stringify({ resolved: ids.filter((_, i) => i % every !== 0) }));
    }
    await page.locator("#models [data-files]").setInputFiles(Object.keys(files).map((name) => join(folder, name)));
    await eventually(async () => assert.match(await understood(page).innerText(), /3 raters.*3 files, read as results of SWE-bench/));
    await page.locator("#models .understood [data-ledger] summary").click();
    assert.match(await page.locator("#models .understood [data-ledger]").innerText(), /taken as tried and unresolved/);
    const ours = await measured(page);
    const theirs = command(folder, Object.keys(files).sort());
    assert.deepEqual(ours, theirs);
    assert.deepEqual(log, QUIET);
    await close();
  });
});

/** Drops files, given as name and base64, on the section. */
async function drop(page, files) {
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) {
      transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
    }
    return transfer;
  }, files);
  for (const type of ["dragover", "drop"]) await models(page).dispatchEvent(type, { dataTransfer: transfer });
}

const base64 = (text) => Buffer.from(text).toString("base64");

test("a table that is pasted; every choice changes what is understood, and the report with it", async () => {
  const { page, log, close } = await open();
  await page.locator("#models [data-paste]").click();
  await page.locator("#models-text").fill(table(200));
  await page.locator("[data-read-text]").click();
  await eventually(async () => assert.match(await understood(page).innerText(), /4 raters, 200 items, 1 = correct, 0 missing/));
  const right = await measured(page);
  await writeFile(join(folder, "pasted table"), table(200));
  assert.deepEqual(right, command(folder, ["pasted table"]));
  assert.equal(right.summary.groups.pairs_within, 2, "names say the groups");

  await page.locator("[data-choices] > summary").click();
  await page.locator('[data-field="sense"]').selectOption("wrong");
  assert.match(await understood(page).innerText(), /1 = wrong/);
  assert.equal(await headline(page).count(), 0, "a report of other choices is gone");
  await page.locator('[data-role="south/d"]').selectOption("out");
  await eventually(async () => assert.match(await understood(page).innerText(), /3 raters/));
  await page.locator('[data-field="groups"]').fill("north/a,x\nnorth/b,y\nsouth/c,y");
  await page.locator('[data-field="groups"]').blur();
  const wrong = await measured(page);
  await writeFile(join(folder, "groups.csv"), "rater,group\nnorth/a,x\nnorth/b,y\nsouth/c,y\n");
  const args = ["--wrong", "1", "--rater", "north/a", "--rater", "north/b", "--rater", "south/c", "--groups", "groups.csv", "pasted table"];
  assert.deepEqual(wrong, command(folder, args));
  assert.deepEqual(log, QUIET);
  await close();
});

test("what can't be read is told of in a sentence, and loses nothing", async () => {
  const { page, log, close } = await open();
  await drop(page, [["a.csv", base64(table(50))], ["b.parquet", base64("PAR1 and what follows it")], ["c.json", base64("[1, {")]]);
  await eventually(async () => assert.match(await understood(page).innerText(), /4 raters, 50 items/));
  const refused = await page.locator("[data-refused]").allInnerTexts();
  assert.equal(refused.length, 2);
  assert.match(refused[0], /^b\.parquet: .*Parquet/);
  // What is no file of results at all leaves what was read before as it was.
  await drop(page, [["d.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).toString("base64")]]);
  await eventually(async () => assert.match(await problem(page).innerText(), /^d\.png: /));
  assert.match(await understood(page).innerText(), /4 raters, 50 items/);
  // Repeats are asked about before anything is measured.
  await drop(page, [["e.csv", base64("item,model,run,score\n1,a,1,1\n1,a,2,0\n1,b,1,1\n2,a,1,0\n2,b,1,0\n")]]);
  const must = page.locator('[data-question="--repeats"]');
  await must.waitFor();
  assert.match(await must.innerText(), /trials are no items/);
  assert.ok(await page.locator("[data-measure]").isDisabled());
  await must.locator("button").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "models-repeats");
  await page.locator('[data-field="repeats"]').selectOption("majority");
  await eventually(async () => assert.match(await understood(page).innerText(), /2 raters, 2 items/));
  assert.deepEqual(log, QUIET);
  await close();
});

/** Presses Cancel as soon as there is something to cancel. */
const cancels = (page) =>
  page.evaluate(() => {
    window.cancelled = new Promise((done) => {
      const observer = new MutationObserver(() => {
        const button = document.querySelector("#models .progress:not([hidden]) [data-cancel]");
        if (!button) return;
        observer.disconnect();
        button.click();
        done();
      });
      observer.observe(document.querySelector("#models"), { subtree: true, childList: true, attributes: true });
    });
  });

test("long work tells how far it is and can be stopped", async () => {
  const { page, log, close } = await open();
  await writeFile(join(folder, "long.csv"), table(300_000));
  await cancels(page);
  await page.locator("#models [data-files]").setInputFiles(join(folder, "long.csv"));
  await page.evaluate(() => window.cancelled);
  assert.equal(await problem(page).innerText(), "Stopped.");
  assert.equal(await understood(page).count(), 0);
  // A measurement that is stopped can be begun again.
  await drop(page, [["a.csv", base64(table(4000))]]);
  await page.locator("[data-measure]:enabled").waitFor();
  await cancels(page);
  await page.locator("[data-measure]").click();
  await page.evaluate(() => window.cancelled);
  assert.equal(await problem(page).innerText(), "Stopped.");
  const ours = await measured(page);
  assert.equal(ours.items, 4000);
  assert.deepEqual(log, QUIET);
  await close();
});

test("by keyboard alone: an example, another number of reviewers, a walk over the pairs, and into the sandbox", async () => {
  const { page, log, close } = await open();
  await page.locator('[data-example="simulated"]').focus();
  await page.keyboard.press("Enter");
  await headline(page).waitFor();
  await page.locator('#models [data-reviewers="2"]').focus();
  await page.keyboard.press("Enter");
  assert.match(await headline(page).innerText(), /^Two reviewers/);
  const stand = page.locator("#models-pairs .stand");
  await stand.focus();
  const first = await page.locator("[data-pair]").innerText();
  await page.keyboard.press("ArrowRight");
  const second = await page.locator("[data-pair]").innerText();
  assert.notEqual(first, second);
  assert.match(second, /both err on \d+ items/);
  await page.locator("#models-pairs .values:not(.takeaway) summary").focus();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await page.locator("#models-pairs tbody tr").count(), 28));
  // The measured correlation stands on the sliders of diversity.
  assert.ok((await page.locator('[data-tick="your models"]').count()) > 1);
  await page.locator("[data-to-sandbox]").focus();
  await page.keyboard.press("Enter");
  await eventually(async () => {
    const link = await page.locator("#sandbox").getAttribute("data-setting");
    assert.match(link, /lineages=2/);
    assert.match(link, /diversity=0\.\d+/);
  });
  assert.deepEqual(log, QUIET);
  await close();
});

test("panels say what choosing gains, and figures can be taken away with what they were measured from", async () => {
  const { page, log, close } = await open();
  await page.locator('[data-example="simulated"]').click();
  const ours = await report(page);
  const panels = page.locator("[data-panels]");
  await panels.locator('[data-size="3"]').click();
  await panels.locator('[data-rule="majority"]').click();
  const choice = ours.panels.find(({ size, rule }) => size === 3 && rule === "majority");
  const rows = await panels.locator("tbody tr").allInnerTexts();
  assert.ok(rows[0].includes(choice.best.members.join(", ")), rows[0]);
  assert.ok(rows[1].includes(choice.most_accurate.members.join(", ")), rows[1]);
  const figure = page.locator("#models-together");
  await figure.locator(".takeaway summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), figure.locator('[data-save="csv"]').click()]);
  const csv = await readFile(await download.path(), "utf8");
  assert.ok(csv.includes(ours.receipt.inputs[0].sha256.slice(0, 12)), csv.slice(0, 300));
  assert.equal(await figure.locator('[data-save="json"]').count(), 0);
  assert.deepEqual(log, QUIET);
  await close();
});

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing and nothing scrolls sideways at ${width} px, ${colorScheme}`, async () => {
      const { page, close } = await open({ width, colorScheme });
      await page.locator("#models [data-paste]").click();
      await page.locator('[data-example="judges"]').click();
      await headline(page).waitFor();
      await page.locator("#models").evaluate((section) => section.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.locator("#models tbody tr").first().waitFor();
      const { violations } = await new AxeBuilder({ page }).include("#models").analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`), []);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
      await close();
    });
  }
}

test("the single file measures from a folder, and asks for nothing", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`${pathToFileURL(SINGLE).href}#models`);
  await page.waitForSelector("body[data-ready]", { state: "attached", timeout: 120_000 });
  await page.locator('[data-example="judges"]').click();
  await headline(page).waitFor({ timeout: 120_000 });
  assert.deepEqual(await report(page), command(DATA, JUDGES));
  assert.deepEqual(problems, []);
  assert.deepEqual(requests.filter((url) => !/^(data|blob|file):/.test(url)), []);
  await context.close();
});

test("where the part can't be fetched the page says so, and another try loads it", async () => {
  let refuses = true;
  const { page, close } = await open({
    prepare: (page) => page.route("**/models-*.wasm", (route) => (refuses ? route.abort() : route.continue())),
  });
  await page.locator('[data-example="judges"]').click();
  const again = page.locator("#models .notice button");
  await again.waitFor();
  refuses = false;
  await again.click();
  await headline(page).waitFor();
  await close();
});
