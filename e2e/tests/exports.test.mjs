// Every figure can be taken away: as a picture, a drawing, data, a setting and a citation, each with its receipt.

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

const STILL = new URL("../../dist/figures/", import.meta.url);

/** Opens what a figure can be taken away as. */
async function open(page, figure) {
  const card = page.locator(`figure[id="${figure}"]`);
  await show(card);
  if (!(await card.locator("[data-save]").count())) await card.locator(".takeaway summary").click();
  await card.locator('[data-save="csv"]').waitFor();
  return card;
}

/** Saves a figure as one of its kinds; what the file is called and what is in it. */
async function saved(page, figure, kind, act = (button) => button.click()) {
  const card = await open(page, figure);
  const [download] = await Promise.all([page.waitForEvent("download"), act(card.locator(`[data-save="${kind}"]`))]);
  const name = download.suggestedFilename();
  await card.locator("[data-saved]", { hasText: name }).waitFor();
  return { name, bytes: await readFile(await download.path()) };
}

/** What is in it as text; a table's begins with the mark by which spreadsheets know its encoding. */
async function text(page, figure, kind, ...others) {
  const written = (await saved(page, figure, kind, ...others)).bytes.toString("utf8");
  if (["csv", "outputs"].includes(kind)) assert.ok(written.startsWith("\ufeff"), `${figure} ${kind}`);
  return written.replace("\ufeff", "");
}

/** The records of a file of comma-separated values, after RFC 4180, without its first lines. */
function records(csv) {
  const body = csv.split("\r\n").filter((line) => !line.startsWith("#")).join("\r\n");
  return body
    .trimEnd()
    .split("\r\n")
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => a?.replaceAll('""', '"') ?? b));
}

test("the data of every figure is, byte for byte, what the build computed natively", async () => {
  const { page, log, close } = await site.openPage({ width: 1280, height: 900 });
  const figures = await page.locator("#opening figure.card, .chapter figure.card").evaluateAll((all) => all.map((card) => card.id));
  assert.ok(figures.length >= 25);
  for (const figure of figures) {
    const native = await readFile(new URL(`${figure}.csv`, STILL), "utf8");
    const [[receipt, ...live], [told, ...made]] = [await text(page, figure, "csv"), native].map((file) => file.split("\r\n"));
    assert.deepEqual(live, made, figure);
    // Of the receipt, only the page's address is not known before there is one.
    assert.equal(receipt.replace(site.server.url, ""), told.replace("\ufeff", ""), figure);
  }
  assert.deepEqual(log, QUIET);
  await close();
});

test("data is the table that is shown, and outputs are the batch example's for the setting that is saved", async () => {
  const link = "#v=1&diversity=0.123&supervision=0.37&reviewers=6&lineages=3&audit_budget=41&self_check=1&seed=77";
  const { page, log, close } = await site.openPage({ width: 1280, height: 900, hash: link });
  await show(page.locator("#generations"));
  await page.locator("#generations .values:not(.takeaway) summary").click();
  await open(page, "generations");
  await page.locator('#generations [data-save="csv"]:enabled').waitFor();
  await eventually(async () => {
    const shown = await page.locator("#generations .values:not(.takeaway) tr").evaluateAll((rows) =>
      rows.map((row) => [...row.cells].map((cell) => cell.querySelector("data")?.value ?? cell.textContent)),
    );
    assert.equal(shown.length, 62);
    assert.ok(shown.every((row) => row.every((cell) => cell !== "")), "the simulations are done");
    assert.deepEqual(records(await text(page, "generations", "csv")), shown);
  }, 30_000);

  const setting = JSON.parse(await text(page, "generations", "json"));
  assert.equal(setting.seed, 77);
  assert.match(setting.id, /^blindspot [\d.]+( \([\da-f]{12}\+?\))?, seed 77, setting http\S+#v=1&.*, figure generations$/);
  const answer = evaluate(setting);
  const outputs = new Map(records(await text(page, "generations", "outputs")));
  let compared = 0;
  const same = (name, expected) => {
    const given = outputs.get(name);
    assert.ok(given !== undefined, `no ${name}`);
    assert.equal(given === "" ? null : Number(given), expected, name);
    compared += 1;
  };
  const nested = (name, value) => {
    if (Array.isArray(value)) value.forEach((part, i) => nested(`${name}[${i}]`, part));
    else if (value !== null && typeof value === "object") for (const [key, part] of Object.entries(value)) nested(`${name}.${key}`, part);
    else same(name, value);
  };
  for (const [name, expected] of Object.entries(answer)) {
    if (name === "trajectory") expected.forEach((share, t) => same(`trajectory[${t}]`, share));
    else if (name === "tipping_points") expected.forEach((fold, i) => same(`tipping_points[${i}].supervision`, fold.supervision));
    else if (["joint_miss_bounds", "audit_estimate"].includes(name)) nested(name, expected);
    else if (name !== "id") same(name, expected);
  }
  assert.equal(compared, outputs.size - 1);
  assert.ok(compared > 80);
  // The figure's own numbers are the same ones.
  const exact = records(await text(page, "generations", "csv")).slice(1).map((row) => Number(row[1]));
  assert.deepEqual(exact, answer.trajectory);
  assert.deepEqual(log, QUIET);
  await close();
});

test("a drawing is vector, parses, and is the same in a fresh browser; a picture has two pixels to each of its", async () => {
  const hash = "#v=1&at=edge&supervision=0.3";
  const opened = [await site.openPage({ width: 1280, height: 900, hash }), await site.openPage({ width: 500, height: 700, hash })];
  const drawings = [];
  for (const { page } of opened) {
    await show(page.locator("#ramp-human"));
    drawings.push(await text(page, "ramp-human", "svg"));
    assert.ok(drawings[0].split("<circle").length > 40, "the simulated ramp is in it");
  }
  assert.equal(drawings[0], drawings[1]);
  const [{ page, log }] = opened;
  const read = await page.evaluate((source) => {
    const drawing = new DOMParser().parseFromString(source, "image/svg+xml");
    const root = drawing.documentElement;
    return {
      error: drawing.querySelector("parsererror")?.textContent ?? null,
      width: Number(root.getAttribute("width")),
      height: Number(root.getAttribute("height")),
      tags: [...new Set([...root.querySelectorAll("*")].map((element) => element.tagName))],
      title: root.querySelector("title").textContent,
      words: [...root.querySelectorAll("text")].map((element) => element.textContent.trim()).join(" "),
    };
  }, drawings[0]);
  assert.equal(read.error, null);
  assert.ok(read.tags.includes("polyline") && !read.tags.includes("image"), String(read.tags));
  assert.equal(read.title, await page.locator("#ramp-human h3").innerText());
  const written = read.words.replaceAll(" ", "").replace(/c=..&/, "");
  assert.ok(written.includes(`setting${site.server.url}#v=1&at=edge&supervision=0.3`), written);

  const { name, bytes } = await saved(page, "ramp-human", "png");
  assert.equal(name, "blindspot-ramp-human.png");
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2 * read.width, 2 * read.height]);
  const colours = await page.evaluate(async (source) => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, `data:image/png;base64,${bytes.toString("base64")}`);
  assert.ok(colours > 20, `${colours} colours`);
  assert.deepEqual(log, QUIET);
  for (const { close } of opened) await close();
});

