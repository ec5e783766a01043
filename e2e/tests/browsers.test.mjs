// The page's essentials in the system's Firefox and WebKit: it loads, every slider moves, a chart is drawn, links open,
// it is kept for reading offline, and what is saved is byte for byte what the build computed natively.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBrowser } from "../drivers.mjs";
import { evaluate } from "../harness.mjs";
import { SINGLE } from "../hosts.mjs";
import { parameters } from "../reading.mjs";
import { startServer } from "../server.mjs";

const STILL = new URL("../../dist/figures/", import.meta.url);

/** Figures of every kind of picture, and of exact, simulated and measured data. */
const FIGURES = ["real-world", "walls", "effective", "humans", "vendors", "strips", "claimed", "phases", "ramp-human", "ranking", "plausible"];

/** Chooses the figure that has this element where several share a place, and asks to be shown what waits for a guess. */
function show(browser, selector) {
  return browser.run((selector) => {
    const leaf = document.querySelector(selector).closest(".leaf.aside");
    leaf?.closest(".figures").querySelectorAll("[data-tab]")[[...leaf.parentElement.children].indexOf(leaf)]?.click();
    leaf?.parentElement.querySelector(".veil button")?.click();
  }, selector);
}

/** What a figure is saved as, read from what the page would have downloaded. */
async function saved(browser, figure, kind) {
  await show(browser, `figure[id="${figure}"]`);
  await browser.run((figure) => {
    // The file stays in the page.
    window.kept ??= [];
    URL.createObjectURL = (blob) => `blob:kept-${window.kept.push(blob)}`;
    HTMLAnchorElement.prototype.click = () => {};
    const card = document.querySelector(`figure[id="${figure}"]`);
    card.scrollIntoView({ block: "center" });
    card.querySelector(".takeaway").open = true;
  }, figure);
  const button = `figure[id="${figure}"] [data-save="${kind}"]`;
  await browser.until(`${figure} can't be saved`, () => browser.run((button) => document.querySelector(button)?.disabled === false, button));
  return browser.ask(
    async (button) => {
      window.kept.length = 0;
      document.querySelector(button).click();
      while (window.kept.length === 0) await new Promise((done) => setTimeout(done, 20));
      return window.kept[0].text();
    },
    button,
  );
}

const drawings = new Map();

