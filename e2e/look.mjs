// Pictures for people to look at, of the whole page or of parts of it, at the sizes and schemes that matter.
// Usage: node e2e/look.mjs [ID...]   (WIDTHS=360,1440, SCHEMES=light,dark, HASH=…, REST=milliseconds a figure is given)

import { screenshot, show, startSite } from "./harness.mjs";

const WIDTHS = (process.env.WIDTHS ?? "360,768,1440").split(",").map(Number);
const SCHEMES = (process.env.SCHEMES ?? "light,dark").split(",");
const REST = Number(process.env.REST ?? 2500);

/** Brings every figure of these parts into view, so that it is drawn and what only then is worked out is there. */
async function rouse(page, parts) {
  for (const part of parts) {
    for (const canvas of await page.locator(`${part} canvas`).all()) {
      await show(canvas);
      await page.waitForTimeout(150);
    }
    await page.waitForTimeout(REST);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(200);
}

const ids = process.argv.slice(2);
const site = await startSite();
for (const width of WIDTHS) {
  for (const colorScheme of SCHEMES) {
    const { page, log, close } = await site.openPage({ width, height: 900, colorScheme, hash: process.env.HASH ?? "" });
    if (ids.length === 0) {
      await rouse(page, ["header ~ *", ".chapter", ".instrument"]);
      await screenshot(page, `page-${width}-${colorScheme}`, { fullPage: true });
    }
    for (const id of ids) {
      await rouse(page, [`#${id}`]);
      await screenshot(page.locator(`#${id}`), `${id}-${width}-${colorScheme}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    console.log(width, colorScheme, overflow > 0 ? `scrolls sideways by ${overflow}` : "", JSON.stringify(log));
    await close();
  }
}
await site.close();
