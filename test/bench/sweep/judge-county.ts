import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import * as z from "zod/mini";

/** A county judged by both standards; arrays by household. */
export interface JudgedCounty {
  readonly ids: readonly string[];
  /** The guarantee at which something changes. Yuan a month. */
  readonly raisedAt: Float64Array;
  /** 1 where a verdict or an amount is another after the raise. */
  readonly changed: Uint8Array;
  /** Mean size of a household's item. */
  readonly itemBytes: number;
  readonly seconds: number;
  readonly threads: number;
}

const Told = z.union([
  z.object({ judged: z.number() }),
  z.object({
    ids: z.array(z.string()),
    raisedAt: z.instanceof(Float64Array),
    changed: z.instanceof(Uint8Array),
    bytes: z.number(),
  }),
]);

/** Judges so many synthetic households of one county, on every processor. */
export async function judgeCounty(
  households: number,
  { seed, onProgress }: { readonly seed: number; readonly onProgress: (judged: number) => void },
): Promise<JudgedCounty> {
  const started = performance.now();
  const threads = Math.min(availableParallelism(), Math.ceil(households / 1000));
  const share = Math.ceil(households / threads);
  const sampled = Math.ceil(Math.min(2000, households) / threads);
  const county = {
    ids: new Array<string>(households),
    raisedAt: new Float64Array(households),
    changed: new Uint8Array(households),
  };
  let bytes = 0;
  let judged = 0;
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const first = thread * share;
      const count = Math.min(share, households - first);
      const worker = new Worker(new URL("./judge-range.ts", import.meta.url), {
        workerData: { first, count, seed, sampled },
      });
      return new Promise<void>((resolve, reject) => {
        worker.on("error", reject);
        worker.on("exit", () => resolve());
        worker.on("message", (message: unknown) => {
          const told = Told.parse(message);
          if ("judged" in told) {
            judged += told.judged;
            onProgress(judged);
            return;
          }
          told.ids.forEach((id, index) => {
            county.ids[first + index] = id;
          });
          county.raisedAt.set(told.raisedAt, first);
          county.changed.set(told.changed, first);
          bytes += told.bytes;
        });
      });
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return { ...county, itemBytes: bytes / (sampled * threads), seconds, threads };
}
