import * as z from "zod/mini";

/** What a worker thread is told when it starts: which function it is an instance of. */
export const InstanceSettings = z.object({
  functionName: z.string(),
  functionArn: z.string(),
  memoryMegabytes: z.number(),
  /** The handler's module, as a file URL, and the name it exports the handler by. */
  module: z.string(),
  exportName: z.string(),
  /** Milliseconds by which the instance's clock is ahead. */
  clockOffset: z.number(),
  /** A clock that moves while the instance runs, instead: see moving-clock.ts. */
  movingClock: z.optional(z.instanceof(SharedArrayBuffer)),
});
export type InstanceSettings = z.infer<typeof InstanceSettings>;

/** One invocation, sent to the worker. */
export const Invocation = z.object({
  requestId: z.string(),
  /** The event as JSON text. */
  payload: z.string(),
  /** Milliseconds until the function is timed out. */
  timeLeft: z.number(),
});
export type Invocation = z.infer<typeof Invocation>;

/** What the worker says: that its module is loaded, or how an invocation ended. */
export const WorkerReport = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("loaded") }),
  z.object({ kind: z.literal("returned"), requestId: z.string(), payload: z.string() }),
  z.object({ kind: z.literal("threw"), requestId: z.string(), error: z.string() }),
]);
export type WorkerReport = z.infer<typeof WorkerReport>;
