// Makes the README's picture, docs/opening.png, from the built page.
// Usage: node e2e/picture.mjs   (make picture)
import { fileURLToPath } from "node:url";

import { startSite } from "./harness.mjs";

const site = await startSite();
const { page } = await site.openPage({ width: 1366, height: 800, reducedMotion: "reduce" });
await page.waitForFunction(() => document.querySelector("#opening canvas")?.width > 0);
// Nothing more is asked for once the curves have all their points.
await page.waitForLoadState("networkidle");
await page.screenshot({ path: fileURLToPath(new URL("../docs/opening.png", import.meta.url)) });
await site.close();
