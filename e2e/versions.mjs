// Versions of the site to update from and to, made of the one in dist/: each has other names and other contents throughout.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const KEEP = fileURLToPath(new URL("../tools/offline.mjs", import.meta.url));
const run = promisify(execFile);

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A section of a WebAssembly module that means nothing. */
const section = (name) => Buffer.from([0, name.length + 1, name.length, ...Buffer.from(name)]);

/** Appends to a file what changes it and nothing about it. */
async function mark(file, name) {
  const added = /\.js$/.test(file) ? `// ${name}\n` : /\.css$/.test(file) ? `/* ${name} */\n` : /\.wasm$/.test(file) ? section(name) : "\n";
  await writeFile(file, Buffer.concat([await readFile(file), Buffer.from(added)]));
}

/** Has a site counted anew, by the build's own tool. */
export const keep = (folder) => run(process.execPath, [KEEP, folder]);

/** A folder for sites; `versions.make(NAME)` makes one, `versions.close()` removes all. */
export async function startVersions() {
  const home = await mkdtemp(join(tmpdir(), "blindspot-"));
  const live = join(home, "live");
  return {
    /** What a server is to serve: the version that was put there last. */
    live,

    /** A version by this name (hexadecimal digits), which the page says in `data-build`. */
    async make(name) {
      const folder = join(home, name);
      await cp(DIST, folder, { recursive: true });
      const files = await readdir(folder);
      const hashed = files.filter((file) => /-[0-9a-f]{8,}(_bg)?\.(js|css|wasm)$/.test(file));
      const renamed = (file) => file.replace("-", `-${name}`);
      for (const file of files.filter((file) => /\.(js|html)$/.test(file) && file !== "sw.js")) {
        let text = await readFile(join(folder, file), "utf8");
        for (const old of hashed) text = text.replaceAll(old, renamed(old));
        if (file === "index.html") text = text.replace('<html lang="en"', `<html data-build="${name}" lang="en"`);
        await writeFile(join(folder, file), text);
      }
      for (const file of hashed) {
        await mark(join(folder, file), name);
        await rename(join(folder, file), join(folder, renamed(file)));
      }
      await mark(join(folder, "manifest.webmanifest"), name);
      await keep(folder);
      return describe(folder, name);
    },

    /** A version with what `change` does to its folder, not counted anew. */
    async change(version, name, change) {
      const folder = join(home, name);
      await cp(version.folder, folder, { recursive: true });
      await change(folder);
      return describe(folder, version.name);
    },

    /** Puts a version where the server finds it, at once and as a whole. */
    async deploy({ folder }) {
      await symlink(folder, `${live}.next`);
      await rename(`${live}.next`, live);
    },

    close: () => rm(home, { recursive: true, force: true }),
  };
}

/** The version of a folder: its name, and the hash of each file that the page may get. */
async function describe(folder, name) {
  const files = {};
  for (const file of await readdir(folder, { recursive: true })) {
    if (/\.\w+$/.test(file)) files[file] = hash(await readFile(join(folder, file)));
  }
  const named = (pattern) => Object.keys(files).find((file) => pattern.test(file));
  return {
    name,
    folder,
    files,
    module: named(/^blindspot-.*\.js$/),
    program: named(/^blindspot-.*\.wasm$/),
    rest: named(/^rest-.*\.wasm$/),
    boot: named(/^boot-.*\.js$/),
    style: named(/^page-.*\.css$/),
  };
}

/** What of these answers (name and bytes) is not of a version. */
export const strangers = ({ files }, answers) => answers.filter(([name, bytes]) => files[name] !== hash(bytes)).map(([name]) => name);
