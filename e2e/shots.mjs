// Pictures of one part of the page: node e2e/shots.mjs ID... (WIDTHS, SCHEMES as in look.mjs).
import { screenshot, startSite } from "./harness.mjs";

const WIDTHS = (process.env.WIDTHS ?? "1440").split(",").map(Number);
const SCHEMES = (process.env.SCHEMES ?? "light").split(",");
const site = await startSite();
for (const width of WIDTHS) {
  for (const colorScheme of SCHEMES) {
    const { page, log, close } = await site.openPage({ width, height: 900, colorScheme });
    for (const id of process.argv.slice(2)) {
      for (const canvas of await page.locator(`#${id} canvas`).all()) {
        await canvas.scrollIntoViewIfNeeded();
        await page.waitForTimeout(150);
      }
      await page.waitForTimeout(Number(process.env.REST ?? 2500));
      await page.locator(`#${id}`).screenshot({ path: new URL(`output/${id}-${width}-${colorScheme}.png`, import.meta.url).pathname });
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    console.log(width, colorScheme, overflow > 0 ? `SCROLLS SIDEWAYS BY ${overflow}` : "", JSON.stringify(log));
    await close();
  }
}
await site.close();
