// The page for a room: steps and layers, votes by codes, scans and hands, the clock, the lock, sheets and the session file.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { code, levelOf } from "../codes.mjs";
import { screenshot, startSite } from "../harness.mjs";
import { SINGLE } from "../hosts.mjs";
import { CHAPTERS, QUIET, eventually } from "../reading.mjs";

const COPIES = CHAPTERS.indexOf("copies");
const FAMILIES = CHAPTERS.indexOf("families");
const JUDGEMENT = CHAPTERS.indexOf("judgement");
/** Of the fourth chapter's question: so many judgement calls. */
const JUDGEMENT_RANGE = [0, 50];

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = await mkdtemp(join(tmpdir(), "blindspot-"));
});
after(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const present = (hash, options = {}) => site.openPage({ path: "?workshop=1", hash, ...options });
const layers = (page, chapter) =>
  page.locator(`#${chapter} [data-layer][aria-pressed="true"]`).evaluateAll((all) => all.map(({ dataset }) => dataset.layer));
const votes = (page, chapter) => page.locator(`#${chapter} [data-votes]`).getAttribute("value");
const told = (page, chapter) => page.locator(`#${chapter} [data-told]`).innerText();

/** Types codes where they are counted. */
async function count(page, chapter, text) {
  await page.locator(`#${chapter} [data-collect] textarea`).fill(text);
  await page.locator(`#${chapter} [data-count]`).click();
}

/** The votes of the figure's table: answer, before, after. */
async function table(page, number) {
  const details = page.locator(`#votes-${number} details.values:not(.takeaway)`);
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  await details.locator("tbody tr").first().waitFor();
  return details.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell, i) => (i ? Number(cell.textContent) : cell.textContent))),
  );
}

