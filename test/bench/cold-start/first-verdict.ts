// A process that loads the function's bundle and hands it one event, as a new instance of it on Lambda does. Prints its
// milliseconds since it began: when the bundle was loaded and the handler was done, and of each request, when it went
// out and when its answer came.
import type { ClientRequest } from "node:http";

const { subscribe } = process.getBuiltinModule("node:diagnostics_channel");
const { readFileSync } = process.getBuiltinModule("node:fs");

const [, , moduleAddress = "", exportName = "", eventFile = ""] = process.argv;
const requests = new Map<ClientRequest, { target: string; out: number; back: number }>();
subscribe("http.client.request.start", (message) => {
  const request: ClientRequest = Reflect.get(Object(message), "request");
  const target = String(request.getHeader("x-amz-target")).replace(/^.*\./, "");
  requests.set(request, { target, out: performance.now(), back: Number.NaN });
});
subscribe("http.client.response.finish", (message) => {
  const known = requests.get(Reflect.get(Object(message), "request"));
  if (known) known.back = performance.now();
});

const module: unknown = await import(moduleAddress);
const handler: unknown = Reflect.get(Object(module), exportName);
const loaded = performance.now();
const reply: unknown = await Reflect.apply(Object(handler), undefined, [
  JSON.parse(readFileSync(eventFile, "utf8")),
  {},
]);
const done = performance.now();
// On its own line: the function writes its log to the same place.
console.log(`\n${JSON.stringify({ loaded, done, reply, requests: [...requests.values()] })}`);
