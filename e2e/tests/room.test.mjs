// What a room sees and a presenter needs: question and chart on one screen, one key for all, a class without a network, two tabs.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { code } from "../codes.mjs";
import { startSite } from "../harness.mjs";
import { SINGLE } from "../hosts.mjs";
import { CHAPTERS, QUIET, eventually } from "../reading.mjs";

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
const votes = (page, chapter) => page.locator(`#${chapter} [data-votes]`).getAttribute("value");

/** What of these can't be seen as a whole: off the screen, under the bar, or cut by what scrolls. */
const unseen = (page, selectors) =>
  page.evaluate(async (selectors) => {
    for (let frames = 0; frames < 4; frames += 1) await new Promise((go) => requestAnimationFrame(go));
    const bar = document.querySelector(".room-bar").getBoundingClientRect().bottom;
    const found = [];
    for (const selector of selectors) {
      const all = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
      if (all.length === 0) found.push(`no ${selector}`);
      for (const element of all) {
        const box = element.getBoundingClientRect();
        let [top, bottom] = [bar, innerHeight];
        for (let around = element.parentElement; around; around = around.parentElement) {
          if (getComputedStyle(around).overflowY === "visible" || around === document.documentElement) continue;
          const clip = around.getBoundingClientRect();
          [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
        }
        if (box.top < top - 1 || box.bottom > bottom + 1 || box.right > innerWidth + 1) {
          found.push(`${selector} from ${Math.round(box.top)} to ${Math.round(box.bottom)}, seen from ${Math.round(top)} to ${Math.round(bottom)}`);
        }
        if (element.localName === "canvas" && (box.height < 150 || box.width < 300)) found.push(`${selector} of ${box.width} × ${box.height}`);
      }
    }
    return found;
  }, selectors);

for (const [width, height] of [[1280, 720], [1920, 1080]]) {
  test(`question, answers and one whole chart are on one screen of ${width} × ${height}, in every chapter`, async () => {
    const { page, log, close } = await present("", { width, height });
    const problems = [];
    for (const [i, chapter] of CHAPTERS.entries()) {
      await page.locator("[data-steps]").selectOption({ label: `Chapter ${i + 1}` });
      const step = page.locator(`#${chapter}`);
      const options = await step.locator("[data-options]").count();
      const asked = [`#${chapter} .asked`, ...(options ? [`#${chapter} [data-options]`] : [])];
      const look = async (what, selectors) => {
        for (const problem of await unseen(page, selectors)) problems.push(`${chapter}, ${what}: ${problem}`);
      };
      await look("question", asked);
      await page.keyboard.press("PageDown");
      await look("votes", [...asked, `#votes-${i + 1} h3`, `#votes-${i + 1} canvas`]);
      await page.keyboard.press("PageDown");
      await look("answer", [...asked, `#${chapter} [data-answer]`, `#votes-${i + 1} canvas`]);
      await page.keyboard.press("PageDown");
      await look("figures", [...asked, `#${chapter} .leaf:not(.aside) h3`, `#${chapter} .leaf:not(.aside) canvas`]);
      assert.ok(await step.locator(".levers input[type=range]").first().isVisible());
    }
    assert.deepEqual(problems, []);
    assert.deepEqual(log, QUIET);
    await close();
  });
}

test("choices are shown before anything else is", async () => {
  const { page, close } = await present("#families");
  const options = page.locator("#families [data-options] li");
  assert.equal(await options.count(), 4);
  assert.ok(await options.last().isVisible());
  assert.equal(await page.locator('#families [data-layer][aria-pressed="true"]').count(), 0);
  await close();
});

test("a presenter gets through a plan with Page Down alone, and back", async () => {
  const { page, log, close } = await site.openPage({ path: "?workshop=45" });
  const step = () => page.locator("[data-steps]").evaluate((select) => select.selectedOptions[0].textContent);
  const way = [await step()];
  let answers = 0;
  for (let presses = 0; presses < 80 && !(await page.locator("[data-next]").isDisabled()); presses += 1) {
    await page.keyboard.press("PageDown");
    const now = await step();
    if (now !== way.at(-1)) way.push(now);
    answers += await page.locator("[data-answer]:visible").count();
  }
  assert.deepEqual(way, ["Class and sheets", "Chapter 1", "Chapter 2", "Opening", "Chapter 4", "Chapter 8", "Chapter 10"]);
  assert.ok(answers >= 5);
  // The opening's scenes were played on the way.
  await page.locator("[data-steps]").selectOption({ label: "Opening" });
  await eventually(async () => assert.equal(await page.locator('#opening [data-step="3"]').getAttribute("aria-pressed"), "true"));
  await page.keyboard.press("PageUp");
  await eventually(async () => assert.equal(await page.locator('#opening [data-step="2"]').getAttribute("aria-pressed"), "true"));
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("PageUp");
  assert.equal(await step(), "Chapter 2");
  assert.deepEqual(log, QUIET);
  await close();
});

test("thirty hands are typed at once, and a curve says where it counts", async () => {
  const { page, close } = await present("#copies");
  assert.match(await page.locator("#copies [data-counts-at]").innerText(), /with 15 reviewers/);
  await page.locator("#copies .hands summary").click();
  const hands = page.locator("#copies [data-hands] input").nth(2);
  await hands.fill("30");
  await hands.press("Enter");
  assert.equal(await votes(page, "copies"), "30");
  for (const slip of ["many", "-3", "4000", "2.5"]) {
    await hands.fill(slip);
    await hands.press("Enter");
    assert.match(await hands.inputValue(), /^\d+$/, slip);
    assert.ok(Number(await votes(page, "copies")) <= 30, slip);
  }
  await close();
});

test("a file leads to the workshop from its first screen", async () => {
  for (const viewport of [{ width: 1280, height: 720 }, { width: 390, height: 844 }]) {
    const context = await site.browser.newContext({ viewport, offline: true });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    await page.goto(pathToFileURL(SINGLE).href);
    await page.waitForSelector("body[data-ready]", { state: "attached" });
    const box = await page.locator("[data-way-in]").boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= viewport.height, `at ${box.y}`);
    await page.locator("[data-way-in]").click();
    await page.waitForSelector(".room-bar");
    await page.locator("[data-steps]").selectOption({ label: "Class and sheets" });
    assert.match(await page.locator("#class").innerText(), /hotspot any server of files/);
    await context.close();
  }
  const { page, close } = await site.openPage();
  assert.equal(await page.locator("[data-way-in]").count(), 0, "a site has it at its end");
  await close();
});

