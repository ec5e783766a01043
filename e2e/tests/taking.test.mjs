// Where a frame or a browser forbids files, pictures or print, that is said, and the text is offered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { code } from "../codes.mjs";
import { startSite } from "../harness.mjs";
import { quoted, startHost } from "../hosts.mjs";
import { CHAPTERS, QUIET, eventually } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** The page in a frame that may run scripts, and neither save nor print. */
async function framed(rest) {
  const host = await startHost(
    `<!doctype html><title>A post</title><link rel="icon" href="data:,"><iframe title="A figure" width="900" height="800" sandbox="allow-scripts allow-same-origin" src=${quoted(site.server.url + rest)}></iframe>`,
  );
  const page = await site.browser.newPage();
  page.setDefaultTimeout(120_000);
  const downloads = [];
  page.on("download", (download) => downloads.push(download.suggestedFilename()));
  await page.goto(host.url);
  const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
  await frame.waitForSelector("body[data-ready]", { state: "attached" });
  return {
    frame,
    downloads,
    async close() {
      await page.close();
      await host.close();
    },
  };
}

test("a frame that may not save does not say that it did, and gives the text", async () => {
  const { frame, downloads, close } = await framed("?embed=1&fig=crowd&controls=full");
  await frame.locator(".takeaway summary").click();
  for (const kind of ["csv", "svg", "json", "outputs"]) {
    await frame.locator(`[data-save="${kind}"]`).click();
    await eventually(async () => assert.match(await frame.locator("[data-saved]").innerText(), /if the page around this one allows that/));
    assert.ok((await frame.locator("#crowd-unsaved").inputValue()).length > 100, kind);
  }
  assert.deepEqual(downloads, []);
  await close();
});

test("nor does a session, and a sheet says why it is not printed", async () => {
  const { frame, downloads, close } = await framed("?workshop=1#judgement");
  const made = code({ chapter: CHAPTERS.indexOf("judgement"), device: 7, level: 100 });
  await frame.locator("#judgement textarea").fill(made);
  await frame.locator("#judgement [data-count]").click();
  await frame.locator("[data-steps]").selectOption({ label: "Class and sheets" });
  await frame.locator("[data-save-session]").click();
  await eventually(async () => assert.match(await frame.locator("[data-session-said]").innerText(), /if the page around/));
  assert.match(await frame.locator("#session-text").inputValue(), new RegExp(made));
  await frame.locator("[data-sheet=plan-short]").click();
  await frame.locator("[data-print]").click();
  await eventually(async () => assert.match(await frame.locator("[data-print-said]").innerText(), /open it by itself/));
  assert.deepEqual(downloads, []);
  await close();
});

test("where no page may read pictures, a drawing is offered and codes are typed", async () => {
  const noise = (page) =>
    page.addInitScript(() => {
      const read = CanvasRenderingContext2D.prototype.getImageData;
      CanvasRenderingContext2D.prototype.getImageData = function (...given) {
        const picture = read.apply(this, given);
        for (let i = 0; i < picture.data.length; i += 1) picture.data[i] = (i * 2654435761) >>> 24;
        return picture;
      };
    });
  const { page, log, close } = await site.openPage({ path: "?embed=1&fig=crowd&controls=full", prepare: noise });
  await page.locator(".takeaway summary").click();
  await page.locator('[data-save="png"]').click();
  assert.match(await page.locator("[data-saved]").innerText(), /protect you.*SVG/s);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('[data-save="svg"]').click()]);
  assert.equal(download.suggestedFilename(), "blindspot-crowd.svg");
  assert.deepEqual(log, QUIET);
  await close();
  const room = await site.openPage({ path: "?workshop=1", hash: "#judgement", prepare: noise });
  await room.page.locator("#judgement [data-scan]").click();
  await room.page.locator("#judgement [data-camera]").click();
  await eventually(async () => assert.match(await room.page.locator("[data-scan-said]").innerText(), /protect you.*type or paste/s));
  await room.page.locator("#judgement [data-picture]").setInputFiles({ name: "codes.png", mimeType: "image/png", buffer: Buffer.from("x") });
  await eventually(async () => assert.match(await room.page.locator("[data-scan-said]").innerText(), /type or paste/));
  await room.close();
});

test("a figure whose simulations run can be saved although it was scrolled out of view", async () => {
  const { page, close } = await site.openPage({ width: 1280, height: 800 });
  for (const figure of ["ramp-human", "worlds"]) {
    const card = page.locator(`figure[id="${figure}"]`);
    if (!(await card.count())) continue;
    await card.locator(".takeaway summary").evaluate((summary) => summary.click());
    await page.evaluate(() => scrollTo(0, 0));
    await card.locator('[data-save="csv"]:not(:disabled)').waitFor({ state: "attached" });
    const far = await card.evaluate((element) => element.getBoundingClientRect().top > innerHeight);
    assert.ok(far, `${figure} is out of view`);
  }
  await close();
});
