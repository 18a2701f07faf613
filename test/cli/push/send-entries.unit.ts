import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "#cli/push/pack-events.ts";
import type { PutEntries, Refusal } from "#cli/push/put-entries.ts";
import { entrySender, type SendCounts } from "#cli/push/send-entries.ts";

const never = new AbortController().signal;
const fresh = (): SendCounts => ({ entries: 0, billedEntries: 0, requests: 0, retries: 0 });

function entry(line: number, bytes = 1000): Entry<number> {
  return { source: "population", detail: String(line), bytes, lines: [line] };
}

interface Sent {
  readonly taken: number[];
  readonly refused: number[];
  readonly counts: SendCounts;
  readonly error: unknown;
}

async function sendAll(entries: readonly Entry<number>[], put: PutEntries, signal = never): Promise<Sent> {
  const taken: number[] = [];
  const refused: number[] = [];
  const counts = fresh();
  const sender = entrySender<number>({
    put,
    counts,
    signal,
    firstPause: 1,
    tries: 5,
    taken: ({ lines }) => taken.push(...lines),
    refused: ({ lines }) => refused.push(...lines),
  });
  let error: unknown;
  try {
    for (const each of entries) await sender.send(each);
    await sender.drain();
  } catch (thrown) {
    error = thrown;
    await sender.settle();
  }
  return { taken, refused, counts, error };
}

const accept: PutEntries = async (entries) => ({ refusals: entries.map(() => undefined), attempts: 1 });
const transientFault = (): Error => Object.assign(new Error("reset"), { code: "ECONNRESET" });

describe("sending entries", () => {
  test("whatever fails for a while, every entry is taken exactly once or refused exactly once", async () => {
    const fate = fc.constantFrom("taken", "throttled", "refused", "fault");
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fate), fc.integer({ min: 0, max: 60 }), async (fates, count) => {
        const store = new Set<number>();
        let twice = 0;
        const put: PutEntries = async (entries) => {
          const next = fates.next().value;
          if (next === "fault" && Math.abs(entries.length) % 3 === 0) throw transientFault();
          const refusals = entries.map(({ detail }): Refusal | undefined => {
            const { value } = fates.next();
            if (value === "throttled") return { code: "ThrottlingException", message: "" };
            if (value === "refused") return { code: "MalformedDetail", message: "" };
            if (store.has(Number(detail))) twice += 1;
            store.add(Number(detail));
            return undefined;
          });
          return { refusals, attempts: 1 };
        };
        const entries = Array.from({ length: count }, (_, line) => entry(line));
        const { taken, refused, error } = await sendAll(entries, put);
        expect(twice).toBe(0);
        expect(taken.toSorted((a, b) => a - b)).toEqual([...store].toSorted((a, b) => a - b));
        if (error === undefined) expect(new Set([...taken, ...refused]).size).toBe(count);
        expect(taken.length + refused.length).toBe(new Set([...taken, ...refused]).size);
      }),
      { numRuns: 40 },
    );
  });

  test("a request holds at most ten entries and 256 KB", async () => {
    const requests: Entry<number>[][] = [];
    const sizes = fc.array(fc.integer({ min: 1, max: 256 * 1024 }), { maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(sizes, async (bytes) => {
        requests.length = 0;
        const entries = bytes.map((size, line) => entry(line, size));
        const put: PutEntries = (batch) => {
          requests.push(batch.flatMap(({ detail }) => entries[Number(detail)] ?? []));
          return accept(batch);
        };
        const { counts } = await sendAll(entries, put);
        for (const request of requests) {
          expect(request.length).toBeLessThanOrEqual(10);
          expect(request.reduce((total, each) => total + each.bytes, 0)).toBeLessThanOrEqual(256 * 1024);
        }
        expect(counts.billedEntries).toBe(bytes.reduce((total, size) => total + Math.ceil(size / 65536), 0));
      }),
      { numRuns: 50 },
    );
  });

  test("at most four requests are under way, and reading waits for room", async () => {
    let underWay = 0;
    let most = 0;
    const put: PutEntries = async (entries) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 2));
      underWay -= 1;
      return accept(entries);
    };
    await sendAll(
      Array.from({ length: 200 }, (_, line) => entry(line)),
      put,
    );
    expect(most).toBe(4);
  });

  test("an entry that the service refuses with the whole request does not take its neighbours along", async () => {
    const put: PutEntries = async (entries) => {
      if (entries.some(({ detail }) => detail === "3")) {
        throw Object.assign(new Error("too large"), {
          name: "ValidationException",
          $metadata: { httpStatusCode: 400 },
        });
      }
      return accept(entries);
    };
    const { taken, refused } = await sendAll(
      [1, 2, 3, 4].map((line) => entry(line)),
      put,
    );
    expect([taken, refused]).toEqual([[1, 2, 4], [3]]);
  });

  test("an entry that is still throttled after all tries is rejected; a service that is gone stops the sending", async () => {
    const throttling: PutEntries = async (entries) => ({
      refusals: entries.map(({ detail }) =>
        detail === "1" ? { code: "ThrottlingException", message: "" } : undefined,
      ),
      attempts: 1,
    });
    const throttled = await sendAll([entry(1), entry(2)], throttling);
    expect([throttled.taken, throttled.refused, throttled.counts.retries]).toEqual([[2], [1], 4]);

    const gone = await sendAll([entry(1)], () => Promise.reject(transientFault()));
    expect([gone.taken, gone.refused, gone.counts.requests]).toEqual([[], [], 5]);
    expect(gone.error).toBeInstanceOf(Error);
  });

  test("an interruption ends the waiting between tries; nothing counts as sent that was not", async () => {
    const controller = new AbortController();
    const put: PutEntries = () => {
      controller.abort();
      return Promise.reject(transientFault());
    };
    const { taken, refused, counts } = await sendAll([entry(1)], put, controller.signal);
    expect([taken, refused, counts.requests]).toEqual([[], [], 1]);
  });
});