describe("steps and layers", () => {
  test("each chapter asks first and hides everything else until it is asked for", async () => {
    const { page, log, close } = await present("");
    for (const [i, chapter] of CHAPTERS.entries()) {
      await page.locator("[data-steps]").selectOption({ label: `Chapter ${i + 1}` });
      const step = page.locator(`#${chapter}`);
      assert.ok((await step.locator(".asked").innerText()).length > 30, chapter);
      assert.equal(await step.locator("figure, .why, .objections, [data-answer]").count(), 0, `${chapter} gives something away`);
      const shown = [];
      for (const layer of ["Votes", "Answer", "Figures", "Why", "But …"]) {
        assert.match(await page.locator("[data-next]").innerText(), new RegExp(layer.replace(/\W+/, ".*")));
        await page.locator("[data-next]").click();
        shown.push(layer);
        assert.deepEqual(await layers(page, chapter), shown);
      }
      assert.ok(await step.locator("[data-answer]").isVisible());
      assert.ok((await step.locator("figure").count()) > 1, chapter);
      assert.ok((await step.locator(".why p").first().innerText()).length > 20);
      assert.ok(await step.locator('.objection [role="switch"]').first().isVisible());
      // A layer is hidden again by the button that showed it.
      await step.locator('[data-layer="Answer"]').click();
      assert.equal(await step.locator("[data-answer]").count(), 0);
    }
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("a presenter's remote goes on and back, whatever has the focus", async () => {
    const { page, close } = await present("#copies");
    await page.keyboard.press("PageDown");
    assert.deepEqual(await layers(page, "copies"), ["Votes"]);
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageUp");
    assert.deepEqual(await layers(page, "copies"), ["Votes"]);
    await page.locator("#copies textarea").focus();
    await page.keyboard.press("PageDown");
    assert.deepEqual(await layers(page, "copies"), ["Votes", "Answer"]);
    await page.keyboard.press("PageDown");
    await eventually(async () => assert.deepEqual(await layers(page, "copies"), ["Votes", "Answer", "Figures"]));
    const setting = () => page.locator("#copies").getAttribute("data-setting");
    const before = await setting();
    await page.locator("#copies [type=range]").first().focus();
    await page.keyboard.press("PageUp");
    assert.deepEqual(await layers(page, "copies"), ["Votes", "Answer"]);
    assert.equal(await setting(), before);
    await page.keyboard.press("PageUp");
    await page.keyboard.press("PageUp");
    await page.keyboard.press("PageUp");
    assert.ok(await page.locator("#independent").isVisible());
    await close();
  });

  test("charts are as large as the room's type, and answer where they are pressed", async () => {
    const { page, close } = await present("#opening", { width: 1600, height: 1000 });
    assert.ok((await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))) > 20);
    const canvas = page.locator("#real-world canvas");
    const box = await canvas.boundingBox();
    // Rows are chosen from the top down: the first and the last tenth of the picture are the first and the last rows.
    const row = async (share) => {
      await page.mouse.click(box.x + box.width * 0.12, box.y + box.height * share);
      return Number(await page.locator("[data-call]").getAttribute("data-call"));
    };
    const [high, low] = [await row(0.15), await row(0.8)];
    assert.ok(high < 25 && low > 75, `rows ${high} and ${low}`);
    await close();
  });

  test("a step and its setting are in the address, and Back goes through them", async () => {
    const { page, close } = await present("#v=1&at=copies&reviewers=9");
    assert.ok(await page.locator("#copies").isVisible());
    await page.locator('#copies [data-layer="Figures"]').click();
    await page.locator("#copies .more-levers").click();
    const slider = page.locator('[id="copies-reviewers"]');
    assert.equal(await slider.inputValue(), "9");
    await slider.press("ArrowRight");
    await page.waitForFunction(() => location.hash.includes("reviewers=10"));
    await page.goBack();
    await page.waitForFunction(() => document.getElementById("copies-reviewers").value === "9");
    await page.locator('[data-step="on"]').click();
    // The opening answers the first two questions, and so comes after them.
    await page.waitForFunction(() => location.hash === "#opening");
    await page.reload();
    await page.waitForSelector("#opening canvas");
    await close();
  });

  test("locked controls can't be moved by mouse or keyboard until they are unlocked", async () => {
    const { page, close } = await present("#copies");
    await page.locator('#copies [data-layer="Figures"]').click();
    await page.locator("#copies .more-levers").click();
    await page.locator("[data-toggle=lock]").click();
    const slider = page.locator('[id="copies-reviewers"]');
    const before = await slider.inputValue();
    await slider.scrollIntoViewIfNeeded();
    await slider.focus();
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "copies-reviewers");
    const box = await slider.boundingBox();
    await page.mouse.click(box.x + box.width * 0.8, box.y + box.height / 2);
    assert.equal(await slider.inputValue(), before);
    await page.locator("[data-toggle=lock]").click();
    await page.mouse.click(box.x + box.width * 0.8, box.y + box.height / 2);
    await eventually(async () => assert.notEqual(await slider.inputValue(), before));
    await close();
  });

  test("notes have the chapter's numbers and come only when they are wanted", async () => {
    const { page, log, close } = await present("#judgement");
    assert.equal(await page.locator(".notes").count(), 0);
    await page.locator("[data-toggle=notes]").click();
    const notes = page.locator(".notes");
    for (const head of ["To say", "What a class expects", "To talk about", "Fair objections"]) {
      assert.ok((await notes.innerText()).includes(head), head);
    }
    assert.match(await notes.innerText(), /the same 45 checks/);
    // In a window of their own they go along with the steps, and leave the room's screen.
    const [aside] = await Promise.all([page.waitForEvent("popup"), page.locator("[data-notes-window]").click()]);
    assert.equal(await page.locator(".notes").count(), 0);
    assert.match(await aside.locator("body").innerText(), /the same 45 checks/);
    await page.locator('[data-step="on"]').click();
    await eventually(async () => assert.match(await aside.locator("body").innerText(), /Nobody in this lab lies/));
    await aside.close();
    await page.locator('[data-step="on"]').click();
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("the clock runs down, stops, and says when it is over", async () => {
    const { page, close } = await present("", { prepare: (page) => page.clock.install() });
    const clock = page.locator("[data-clock]");
    assert.equal(await clock.innerText(), "2:00");
    await page.locator("[data-clock-run]").click();
    await page.clock.runFor(31_000);
    assert.equal(await clock.innerText(), "1:29");
    await page.locator("[data-clock-run]").click();
    await page.clock.runFor(10_000);
    assert.equal(await clock.innerText(), "1:29");
    await page.getByRole("button", { name: "half a minute more" }).click();
    assert.equal(await clock.innerText(), "1:59");
    await page.locator("[data-clock-run]").click();
    await page.clock.runFor(120_000);
    assert.equal(await clock.innerText(), "0:00");
    assert.equal(await page.locator(".clock [role=status]").innerText(), "The time is up.");
    await close();
  });
});

describe("the poll", () => {
  test("a device makes the code of its guess, by the rules that are written down, and the same device twice", async () => {
    const { page, log, close } = await site.openPage({ path: "?workshop=join", hash: "judgement", width: 360 });
    assert.equal(await page.locator("[data-chapters]").inputValue(), String(JUDGEMENT));
    const number = page.locator('[data-slider] input[type="text"], [data-slider] input[type="number"]').first();
    await number.fill("7");
    await number.press("Enter");
    await page.locator("[data-make]").click();
    const device = Number(await page.evaluate(() => localStorage.getItem(`blindspot-device ${location.pathname.replace(/[^/]*$/, "")}`)));
    const level = levelOf(7, JUDGEMENT_RANGE);
    assert.equal(await page.locator("[data-code]").innerText(), code({ chapter: JUDGEMENT, device, level }));
    await screenshot(page, "workshop-join-360");
    // A code is of the guess that is set: it goes with the next move.
    await page.locator("[data-round=after]").click();
    assert.equal(await page.locator("[data-code]").count(), 0);
    await page.locator("[data-make]").click();
    assert.equal(await page.locator("[data-code]").innerText(), code({ chapter: JUDGEMENT, device, level, isSecond: true }));
    // A device that was put away comes back to its question and round.
    await page.reload();
    assert.equal(await page.locator("[data-chapters]").inputValue(), String(JUDGEMENT));
    assert.equal(await page.locator("[data-round=after]").getAttribute("aria-pressed"), "true");
    // A choice has no code before something is chosen, and another question has not been talked about yet.
    await page.locator("[data-chapters]").selectOption(String(FAMILIES));
    assert.equal(await page.locator("[data-round=before]").getAttribute("aria-pressed"), "true");
    assert.ok(await page.locator("[data-make]").isDisabled());
    await page.locator('input[type="radio"]').nth(2).check();
    await page.locator("[data-make]").click();
    assert.equal(
      await page.locator("[data-code]").innerText(),
      code({ chapter: FAMILIES, device, level: 2 }),
    );
    // A curve has to be drawn.
    await page.locator("[data-chapters]").selectOption(String(COPIES));
    assert.ok(await page.locator("[data-make]").isDisabled());
    await page.locator("[data-sketch]").focus();
    await page.keyboard.press("ArrowUp");
    await page.locator("[data-make]").click();
    assert.match(await page.locator("[data-code]").innerText(), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, help }) => `${id}: ${help}`), []);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("thirty devices are a histogram of thirty, one typing error is refused, and two rounds stand side by side", async () => {
    const { page, log, close } = await present("#judgement");
    const guesses = Array.from({ length: 30 }, (_, i) => (i * 7) % 51);
    const codes = (isSecond, shift) =>
      guesses.map((guess, i) =>
        code({ chapter: JUDGEMENT, device: i * 1091, isSecond, level: levelOf(Math.min(50, guess + shift), JUDGEMENT_RANGE) }),
      );
    const first = codes(false, 0);
    const wrong = first[4].slice(0, -1) + (first[4].endsWith("7") ? "8" : "7");
    await count(page, "judgement", [...first.slice(0, 4), wrong, ...first.slice(5)].join("\n"));
    assert.equal(await votes(page, "judgement"), "29");
    assert.match(await told(page, "judgement"), /29 votes counted.*is not counted: The check digit does not fit/);
    // What was refused is still there, to be put right: here as somebody would say it.
    assert.equal(await page.locator("#judgement textarea").inputValue(), wrong);
    await count(page, "judgement", first[4].toLowerCase().replace("-", " "));
    assert.equal(await votes(page, "judgement"), "30");
    assert.equal(await page.locator("#judgement textarea").inputValue(), "");
    await count(page, "judgement", first.join(" "));
    assert.equal(await votes(page, "judgement"), "30");
    assert.match(await told(page, "judgement"), /30 were counted before/);
    await page.locator("#judgement [data-round=after]").click();
    await count(page, "judgement", codes(true, 3).join(", "));
    assert.equal(await votes(page, "judgement"), "30");
    await page.locator('#judgement [data-layer="Votes"]').click();
    const expected = (shift) => {
      const parts = Array(10).fill(0);
      for (const guess of guesses) parts[Math.min(9, Math.floor(Math.min(50, guess + shift) / 5))] += 1;
      return parts;
    };
    const rows = await table(page, JUDGEMENT + 1);
    assert.deepEqual(rows.map((row) => row[1]), expected(0));
    assert.deepEqual(rows.map((row) => row[2]), expected(3));
    assert.equal(rows.reduce((sum, row) => sum + row[1], 0), 30);
    assert.ok(!(await page.locator(`#votes-${JUDGEMENT + 1} h3`).innerText()).includes("model"), "given away");
    await page.locator('#judgement [data-layer="Answer"]').click();
    assert.match(await page.locator(`#votes-${JUDGEMENT + 1} h3`).innerText(), /^The model says 4\.5; the middle vote: 20–24 before the talk, 25–29 after it$/);
    await screenshot(page, "workshop-votes-1280", { fullPage: true });
    // The session outlives a reload.
    await page.reload();
    await page.waitForSelector("#judgement [data-votes]");
    assert.equal(await votes(page, "judgement"), "30");
    await page.locator("#judgement [data-clear]").click();
    assert.equal(await votes(page, "judgement"), "0");
    await page.locator("#judgement [data-take-back]").click();
    assert.equal(await votes(page, "judgement"), "30");
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("hands are counted with buttons, and count with the codes", async () => {
    const { page, close } = await present("#families");
    await page.locator("#families .hands summary").click();
    const more = page.locator("#families [data-hands] button:last-child");
    for (let i = 0; i < 3; i += 1) await more.nth(1).click();
    await more.nth(3).click();
    await page.locator("#families [data-hands] button").first().click();
    await page.locator("#families [data-hands='3'] button").first().click();
    await count(page, "families", code({ chapter: FAMILIES, device: 77, level: 1 }));
    await page.locator('#families [data-layer="Votes"]').click();
    assert.deepEqual((await table(page, FAMILIES + 1)).map((row) => row[1]), [0, 4, 0, 0]);
    await close();
  });

  test("a code on a device's screen is read out of a picture", async () => {
    const device = await site.openPage({ path: "?workshop=join", hash: "judgement", width: 360, height: 740 });
    // There is no code of a guess that nobody made.
    await device.page.getByRole("slider", { name: "Your guess", exact: true }).press("ArrowRight");
    await device.page.locator("[data-make]").click();
    await device.page.locator(".qr").scrollIntoViewIfNeeded();
    const picture = join(folder, "device.png");
    await device.page.screenshot({ path: picture });
    const { page, close } = await present("#judgement");
    await page.locator("#judgement [data-scan]").click();
    await page.locator("#judgement [data-picture]").setInputFiles(picture);
    await eventually(async () => assert.equal(await votes(page, "judgement"), "1"));
    const text = join(folder, "no-picture.png");
    await writeFile(text, "not a picture");
    await page.locator("#judgement [data-picture]").setInputFiles(text);
    await eventually(async () => assert.match(await page.locator("[data-scan-said]").innerText(), /no-picture\.png is no picture/));
    await device.close();
    await close();
  });

  test("a code is read by the camera", async () => {
    // A device's picture, again and again, as a camera would see it.
    const device = await site.openPage({ path: "?workshop=join", hash: "judgement", width: 360 });
    // There is no code of a guess that nobody made.
    await device.page.getByRole("slider", { name: "Your guess", exact: true }).press("ArrowRight");
    await device.page.locator("[data-make]").click();
    const { side, path } = await device.page.locator(".qr").evaluate((svg) => ({
      side: svg.viewBox.baseVal.width,
      path: svg.querySelector("path").getAttribute("d"),
    }));
    await device.close();
    const zoom = 10;
    const width = side * zoom + (side % 2) * zoom;
    const light = Buffer.alloc(width * width, 235);
    for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      for (let row = y * zoom; row < (Number(y) + 1) * zoom; row += 1) light.fill(16, row * width + x * zoom, row * width + (Number(x) + Number(length)) * zoom);
    }
    const frame = [Buffer.from("FRAME\n"), light, Buffer.alloc((width * width) / 2, 128)];
    const video = join(folder, "camera.y4m");
    await writeFile(video, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${width} F5:1 Ip A1:1 C420jpeg\n`), ...frame, ...frame]));
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      chromiumSandbox: false,
      timeout: 120_000,
      args: ["--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${video}`],
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(`${site.server.url}?workshop=1#judgement`);
      await page.locator("#judgement [data-scan]").click();
      await page.locator("#judgement [data-camera]").click();
      await eventually(async () => assert.equal(await votes(page, "judgement"), "1"));
      // Held up for longer it is counted once.
      await page.waitForTimeout(1500);
      assert.match(await told(page, "judgement"), /^One vote counted\.$/);
      assert.ok(await page.locator("#judgement video").isVisible());
      await page.locator("#judgement [data-camera-off]").click();
      assert.ok(!(await page.locator("#judgement video").isVisible()));
    } finally {
      await browser.close();
    }
  });

  test("where there is no camera, a sentence says what to do", async () => {
    const { page, log, close } = await present("#copies");
    await page.locator("#copies [data-scan]").click();
    await page.locator("#copies [data-camera]").click();
    await eventually(async () => assert.match(await page.locator("[data-scan-said]").innerText(), /no camera: type or paste/));
    assert.deepEqual(log, QUIET);
    await close();
  });
});

