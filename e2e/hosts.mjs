// Pages of other people, in which figures are embedded: served from an origin of their own.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

export const SINGLE = fileURLToPath(new URL("../single/blindspot.html", import.meta.url));

/** A text as the value of an attribute. */
export const quoted = (text) => `"${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;

/** The single file with a configuration of its host's. */
export async function configured(config) {
  const html = await readFile(SINGLE, "utf8");
  const place = '<meta name="blindspot-config" content="">';
  if (!html.includes(place)) throw new Error("the single file has no place for a configuration");
  return html.replace(place, `<meta name="blindspot-config" content=${quoted(config)}>`);
}

/** Serves one page, `html`, at every address, with these headers. */
export async function startHost(html, headers = {}) {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(html);
  });
  await new Promise((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}/a/post.html`,
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/** A blog post around these frames; it keeps the messages of each in `window.messages`. */
export const post = (...frames) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title>
<link rel="icon" href="data:,"><body style="margin:0"><p>Some words.</p>
<script>
window.messages = [];
addEventListener("message", (event) => {
  const frames = [...document.querySelectorAll("iframe")];
  window.messages.push({ frame: frames.findIndex((frame) => frame.contentWindow === event.source), data: event.data });
});
</script>
${frames.map((frame) => `<iframe title="A figure" ${frame}></iframe>`).join("\n<p>More words.</p>\n")}
</body></html>`;
