import * as z from "zod/mini";
import { type LoopbackService, loopbackService, type Reply } from "../loopback-service.ts";

const PutEvents = z.object({
  Entries: z.array(
    z.object({ EventBusName: z.string(), Source: z.string(), DetailType: z.string(), Detail: z.string() }),
  ),
});
export type PutEntry = z.infer<typeof PutEvents>["Entries"][number];

const Detail = z.object({
  id: z.string(),
  sequence: z.number(),
  changes: z.array(z.record(z.string(), z.unknown())),
});

export interface BusOnLoopback extends LoopbackService {
  /** Entries that the bus took. */
  readonly taken: PutEntry[];
  /** Sizes of the requests that came, in entries. */
  readonly requests: number[];
}

export interface BusBehaviour {
  /** Answers a request as a whole instead of taking it. */
  readonly refuseRequest?: (count: number, entries: readonly PutEntry[]) => Reply | undefined;
  /** The code with which an entry is not taken. */
  readonly refuseEntry?: (entry: PutEntry, count: number) => string | undefined;
  readonly describe?: () => Reply;
  /** Milliseconds a request takes. */
  readonly delay?: number;
}

/** An event bus that remembers what it took and fails as told. */
export async function busOnLoopback(behaviour: BusBehaviour = {}): Promise<BusOnLoopback> {
  const taken: PutEntry[] = [];
  const requests: number[] = [];
  const answer = async (action: string, input: unknown): Promise<Reply> => {
    if (action === "DescribeEventBus") return behaviour.describe?.() ?? { body: { Name: "household-events" } };
    if (action !== "PutEvents") return { error: "UnknownOperationException", status: 400 };
    if (behaviour.delay) await new Promise((resolve) => setTimeout(resolve, behaviour.delay));
    const entries = PutEvents.parse(input).Entries;
    requests.push(entries.length);
    const refused = behaviour.refuseRequest?.(requests.length, entries);
    if (refused) return refused;
    const results = entries.map((entry) => {
      const code = behaviour.refuseEntry?.(entry, requests.length);
      if (code !== undefined) return { ErrorCode: code, ErrorMessage: "as told" };
      taken.push(entry);
      return { EventId: crypto.randomUUID() };
    });
    return { body: { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results } };
  };
  return { ...(await loopbackService(answer)), taken, requests };
}

/** The changes of an entry, each with the identity of the event it came in. */
export function changesIn(entry: PutEntry): Record<string, unknown>[] {
  const { id, sequence, changes } = Detail.parse(JSON.parse(entry.Detail));
  return changes.map((change) => ({ id, sequence, ...change }));
}
