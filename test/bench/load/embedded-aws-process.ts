// A process of its own, so that its memory can be told from the driver's: the embedded AWS on a port, with the clock of
// the benches' day. Told `memory` by its parent it answers what its threads held at the least since it was asked last.
import { getHeapStatistics } from "node:v8";
import type { Worker } from "node:worker_threads";
import { startEmbeddedAws } from "#local/embedded-aws.ts";

const [assembly = "", data = "", port = "0", today = ""] = process.argv.slice(2);
const workers = new Set<Worker>();
process.on("worker", (worker) => {
  workers.add(worker);
  worker.once("exit", () => workers.delete(worker));
});

/** The least since it was asked last: what remains when a thread's garbage has just been collected. */
const least = new Map<string, number>();
setInterval(() => void measure(), 1000);

async function measure(): Promise<void> {
  const heaps = [...workers].map(async (worker) => {
    const { used_heap_size } = await worker.getHeapStatistics();
    return [`${worker.threadName} ${worker.threadId}`, used_heap_size] as const;
  });
  // A worker may end meanwhile.
  const known = (await Promise.allSettled(heaps)).flatMap((heap) => (heap.status === "fulfilled" ? [heap.value] : []));
  for (const [thread, bytes] of [["main", getHeapStatistics().used_heap_size] as const, ...known]) {
    least.set(thread, Math.min(least.get(thread) ?? Number.POSITIVE_INFINITY, bytes));
  }
}

const clockOffset = Date.parse(`${today}T09:00:00+08:00`) - Date.now();
const { endpoint } = await startEmbeddedAws({ assembly, data, port: Number(port), clockOffset });
process.on("message", () => {
  process.send?.({ resident: process.memoryUsage.rss(), heaps: Object.fromEntries(least) });
  least.clear();
});
process.send?.({ endpoint });
