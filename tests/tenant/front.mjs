// TLS in front of a server that speaks none: Lockwright speaks HTTPS only.
//
//   node front.mjs CERTIFICATE KEY PORT   prints the port it listens on; what is under /api/v2 goes to PORT
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";

const [certificate, key, port] = process.argv.slice(2);

const front = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (asked, answer) => {
  const { method, headers } = asked;
  const path = asked.url.replace(/^\/api\/v2/, "");
  const passed = request({ host: "127.0.0.1", port, method, headers, path }, (came) => {
    answer.writeHead(came.statusCode, came.headers);
    came.pipe(answer);
  });
  passed.on("error", (error) => answer.writeHead(502).end(String(error)));
  asked.pipe(passed);
});
front.listen(0, "127.0.0.1", () => console.log(front.address().port));
