// Pictures of the whole page at the sizes and schemes that matter, for people to look at.
import { screenshot, startSite } from "./harness.mjs";

const WIDTHS = (process.env.WIDTHS ?? "360,768,1440").split(",").map(Number);
const SCHEMES = (process.env.SCHEMES ?? "light,dark").split(",");

/** Scrolls through the page, so that every figure was in view and is drawn. */
export async function drawAll(page) {
  for (const canvas of await page.locator("canvas").all()) {
    await canvas.evaluate((element) => element.scrollIntoView({ block: "center" }));
    // A canvas has its first size until it is drawn on.
    await canvas.evaluate(async (element) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      while (element.width === 300 && element.height === 150) await frame();
      await frame();
    });
  }
  await page.evaluate(() => scrollTo(0, 0));
}

/** Waits by what is worked out only while its figure is in view: maps and simulated fields. */
async function workAll(page) {
  for (const id of ["map", "generations", "phases", "plausible", "ranking"]) {
    await page.locator(`#${id} canvas`).scrollIntoViewIfNeeded();
    await page.waitForTimeout(Number(process.env.REST ?? 2500));
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(200);
}

export async function look(site, name, options = {}) {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const { page, log, close } = await site.openPage({ width, height: 900, colorScheme, ...options });
      await drawAll(page);
      await workAll(page);
      await screenshot(page, `${name}-${width}-${colorScheme}`, { fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) console.log(`${width}: scrolls sideways by ${overflow}`);
      console.log(width, colorScheme, JSON.stringify(log));
      await close();
    }
  }
}

if (import.meta.main ?? process.argv[1]?.endsWith("look.mjs")) {
  const site = await startSite();
  await look(site, "page", { hash: process.env.HASH ?? "" });
  await site.close();
}
