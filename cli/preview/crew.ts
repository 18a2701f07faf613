import { Worker } from "node:worker_threads";
import { merge, newTally, type Tally } from "#preview/tally.ts";
import { CommandError } from "../exit-code.ts";
import { Report, type Task, type WorkerSettings } from "./worker-messages.ts";

type Read = Extract<Report, { kind: "read" }>;

/**
 * Shares blocks out among worker threads, each of which takes the next when it is done, and merges what they counted.
 *
 * @param onRead told of every block read, in no order.
 */
export async function countInParallel(
  settings: WorkerSettings,
  workers: number,
  blocks: AsyncIterator<Task>,
  onRead: (read: Read) => void,
): Promise<Tally> {
  // One at a time: a stream is not read twice at once.
  let last: Promise<unknown> = Promise.resolve();
  const next = (): Promise<Task> => {
    const taken = last.then(() => blocks.next());
    last = taken;
    return taken.then(({ done, value }) => (done === true ? { kind: "finish" as const } : value));
  };
  const tallies = await Promise.all(Array.from({ length: workers }, () => work(settings, next, onRead)));
  return tallies.reduce(merge, newTally());
}

async function work(settings: WorkerSettings, next: () => Promise<Task>, onRead: (read: Read) => void): Promise<Tally> {
  const worker = new Worker(new URL("./preview-worker.ts", import.meta.url), { workerData: settings });
  try {
    return await new Promise<Tally>((resolve, reject) => {
      const hand = () => next().then((task) => worker.postMessage(task), reject);
      worker.on("error", reject);
      worker.on("exit", (status) => reject(new Error(`A worker ended by itself, with status ${status}.`)));
      worker.on("message", (message: unknown) => {
        const report = Report.parse(message);
        if (report.kind === "counted") {
          resolve(report.tally);
        } else if (report.kind === "failed") {
          reject(new CommandError(report.message, report.status));
        } else {
          onRead(report);
          void hand();
        }
      });
      void hand();
    });
  } finally {
    await worker.terminate();
  }
}
