// On paper: every figure about as large as it was drawn, sliders with their tracks, tables, and no page left blank.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import { startSite } from "../harness.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** The pages of a PDF as Chromium writes it: what is drawn on each, as text. */
function pages(pdf) {
  const text = pdf.toString("latin1");
  const objects = new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id, body]));
  const all = [...objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body));
  const drawn = (body) => {
    const [, id] = /\/Contents (\d+) 0 R/.exec(body);
    const [, data] = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(objects.get(id));
    return inflateSync(Buffer.from(data, "latin1")).toString("latin1");
  };
  return all.map(drawn);
}

for (const [width, height, most] of [[390, 844, 30], [1280, 800, 30]]) {
  test(`from ${width} px it takes ${most} pages at most, the first of which is full`, async () => {
    const { page, close } = await site.openPage({ width, height });
    const drawn = pages(await page.pdf({ format: "A4", margin: { top: "1cm", bottom: "1cm", left: "1cm", right: "1cm" } }));
    assert.ok(drawn.length > 5 && drawn.length <= most, `${drawn.length} pages`);
    // Words, pictures and levers of the opening stand there.
    assert.ok((drawn[0].match(/ Tj| TJ/g) ?? []).length > 30, "the first page has words");
    assert.ok(drawn[0].length > 60_000, "and pictures");
    await close();
  });
}

describe("what is printed", () => {
  test("sliders keep their tracks, switches their state, and closed tables are there", async () => {
    const { page, close } = await site.openPage({ width: 1280, height: 800 });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const sliders = page.locator("input[type=range]:visible");
    assert.ok((await sliders.count()) >= 3);
    for (const slider of await sliders.all()) {
      assert.equal(await slider.evaluate((input) => getComputedStyle(input).printColorAdjust), "exact");
    }
    const tables = await page.evaluate(() =>
      [...document.querySelectorAll("#opening figure.card, .chapter figure.card")].map((card) => [card.id, card.querySelectorAll(".values:not(.takeaway) tbody tr").length, card.querySelector(".values:not(.takeaway) table")?.getBoundingClientRect().height ?? 0]),
    );
    assert.deepEqual(tables.filter(([, rows, height]) => rows < 1 || height < 10), []);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    assert.equal(await page.locator("details.values[open]").count(), 0, "and closed again");
    await close();
  });
});
