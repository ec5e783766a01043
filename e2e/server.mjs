// A static file server for dist/ under a subpath, as a plain host would serve it.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

export const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The file that a request asks for, or undefined when it lies outside of `root` or of the subpath. */
function fileFor(root, prefix, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(prefix) || path.includes("\0")) return undefined;
  const inside = path.slice(prefix.length);
  const file = resolve(root, join(".", inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside));
  return file.startsWith(root + sep) ? file : undefined;
}

/**
 * Serves `root` under `prefix` on this machine, on a free port if none is named.
 * Anything outside of the subpath is missing, so that a link to the host's root shows. `answer(pathname, response)` may
 * answer a request in the site's stead; then it returns true.
 */
export async function startServer({ root = DIST, prefix = "/some/sub/path/", headers = {}, port = 0, answer } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    requests.push(pathname);
    if (answer?.(pathname, response)) return;
    const file = fileFor(resolve(root), prefix, pathname);
    try {
      if (!file) throw new Error("outside of the site");
      const body = await readFile(file);
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    prefix,
    url: origin + prefix,
    /** The path of every request so far, in order. */
    requests,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
