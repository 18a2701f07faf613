// A process of its own, so that its memory can be told from the driver's: the embedded AWS on a port, with the clock of
// the benches' day. Told `memory` by its parent it collects all its garbage and answers what is left.
import { setTimeout as pause } from "node:timers/promises";
import { getHeapStatistics, type HeapInfo } from "node:v8";
import type { Worker } from "node:worker_threads";
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { collectGarbageOfAllThreads } from "./collect-garbage.ts";

const [assembly = "", data = "", port = "0", today = ""] = process.argv.slice(2);
const workers = new Set<Worker>();
process.on("worker", (worker) => {
  workers.add(worker);
  worker.once("exit", () => workers.delete(worker));
});

const held = ({ used_heap_size, external_memory }: HeapInfo) => used_heap_size + external_memory;

async function memory() {
  const uncollected = process.memoryUsage.rss();
  // Twice: what the first round finalises, files and sockets among them, the second gives back.
  for (let round = 0; round < 2; round += 1) {
    await collectGarbageOfAllThreads();
    await pause(200);
  }
  const each = await Promise.allSettled([...workers].map((worker) => worker.getHeapStatistics()));
  // A worker may end meanwhile.
  const functions = each.flatMap((result) => (result.status === "fulfilled" ? [held(result.value)] : []));
  return {
    uncollected,
    resident: process.memoryUsage.rss(),
    main: held(getHeapStatistics()),
    functions: functions.reduce((sum, bytes) => sum + bytes, 0),
  };
}

const clockOffset = Date.parse(`${today}T09:00:00+08:00`) - Date.now();
const { endpoint } = await startEmbeddedAws({ assembly, data, port: Number(port), clockOffset });
process.on("message", async () => {
  process.send?.(await memory());
});
process.send?.({ endpoint });
