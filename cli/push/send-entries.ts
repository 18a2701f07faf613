import { attemptsOfError, errorCode, failureOf } from "../aws-errors.ts";
import type { Entry } from "./pack-events.ts";
import type { PutAnswer, PutEntries, Refusal } from "./put-entries.ts";

/** EventBridge's limits of one request. */
const entriesPerRequest = 10;
const bytesPerRequest = 256 * 1024;
const billedChunk = 64 * 1024;

export interface SendCounts {
  entries: number;
  /** 64 KB chunks: what EventBridge bills. */
  billedEntries: number;
  requests: number;
  /** Requests made again by the SDK, and entries sent again by us. */
  retries: number;
}

export interface SenderOptions<Line> {
  readonly put: PutEntries;
  readonly taken: (entry: Entry<Line>) => void;
  /** Called when the bus refuses an entry for good, or still fails after all tries. */
  readonly refused: (entry: Entry<Line>, refusal: Refusal) => void;
  /** Stops sending again; requests under way are awaited. */
  readonly signal: AbortSignal;
  readonly counts: SendCounts;
  readonly requestsAtOnce?: number;
  readonly tries?: number;
  /** Longest pause in milliseconds before the second try; doubled for each further one, up to ten seconds. */
  readonly firstPause?: number;
}

export interface Sender<Line> {
  /** Hands an entry over; resolves when there is room for the next. Rejects once a request has failed for good. */
  send(entry: Entry<Line>): Promise<void>;
  /** Sends what is held back and resolves when nothing is under way. */
  drain(): Promise<void>;
  /** Resolves when nothing is under way; what is held back stays back. Never rejects. */
  settle(): Promise<void>;
}

const longestPause = 10_000;
const permanent = /AccessDenied|NotAuthorized|Invalid|Malformed|RedactionFailure|Validation|NotFound|TooLarge/;

/** Sends entries in requests of ten and at most 256 KB, a few requests at once; only failed entries are sent again. */
export function entrySender<Line>(options: SenderOptions<Line>): Sender<Line> {
  const { counts, requestsAtOnce = 4 } = options;
  const underWay = new Set<Promise<void>>();
  let batch: Entry<Line>[] = [];
  let bytes = 0;
  const failures: unknown[] = [];

  const start = () => {
    const entries = batch;
    batch = [];
    bytes = 0;
    if (entries.length === 0) return;
    const request: Promise<void> = deliver(entries, options)
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => underWay.delete(request));
    underWay.add(request);
  };
  const room = async () => {
    while (underWay.size >= requestsAtOnce) await Promise.race(underWay);
    if (failures.length > 0) throw failures[0];
  };

  return {
    async send(entry) {
      counts.entries += 1;
      counts.billedEntries += Math.max(1, Math.ceil(entry.bytes / billedChunk));
      if (batch.length === entriesPerRequest || bytes + entry.bytes > bytesPerRequest) {
        await room();
        start();
      }
      batch.push(entry);
      bytes += entry.bytes;
    },
    async drain() {
      await room();
      start();
      await Promise.all(underWay);
      if (failures.length > 0) throw failures[0];
    },
    async settle() {
      await Promise.all(underWay);
    },
  };
}

async function deliver<Line>(batch: readonly Entry<Line>[], options: SenderOptions<Line>): Promise<void> {
  const { signal, counts, refused, tries = 8 } = options;
  let waiting = batch;
  for (let attempt = 1; waiting.length > 0 && !signal.aborted; attempt += 1) {
    const answer = await request(waiting, options);
    if (answer.failure === undefined) waiting = sortedOut(waiting, answer.refusals, options, attempt >= tries);
    else if (answer.failure === "refused") return refuseOneByOne(waiting, answer.error, options);
    else if (answer.failure !== "transient" || attempt >= tries) throw answer.error;
    if (waiting.length === 0) return;
    counts.retries += waiting.length;
    await pause(attempt, options);
  }

  async function refuseOneByOne(entries: readonly Entry<Line>[], error: unknown, context: SenderOptions<Line>) {
    const [only] = entries;
    if (entries.length === 1 && only) {
      refused(only, { code: errorCode(error), message: error instanceof Error ? error.message : "" });
      return;
    }
    // One entry that the service refuses must not take its neighbours along.
    for (const entry of entries) await deliver([entry], context);
  }
}

type Answer =
  | (PutAnswer & { readonly failure?: undefined })
  | { readonly failure: ReturnType<typeof failureOf>; readonly error: unknown };

async function request<Line>(entries: readonly Entry<Line>[], { put, counts }: SenderOptions<Line>): Promise<Answer> {
  counts.requests += 1;
  try {
    const answer = await put(entries);
    counts.retries += answer.attempts - 1;
    return answer;
  } catch (error) {
    counts.retries += attemptsOfError(error) - 1;
    return { failure: failureOf(error), error };
  }
}

/** Settles each entry that was taken or refused for good; returns those to send again. */
function sortedOut<Line>(
  entries: readonly Entry<Line>[],
  refusals: PutAnswer["refusals"],
  { taken, refused }: SenderOptions<Line>,
  last: boolean,
): Entry<Line>[] {
  return entries.filter((entry, index) => {
    const refusal = refusals[index];
    if (!refusal) taken(entry);
    else if (last || permanent.test(refusal.code)) refused(entry, refusal);
    else return true;
    return false;
  });
}

/** Full jitter: anything between nothing and the doubled pause, so that many senders do not come back together. */
function pause<Line>(attempt: number, { signal, firstPause = 200 }: SenderOptions<Line>): Promise<void> {
  const longest = Math.min(longestPause, firstPause * 2 ** (attempt - 1));
  return new Promise((resolve) => {
    const timer = setTimeout(done, Math.random() * longest);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
