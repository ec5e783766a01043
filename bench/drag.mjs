// From a slider's input to the frame that shows it, over every slider of the page, at full and at a quarter speed.
import { startSite } from "../e2e/harness.mjs";

const MOVES = 60;
const BUDGET = { 1: 33, 4: 50 };

const site = await startSite();
console.log("slider            CPU   p50 ms   p95 ms   budget   tasks over 50 ms");
for (const slowdown of [1, 4]) {
  const { page, close } = await site.openPage({ width: 1280, height: 900 });
  const client = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    window.delays = [];
    window.longTasks = 0;
    new PerformanceObserver((list) => (window.longTasks += list.getEntries().length)).observe({ entryTypes: ["longtask"] });
    let since = null;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      window.delays.push(performance.now() - since);
      since = null;
    };
    // A frame is done when the message that its callback posts arrives; moves until then belong to the same frame.
    document.addEventListener(
      "input",
      (event) => {
        if (since !== null) return;
        since = event.timeStamp;
        requestAnimationFrame(() => port2.postMessage(null));
      },
      true,
    );
  });
  await client.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  for (const slider of await page.locator('input[type="range"]').all()) {
    const id = await slider.getAttribute("id");
    await slider.scrollIntoViewIfNeeded();
    // Simulated fields come to rest first.
    await page.waitForTimeout(2500 * slowdown);
    await page.evaluate(() => {
      window.delays.length = 0;
      window.longTasks = 0;
    });
    const box = await slider.boundingBox();
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    for (let i = 0; i < MOVES; i += 1) {
      const share = 0.5 - 0.45 * Math.cos((i / MOVES) * 2 * Math.PI);
      await page.mouse.move(box.x + 12 + share * (box.width - 24), box.y + box.height / 2);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
    const { delays, longTasks } = await page.evaluate(() => ({ delays: [...window.delays], longTasks: window.longTasks }));
    delays.sort((a, b) => a - b);
    const at = (share) => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))].toFixed(1).padStart(9);
    const cells = [id.padEnd(16), `${slowdown}×`.padStart(5), at(0.5), at(0.95), String(BUDGET[slowdown]).padStart(9), String(longTasks).padStart(10)];
    console.log(cells.join(""));
  }
  await close();
}
await site.close();
