import { Session } from "node:inspector/promises";
import * as z from "zod/mini";

const collect = "HeapProfiler.collectGarbage";
const Reply = z.looseObject({ id: z.optional(z.number()) });

/**
 * Collects the garbage of this thread, which must be the main one, and of every worker's. A heap that is looked at between
 * two collections tells when the last one was, not what is held.
 */
export async function collectGarbageOfAllThreads(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    const workers: string[] = [];
    const done = new Map<string, () => void>();
    session.on("NodeWorker.attachedToWorker", ({ params }) => void workers.push(params.sessionId));
    session.on("NodeWorker.receivedMessageFromWorker", ({ params: { sessionId, message } }) => {
      if (Reply.parse(JSON.parse(message)).id !== undefined) done.get(sessionId)?.();
    });
    // A worker that ends has nothing left.
    session.on("NodeWorker.detachedFromWorker", ({ params }) => done.get(params.sessionId)?.());
    await session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
    await Promise.all(
      workers.map(async (sessionId) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        done.set(sessionId, resolve);
        const message = JSON.stringify({ id: 1, method: collect });
        await session.post("NodeWorker.sendMessageToWorker", { sessionId, message });
        await promise;
      }),
    );
    await session.post("NodeWorker.disable");
    await session.post(collect);
  } finally {
    session.disconnect();
  }
}