test("pictures that are taken away are light whatever the reader's scheme, and dark when that is asked for", async () => {
  const ground = async (page) => (await text(page, "errors", "svg")).match(/<rect [^>]*fill="(#\w+)"/)[1];
  const inLight = await site.openPage({ width: 1280, height: 900 });
  const light = await ground(inLight.page);
  await inLight.close();
  const { page, log, close } = await site.openPage({ width: 1280, height: 900, colorScheme: "dark" });
  assert.equal(await ground(page), light);
  await page.locator("#errors [data-dark]").check();
  assert.notEqual(await ground(page), light);
  assert.deepEqual(log, QUIET);
  await close();
});

test("a figure is saved by keyboard alone, and its receipt follows what is set", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  await page.locator("#teacher-supervision").fill("20");
  await show(page.locator("#errors"));
  await page.locator("#errors .takeaway summary").focus();
  await page.keyboard.press("Enter");
  await page.locator('#errors [data-save="csv"]:enabled').waitFor();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.save), "csv");
  const csv = await text(page, "errors", "csv", () => page.keyboard.press("Enter"));
  assert.match(csv, /^# blindspot [^,]+, seed \d+, setting http\S+#v=1&c=..&at=teacher&supervision=0\.2\r\n/);
  await close();
});

test("the opening's worlds have receipts of their own", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900, hash: "#v=1&at=opening&diversity=0.5" });
  assert.match(
    await text(page, "reported-world", "csv"),
    /setting http\S+#v=1&c=..&at=opening&diversity=1&modularity=1&supervision=1\r\n/,
  );
  assert.match(await text(page, "real-world", "csv"), /setting http\S+#v=1&c=..&at=opening&diversity=0\.5\r\n/);
  const model = evaluate(JSON.parse(await text(page, "real-world", "json")));
  const shown = page.locator('#opening [data-output="effective_reviewers"]');
  assert.equal(Number(await shown.getAttribute("value")), model.effective_reviewers);
  await close();
});

test("a citation leads to the setting, and is copied or, where the browser refuses, selected", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 900, permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator("#teacher-supervision").fill("20");
  const card = await open(page, "errors");
  const cited = await card.locator("textarea").inputValue();
  assert.match(cited, new RegExp(`^“.+” Figure “errors” of blindspot.* Model version [\\d.]+, seed \\d+\\.`));
  const [link] = cited.match(/http\S+/);
  await card.locator("[data-copy]").click();
  await card.getByText("Copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), cited);
  const other = await site.openPage({ hash: new URL(link).hash });
  assert.equal(await other.page.locator("#teacher-supervision").inputValue(), "20");
  await other.close();

  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await card.locator("[data-copy]").click();
  await card.getByText("The text is selected").waitFor();
  assert.equal(await page.evaluate(() => getSelection().toString() || document.activeElement.value), cited);
  await close();
});

test("an export whose part of the page can't be fetched says so, and can be tried again", async () => {
  let refuses = true;
  const { page, close } = await site.openPage({
    prepare: (page) => page.route("**/rest-*.wasm", (route) => (refuses ? route.abort() : route.continue())),
  });
  const card = page.locator("figure#real-world");
  const summary = card.locator(".takeaway summary");
  await summary.click();
  await card.getByText("could not be fetched").waitFor();
  refuses = false;
  await summary.click();
  await summary.click();
  await card.locator('[data-save="png"]').waitFor();
  await close();
});