test("two tabs of one group have a notes window each", async () => {
  const { page, log, close } = await present("#copies");
  const [other] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate(() => void window.open(`${location.pathname}?workshop=1#edge`, "_blank")),
  ]);
  await other.waitForSelector("#edge .asked");
  const notes = async (tab) => (await Promise.all([tab.waitForEvent("popup"), tab.locator("[data-notes-window]").click()]))[0];
  const [mine, theirs] = [await notes(page), await notes(other)];
  const text = (aside) => aside.locator("body").innerText();
  await eventually(async () => assert.ok((await text(mine)).length > 50 && (await text(theirs)).length > 50));
  assert.notEqual(await text(mine), await text(theirs));
  const before = await text(mine);
  await other.locator('[data-step="on"]').click();
  await eventually(async () => assert.doesNotMatch(await text(theirs), new RegExp(before.slice(8, 40).replace(/\W+/g, ".*"))));
  assert.equal(await text(mine), before);
  assert.deepEqual(log, QUIET);
  await close();
});

test("where the browser keeps no votes, it is said once there are some", async () => {
  const { page, close } = await present("#judgement", {
    prepare: (page) =>
      page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      }),
  });
  assert.ok(!(await page.locator(".notices").isVisible()));
  for (const device of [1, 2]) {
    await page.locator("#judgement textarea").fill(code({ chapter: CHAPTERS.indexOf("judgement"), device, level: 100 }));
    await page.locator("#judgement [data-count]").click();
  }
  assert.equal(await votes(page, "judgement"), "2");
  assert.deepEqual(await page.locator(".notices li").allInnerTexts(), ["This browser keeps no votes over a reload: save the session as a file, under “Class and sheets”."]);
  await close();
});

test("closing asks as long as there are votes that no file has", async () => {
  const asks = async (act) => {
    const { page, close } = await present("#judgement", { acceptDownloads: true });
    await page.locator("#judgement textarea").fill(code({ chapter: CHAPTERS.indexOf("judgement"), device: 7, level: 100 }));
    await page.locator("#judgement [data-count]").click();
    await act(page);
    const asked = Promise.race([
      page.waitForEvent("dialog").then(async (dialog) => {
        const type = dialog.type();
        await dialog.accept();
        return type;
      }),
      page.waitForEvent("close").then(() => "closed"),
    ]);
    await page.close({ runBeforeUnload: true });
    const found = await asked;
    await close();
    return found;
  };
  assert.equal(await asks(async () => {}), "beforeunload");
  const save = async (page) => {
    await page.locator("[data-steps]").selectOption({ label: "Class and sheets" });
    await Promise.all([page.waitForEvent("download"), page.locator("[data-save-session]").click()]);
  };
  assert.equal(await asks(save), "closed");
});

test("twelve small codes in one large photo are all read", async () => {
  const device = await site.openPage({ path: "?workshop=join", hash: "judgement", width: 400 });
  const slider = device.page.getByRole("slider", { name: "Your guess", exact: true });
  const codes = [];
  for (let i = 0; i < 12; i += 1) {
    await slider.press("ArrowRight");
    await device.page.locator("[data-make]").click();
    codes.push(
      await device.page.locator(".qr").evaluate((svg) => ({ side: svg.viewBox.baseVal.width, path: svg.querySelector("path").getAttribute("d") })),
    );
  }
  // Phones held up in a hall: small, a little askew, none exactly on the grid.
  const photo = await device.page.evaluate(async (codes) => {
    const canvas = new OffscreenCanvas(4032, 3024);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#6b6259";
    pen.fillRect(0, 0, 4032, 3024);
    for (const [i, { side, path }] of codes.entries()) {
      pen.save();
      pen.translate(350 + (i % 4) * 950 + 37 * (i % 3), 400 + Math.floor(i / 4) * 900 + 53 * (i % 5));
      pen.rotate((i - 6) / 60);
      const size = 150;
      pen.fillStyle = "#111";
      pen.fillRect(-30, -80, size + 60, size + 200);
      pen.fillStyle = "#f4f6f5";
      pen.fillRect(-12, -40, size + 24, size + 90);
      pen.scale(size / side, size / side);
      pen.fillStyle = "#1a1c20";
      pen.fill(new Path2D(path));
      pen.restore();
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  }, codes);
  await device.close();
  const file = join(folder, "hall.jpg");
  await writeFile(file, Buffer.from(photo, "base64"));
  const { page, close } = await present("#judgement");
  await page.locator("#judgement [data-scan]").click();
  await page.locator("#judgement [data-picture]").setInputFiles(file);
  await eventually(async () => assert.match(await page.locator("[data-scan-said]").innerText(), /codes? in hall\.jpg/), 60_000);
  // All are of one device, which has one vote: what was read is told.
  assert.match(await page.locator("[data-scan-said]").innerText(), /^12 codes in hall\.jpg/);
  assert.equal(await votes(page, "judgement"), "1");
  await close();
});