describe("class and sheets", () => {
  test("a session is saved, cleared, loaded and taken back; a bad file changes nothing and is told of", async () => {
    const { page, log, close } = await present("#families", { acceptDownloads: true });
    await count(page, "families", [1, 2, 3].map((device) => code({ chapter: FAMILIES, device, level: device % 3 })).join("\n"));
    await page.locator("#families .hands summary").click();
    await page.locator("#families [data-hands='2'] button:last-child").click();
    await page.locator("[data-steps]").selectOption({ label: "Class and sheets" });
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-save-session]").click()]);
    assert.equal(download.suggestedFilename(), "blindspot-session.csv");
    const file = join(folder, "session.csv");
    await download.saveAs(file);
    const text = await readFile(file, "utf8");
    assert.match(text, /^\uFEFF# blindspot session, version 1\r\nchapter,round,vote,answer,count\r\n/);
    assert.equal(text.trim().split("\r\n").length, 2 + 3 + 1);
    const said = () => page.locator("[data-session-said]").innerText();
    await page.locator("[data-clear-session]").click();
    assert.ok(await page.locator("[data-save-session]").isDisabled());
    await page.locator("[data-undo-session]").click();
    assert.ok(await page.locator("[data-save-session]").isEnabled());
    await page.locator("[data-clear-session]").click();
    const empty = join(folder, "empty.csv");
    await writeFile(empty, "# blindspot session, version 1\nfamilies,before,feet,1,1\n");
    await page.locator("[data-load-session]").setInputFiles(empty);
    await eventually(async () => assert.match(await said(), /empty\.csv is not loaded\. None of its lines can be read\. Line 2/));
    const bad = join(folder, "bad.csv");
    await writeFile(bad, "name,grade\nAnn,1\n<script>alert(1)</script>\n");
    await page.locator("[data-load-session]").setInputFiles(bad);
    await eventually(async () => assert.match(await said(), /bad\.csv is not loaded\. The file is no session/));
    const odd = join(folder, "odd.csv");
    await writeFile(odd, `${text}families,before,hands,99,1\r\n`);
    await page.locator("[data-load-session]").setInputFiles(odd);
    await eventually(async () => assert.match(await said(), /odd\.csv is loaded: 4 votes, in place of 0\. Line 7 is left out: there is no answer “99”/));
    await page.locator("[data-steps]").selectOption({ label: `Chapter ${FAMILIES + 1}` });
    assert.equal(await votes(page, "families"), "4");
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("every sheet is there, and paper has the sheet and nothing else", async () => {
    const { page, log, close } = await present("#class");
    await page.evaluate(() => {
      window.prints = 0;
      window.print = () => (window.prints += 1);
    });
    const sheets = await page.locator("[data-sheet]").evaluateAll((all) => all.map(({ dataset }) => dataset.sheet));
    assert.deepEqual(sheets, ["plan-short", "plan-long", "worksheet", "facilitator", "terms"]);
    for (const sheet of sheets) {
      await page.locator(`[data-sheet=${sheet}]`).click();
      const shown = page.locator(`.sheet#${sheet}`);
      await shown.waitFor();
      if (sheet === "facilitator") {
        await eventually(async () => assert.equal(await shown.locator(".expected").count(), CHAPTERS.length));
        assert.ok((await shown.locator(".expected li").count()) >= CHAPTERS.length);
        assert.doesNotMatch(await shown.innerText(), /[{}…]/);
      }
      if (sheet === "worksheet") {
        assert.equal(await shown.locator(".asked-on-paper canvas").count(), CHAPTERS.length);
        // Nothing of the answers is on it.
        assert.ok(!(await shown.innerText()).includes("The model says"));
      }
      if (sheet.startsWith("plan")) {
        const minutes = await shown.locator("tbody tr td:nth-child(2)").evaluateAll((all) => all.map(({ textContent }) => parseInt(textContent)));
        assert.equal(minutes.reduce((sum, part) => sum + part), sheet === "plan-short" ? 45 : 90);
      }
      await page.locator("[data-print]").click();
      await page.emulateMedia({ media: "print" });
      assert.ok(await shown.isVisible());
      for (const part of [".room-bar", "[data-print]", "[data-sheet]", "[data-save-session]"]) {
        assert.ok(!(await page.locator(part).first().isVisible()), part);
      }
      await page.emulateMedia({ media: "screen" });
    }
    assert.equal(await page.evaluate(() => window.prints), sheets.length);
    assert.deepEqual(log, QUIET);
    await close();
  });

  test("devices are led to the questions by an address and its code", async () => {
    const { page, close } = await present("#class");
    const address = `${site.server.url}?workshop=join`;
    assert.equal(await page.locator("[data-join]").innerText(), address);
    assert.ok(await page.locator(".joining .qr").isVisible());
    await close();
  });

  test("the whole page leads to the workshop", async () => {
    const { page, close } = await site.openPage();
    await page.locator("[data-workshop-link]").click();
    await page.waitForSelector(".room-bar");
    await close();
  });
});

for (const [width, colorScheme] of [[360, "dark"], [1280, "light"], [1920, "dark"]]) {
  test(`nothing scrolls sideways and axe finds nothing at ${width} px, ${colorScheme}`, async () => {
    const { page, close } = await present("#copies", { width, height: 1000, colorScheme });
    await page.locator("[data-toggle=notes]").click();
    await page.locator("#copies .hands summary").click();
    for (let i = 0; i < 5; i += 1) await page.locator("[data-next]").click();
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const problems = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
    };
    assert.ok((await sideways()) <= 0, `scrolls sideways by ${await sideways()} px`);
    assert.deepEqual(await problems(), []);
    await screenshot(page, `workshop-${width}-${colorScheme}`, { fullPage: true });
    await page.locator("[data-steps]").selectOption({ label: "Class and sheets" });
    await page.locator("[data-sheet=worksheet]").click();
    assert.ok((await sideways()) <= 0, `scrolls sideways by ${await sideways()} px`);
    assert.deepEqual(await problems(), []);
    await close();
  });
}

test("all of it works from the single file, which asks for nothing", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const asked = [];
  const problems = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  const file = pathToFileURL(SINGLE).href;
  await page.goto(`${file}?workshop=join#judgement`);
  await page.getByRole("slider", { name: "Your guess", exact: true }).press("ArrowRight");
  await page.locator("[data-make]").click();
  const made = await page.locator("[data-code]").innerText();
  await page.goto(`${file}?workshop=1#judgement`);
  await count(page, "judgement", made);
  assert.equal(await votes(page, "judgement"), "1");
  for (let i = 0; i < 5; i += 1) await page.locator("[data-next]").click();
  assert.ok(await page.locator("#judgement [data-answer]").isVisible());
  await page.locator("[data-clock-run]").click();
  await page.locator("[data-steps]").selectOption({ label: "Class and sheets" });
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-save-session]").click()]);
  assert.match(await readFile(await download.path(), "utf8"), new RegExp(made));
  await page.locator("[data-sheet=worksheet]").click();
  assert.equal(await page.locator(".asked-on-paper").count(), CHAPTERS.length);
  // It has no address that a device could be led to.
  assert.equal(await page.locator(".joining").count(), 0);
  assert.deepEqual(problems, []);
  assert.deepEqual(asked.filter((url) => !/^(data|blob):/.test(url) && url.split(/[?#]/)[0] !== file), []);
  await context.close();
});