for (const name of BROWSERS) {
  describe(name, () => {
    let browser;
    before(async () => {
      browser = await startBrowser(name);
    });
    after(() => browser?.close());

    const problems = () => browser.run(() => window.problems);

    test("every slider moves by keyboard, and its number with it", async () => {
      await browser.open();
      const ids = await browser.run(() => [...document.querySelectorAll('[data-slider] input[type="range"]')].map((slider) => slider.id));
      assert.ok(ids.length > 40, `${ids.length} sliders`);
      const state = (id) =>
        browser.run((id) => {
          const slider = document.getElementById(id);
          const box = slider.closest("[data-slider]").querySelector('input[type="text"]');
          return { at: Number(slider.value), max: Number(slider.max), box: box.value, said: slider.getAttribute("aria-valuetext") };
        }, id);
      for (const id of ids) {
        const before = await state(id);
        await show(browser, `[id="${id}"]`);
        await browser.run((id) => {
          const slider = document.getElementById(id);
          slider.closest(".levers")?.querySelector('.more-levers[aria-expanded="false"]')?.click();
          for (let part = slider.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
        }, id);
        // What was unfolded or chosen can have the focus once the page has answered.
        await browser.run((id) => document.getElementById(id).focus(), id);
        await browser.press(before.at < before.max ? "ARROW_RIGHT" : "ARROW_LEFT");
        await browser.until(`${id} stays at ${JSON.stringify(before)}`, async () => {
          const now = await state(id);
          return now.at !== before.at && now.box !== before.box && now.said !== before.said;
        });
      }
      assert.deepEqual(await problems(), []);
    });

    for (const [what, copy] of [["", undefined], [" in the single file, from a folder", pathToFileURL(SINGLE).href]]) {
      test(`a chart is painted${what}, and follows its lever`, async () => {
        await browser.open({ hash: "#v=1&supervision=0.5", copy });
        const pixels = () =>
          browser.run(() => {
            const canvas = document.querySelector("#generations canvas");
            canvas.scrollIntoView({ block: "center" });
            const copy = document.createElement("canvas");
            [copy.width, copy.height] = [canvas.width, canvas.height];
            const pen = copy.getContext("2d");
            if (canvas.width > 0) pen.drawImage(canvas, 0, 0);
            const data = canvas.width > 0 ? pen.getImageData(0, 0, canvas.width, canvas.height).data : [];
            let hash = 0;
            const colours = new Set();
            for (let i = 0; i < data.length; i += 4) {
              const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
              if (data[i + 3] > 0) colours.add(colour);
              hash = (Math.imul(hash, 31) + colour + data[i + 3]) | 0;
            }
            return { colours: colours.size, hash };
          });
        await browser.until("the chart stays blank", async () => (await pixels()).colours > 8);
        const before = await pixels();
        await browser.run(() => document.getElementById("supervision").focus());
        await browser.press("HOME");
        await browser.until("the chart does not follow", async () => (await pixels()).hash !== before.hash);
        assert.deepEqual(await problems(), []);
      });
    }

    test("a figure alone", async () => {
      await browser.open({ path: "?embed=1&fig=crowd&controls=min&theme=dark", hash: "#v=1&at=copies&reviewers=7" });
      const shown = await browser.run(() => ({
        figures: [...document.querySelectorAll("figure.card")].map(({ id }) => id),
        reviewers: document.getElementById("copies-reviewers").value,
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      assert.deepEqual(shown, { figures: ["crowd"], reviewers: "7", paper: "rgb(20, 23, 27)" });
      assert.deepEqual(await problems(), []);
    });

    test("a guess becomes a code, and the code a vote, in the single file", async () => {
      const file = pathToFileURL(SINGLE).href;
      await browser.open({ path: "?workshop=join", hash: "#judgement", copy: file });
      await browser.run(() => document.querySelector('input[type="range"]').focus());
      await browser.press("ARROW_RIGHT");
      await browser.until("a guess can't be made", () => browser.run(() => !document.querySelector("[data-make]").disabled));
      await browser.run(() => document.querySelector("[data-make]").click());
      const code = () => browser.run(() => document.querySelector("[data-code]")?.textContent ?? "");
      await browser.until("there is no code", async () => /^\w{4}-\w{3}$/.test(await code()));
      const made = await code();
      await browser.open({ path: "?workshop=1", hash: "#judgement", copy: file });
      await browser.run((made) => {
        const field = document.querySelector("#judgement textarea");
        field.value = made;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        document.querySelector("#judgement [data-count]").click();
      }, made);
      const votes = () => browser.run(() => document.querySelector("#judgement [data-votes]").value);
      await browser.until("it is not counted", async () => (await votes()) === "1");
      await browser.run(() => document.querySelector("[data-next]").click());
      await browser.until("the votes are not shown", () => browser.run(() => document.querySelector("#judgement figure canvas") !== null));
      assert.deepEqual(await problems(), []);
    });

    test("a link opens its setting, with the model's own numbers to the last bit", async () => {
      const link = "v=1&diversity=0.2&supervision=0.37&reviewers=7&lineages=3&audit_budget=100&seed=5";
      await browser.open({ hash: `#${link}` });
      const shown = () =>
        browser.run(() => Object.fromEntries([...document.querySelectorAll("#sandbox .readout data[data-output][value]")].map((data) => [data.dataset.output, Number(data.value)])));
      const { seed: _, ...setting } = parameters(link);
      const expected = (setting) => {
        const { initial_bias: bias } = evaluate(setting);
        return evaluate({ ...setting, bias });
      };
      const compare = (outputs, model) => {
        assert.ok(Object.keys(outputs).length >= 6, JSON.stringify(outputs));
        for (const [output, value] of Object.entries(outputs)) assert.equal(value, model[output], output);
      };
      compare(await shown(), expected(setting));
      // Typed into the address of the open page.
      await browser.run(() => {
        location.hash = "#v=1&supervision=0.9";
      });
      await browser.until("the address is not followed", () => browser.run(() => document.getElementById("supervision").value === "90"));
      compare(await shown(), expected({ supervision: 0.9 }));
      assert.deepEqual(await problems(), []);
    });

    test("what is saved is, byte for byte, what the build computed natively", async () => {
      await browser.open();
      for (const figure of FIGURES) {
        // Who reads a file as text is not given the mark of its encoding.
        const written = (await readFile(new URL(`${figure}.csv`, STILL), "utf8")).replace(/^\uFEFF/, "");
        // The build knows no address for its receipts.
        const told = (await saved(browser, figure, "csv")).replace(/setting http:[^#]*#/, "setting #");
        assert.equal(told, written, figure);
      }
      // Each browser has a server of its own.
      drawings.set(name, (await saved(browser, "claimed", "svg")).replace(/(127\.0\.0\.1:)\d+/g, "$1"));
      assert.match(drawings.get(name), /^<svg .*<\/svg>\s*$/s);
      assert.deepEqual(await problems(), []);
    });

    test("after one visit it opens without a network", async () => {
      const server = await startServer();
      await browser.open({ copy: server.url });
      await browser.until("the page is not kept", () =>
        browser.ask(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated"),
      );
      await server.close();
      await browser.open({ copy: server.url, hash: "#v=1&at=edge&supervision=0.2" });
      assert.equal(await browser.run(() => document.getElementById("edge-supervision").value), "20");
      assert.deepEqual(await problems(), []);
    });
  });
}

test("a drawing is the same in all browsers", () => {
  assert.equal(new Set(drawings.values()).size, 1);
  assert.equal(drawings.size, BROWSERS.length);
});
