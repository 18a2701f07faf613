// A process that loads the function's bundle and hands it one event, as a new instance of it on Lambda does. Prints
// when the bundle was loaded and the handler was done, and of each request when it went out and when its answer came.
import type { ClientRequest } from "node:http";

const { subscribe } = process.getBuiltinModule("node:diagnostics_channel");
const { readFileSync } = process.getBuiltinModule("node:fs");
const { createRequire } = process.getBuiltinModule("node:module");
const { fileURLToPath } = process.getBuiltinModule("node:url");

/** Milliseconds since the process began, and those that it has spent on a processor. */
interface Moment {
  readonly wall: number;
  readonly processor: number;
}

function moment(): Moment {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), processor: (user + system) / 1000 };
}

const [, , moduleAddress = "", exportName = "", eventFile = ""] = process.argv;
const requests = new Map<ClientRequest, { action: string; out: Moment; back: Moment | undefined }>();
subscribe("http.client.request.start", (message) => {
  const request: ClientRequest = Reflect.get(Object(message), "request");
  const action = String(request.getHeader("x-amz-target")).replace(/^.*\./, "");
  requests.set(request, { action, out: moment(), back: undefined });
});
subscribe("http.client.response.finish", (message) => {
  const known = requests.get(Reflect.get(Object(message), "request"));
  if (known) known.back = moment();
});

// Not imported: Lambda's runtime requires what is of the older form, and so neither has its exports guessed at first.
const module: unknown = createRequire(import.meta.url)(fileURLToPath(moduleAddress));
const handler: unknown = Reflect.get(Object(module), exportName);
const loaded = moment();
const event: unknown = JSON.parse(readFileSync(eventFile, "utf8"));
const reply: unknown = await Reflect.apply(Object(handler), undefined, [event, {}]);
const done = moment();
// On its own line: the function writes its log to the same place.
console.log(`\n${JSON.stringify({ loaded, done, reply, requests: [...requests.values()] })}`);
