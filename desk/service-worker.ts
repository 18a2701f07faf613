// Opens the page with no signal. It keeps the page's own files and nothing else: cases are kept by the page, which knows
// whose they are and for how long.

/** What of a service worker's world is used here; its types and a page's cannot stand side by side. */
interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LastingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  addEventListener(type: "install" | "activate" | "message", listener: (event: LastingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

declare const self: Worker;

// The build puts the list in the place of these words.
const shell: { version: string; files: string[] } = JSON.parse("THE SHELL");
const cacheName = `shell-${shell.version}`;
const page = "/index.html";
/** Longer, and whoever stands at a door with one bar of signal looks at a blank page. */
const patienceMilliseconds = 3000;

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(shell.files.map((file) => new Request(file, { cache: "reload" })));
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("shell-") && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function kept(path: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return cache.match(path);
}

/** The newest page where there is signal, the kept one where there is none or little. */
async function newestOrKept(request: Request, path: string): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patienceMilliseconds) });
    if (answer.ok) return answer;
    return (await kept(path)) ?? answer;
  } catch (error) {
    const found = await kept(path);
    if (found) return found;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
// A page asks to be taken into care.
self.addEventListener("message", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && (pathname === "/" || pathname === page)) {
    event.respondWith(newestOrKept(event.request, page));
  } else if (shell.files.includes(pathname)) {
    event.respondWith(kept(pathname).then((found) => found ?? fetch(event.request)));
  }
});
