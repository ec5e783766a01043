// Firefox and WebKit, driven through WebDriver: Playwright brings its own builds of them, and here the system's are
// wanted.
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { Browser, Builder, Key } from "selenium-webdriver";
import firefox from "selenium-webdriver/firefox.js";
import { startServer } from "./server.mjs";

// Generous on purpose: a slow machine is not a fault of the page.
const PATIENCE = 120_000;

/** A port that nobody listens on. */
function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** What a program says first, a line of it, on one of its outputs; an error if it ends without. */
function firstLine(program, stream) {
  return new Promise((done, failed) => {
    let text = "";
    stream.on("data", (data) => {
      text += data;
      if (text.includes("\n")) done(text.trim());
    });
    program.once("error", failed);
    program.once("exit", (code) => failed(new Error(`${program.spawnfile} ended with ${code} before it was ready`)));
  });
}

/** WebKit's browser has no headless mode: a screen that nobody sees. */
async function startScreen() {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1000x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const display = await firstLine(screen, screen.stdio[3]);
  return { display: `:${display}`, stop: () => screen.kill() };
}

async function answers(address) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await fetch(address);
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function startFirefox() {
  const options = new firefox.Options().addArguments("-headless");
  if (process.env.FIREFOX) options.setBinary(process.env.FIREFOX);
  const service = new firefox.ServiceBuilder(process.env.GECKODRIVER);
  const driver = await new Builder()
    .forBrowser(Browser.FIREFOX)
    .setFirefoxOptions(options)
    .setFirefoxService(service)
    .build();
  return { driver, stop: () => driver.quit() };
}

async function startWebKit() {
  const screen = await startScreen();
  const port = await freePort();
  const service = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    // Its own sandbox does not start as root.
    env: { ...process.env, DISPLAY: screen.display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
  });
  const stop = () => {
    service.kill();
    screen.stop();
  };
  try {
    await answers(`http://127.0.0.1:${port}/status`);
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: process.env.MINIBROWSER, args: ["--automation"] },
      })
      .build();
    return { driver, stop: () => driver.quit().finally(stop) };
  } catch (error) {
    stop();
    throw error;
  }
}

const STARTS = { Firefox: startFirefox, WebKit: startWebKit };

/** The browsers that are driven here. */
export const BROWSERS = Object.keys(STARTS);

/** Starts a browser, and the site for it. Close it in the end, or the test process waits forever. */
export async function startBrowser(name) {
  const server = await startServer();
  let browser;
  try {
    browser = await STARTS[name]();
  } catch (error) {
    await server.close();
    throw error;
  }
  const { driver, stop } = browser;
  await driver.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
  const run = (act, ...given) => driver.executeScript(act, ...given);
  /** Tries until `check` gives something that counts as true. */
  const until = async (what, check) => {
    await driver.wait(check, PATIENCE, `${name}: ${what}`);
  };
  return {
    driver,
    run,
    until,
    /** Runs a function that gives a promise in the page, and gives what that comes to. */
    ask: (act, ...given) =>
      driver.executeAsyncScript(
        `const done = arguments[arguments.length - 1];
         (${act})(...[...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
        ...given,
      ).then(({ value, error }) => {
        if (error) throw new Error(error);
        return value;
      }),
    /** Opens the page, or another copy of it, and waits until the app has drawn. */
    async open({ hash = "", path = "", copy = server.url } = {}) {
      // An address that differs in its hash alone would not be loaded anew.
      await driver.get("about:blank");
      await driver.get(copy + path + hash);
      await until("the app did not get ready", () => run(() => document.body.dataset.ready === "true"));
      await run(() => {
        window.problems = [];
        addEventListener("error", (event) => window.problems.push(String(event.message)));
        addEventListener("unhandledrejection", (event) => window.problems.push(String(event.reason)));
      });
    },
    /** Presses a key on the element with the focus. */
    press: (key) => driver.actions().sendKeys(Key[key] ?? key).perform(),
    async close() {
      await stop();
      await server.close();
    },
  };
}
