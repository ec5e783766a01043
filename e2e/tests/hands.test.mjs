// One gesture is one change, whatever it is made with; what the browser takes for something else leaves nothing behind.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { show, startSite } from "../harness.mjs";
import { QUIET, eventually, rested, swipe } from "../reading.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.close());

const PHONE = { width: 390, height: 844, hasTouch: true, isMobile: true };

const entries = (page) => page.evaluate(() => history.length);
const hash = (page) => page.evaluate(() => location.hash);

test("a swipe that scrolls the page changes nothing, wherever it begins", async () => {
  for (const [hash0, what, fixed] of [
    ["#edge", "#phases .stand", (page) => page.locator("#edge").getAttribute("data-setting")],
    ["#copies", ".pad", (page) => page.locator(".pad").first().getAttribute("aria-valuetext")],
  ]) {
    const { page, log, close } = await site.openPage({ ...PHONE, hash: hash0 });
    const place = page.locator(what).first();
    await show(place);
    await eventually(async () => assert.ok((await place.boundingBox()).height > 50));
    const [state, before] = [await fixed(page), [await hash(page), await entries(page)]];
    const box = await place.boundingBox();
    const x = box.x + box.width * 0.4;
    const y = box.y + box.height * 0.6;
    const steps = Array.from({ length: 12 }, (_, i) => ({ x, y: y - 15 * i }));
    await place.evaluate((element) => element.addEventListener("pointercancel", () => (window.taken = true)));
    await swipe(page, steps);
    await page.waitForFunction(() => window.taken);
    await rested(page);
    assert.equal(await fixed(page), state, what);
    assert.deepEqual([await hash(page), await entries(page)], before, what);
    assert.deepEqual(log, QUIET);
    await close();
  }
});

test("a finger that taps or moves sideways walks on the map, and gives back what it did when it is taken away", async () => {
  const { page, close } = await site.openPage({ ...PHONE, hash: "#edge" });
  const map = page.locator("#phases .stand");
  await show(map);
  const setting = () => page.locator("#edge").getAttribute("data-setting");
  const begun = await setting();
  const canvas = await map.locator("canvas").boundingBox();
  const at = (along, up) => ({ x: canvas.x + canvas.width * along, y: canvas.y + canvas.height * up });
  await page.touchscreen.tap(at(0.6, 0.4).x, at(0.6, 0.4).y);
  await eventually(async () => assert.notEqual(await setting(), begun));
  const tapped = await setting();
  const fingers = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => fingers.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [at(0.6, 0.4)]);
  for (const along of [0.62, 0.66, 0.7, 0.75]) await touch("touchMove", [at(along, 0.4)]);
  await eventually(async () => assert.notEqual(await setting(), tapped));
  await touch("touchCancel", []);
  await eventually(async () => assert.equal(await setting(), tapped));
  await close();
});

test("a held key, a drag, a wheel and a typed number are one undo each", async () => {
  const { page, close } = await site.openPage();
  const slider = page.locator("#supervision");
  await show(slider);
  const [undo, value] = [page.locator("[data-undo]"), () => slider.inputValue()];
  const begun = await value();
  await slider.focus();
  for (let i = 0; i < 30; i += 1) await page.keyboard.down("ArrowLeft");
  await page.keyboard.up("ArrowLeft");
  const held = await value();
  assert.notEqual(held, begun);
  // As browsers turn a slider by a wheel: many inputs, and neither key nor pointer.
  await slider.evaluate(async (input) => {
    for (let i = 1; i <= 10; i += 1) {
      input.value = 20 + i;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => setTimeout(done, 16));
    }
  });
  const box = page.locator("[data-slider=supervision] [type=text]");
  await eventually(async () => assert.equal(await undo.isEnabled(), true));
  await rested(page);
  await box.fill("77");
  await box.press("Enter");
  await undo.click();
  await eventually(async () => assert.equal(await value(), "30"));
  await undo.click();
  await eventually(async () => assert.equal(await value(), held));
  await undo.click();
  await eventually(async () => assert.equal(await value(), begun));
  assert.equal(await undo.isDisabled(), true);
  await close();
});

test("undo brings A back that a swap or a clearing has taken; a field keeps its own undo", async () => {
  const { page, close } = await site.openPage();
  const press = (name) => page.locator(`[data-${name}]`).click();
  const state = () => hash(page);
  await show(page.locator("[data-pin]"));
  await press("pin");
  await page.locator("#supervision").focus();
  await page.keyboard.press("Home");
  await eventually(async () => assert.match(await state(), /a=supervision/));
  const compared = await state();
  await press("swap");
  await eventually(async () => assert.notEqual(await state(), compared));
  await press("undo");
  await eventually(async () => assert.equal(await state(), compared));
  await press("unpin");
  await eventually(async () => assert.doesNotMatch(await state(), /a=/));
  const cleared = await state();
  await page.locator("#sandbox .takeaway summary").first().click();
  const field = page.locator("#sandbox .takeaway textarea").first();
  await field.focus();
  await page.keyboard.press("Control+z");
  await rested(page);
  assert.equal(await state(), cleared, "the field's own");
  await press("undo");
  await eventually(async () => assert.equal(await state(), compared));
  await close();
});

test("only the main button moves anything, and none that is up does", async () => {
  const { page, close } = await site.openPage({ hash: "#edge" });
  const map = page.locator("#phases .stand");
  await show(map);
  const setting = () => page.locator("#edge").getAttribute("data-setting");
  const begun = await setting();
  const canvas = await map.locator("canvas").boundingBox();
  const at = (along) => [canvas.x + canvas.width * along, canvas.y + canvas.height * 0.5];
  await page.mouse.move(...at(0.7));
  await page.mouse.down({ button: "right" });
  await page.mouse.move(...at(0.5));
  await rested(page);
  assert.equal(await setting(), begun);
  // The menu has swallowed the end of the press: keys are heard all the same.
  const slider = page.locator("#edge-supervision");
  await slider.focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.match(await hash(page), /supervision/));
  await page.mouse.up({ button: "right" });
  // A handle that lost its pointer outside stays where it is.
  const handle = page.locator("#edge [data-handle]").first();
  if (await handle.count()) {
    await handle.evaluate((input) => {
      const event = (type, x, buttons) =>
        input.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, isPrimary: true, button: 0, buttons, clientX: x }));
      event("pointerdown", 100, 1);
      event("pointermove", 130, 1);
      window.there = input.value;
      event("pointermove", 200, 2);
      event("pointermove", 220, 0);
    });
    assert.equal(await handle.inputValue(), await page.evaluate(() => window.there));
  }
  await close();
});
