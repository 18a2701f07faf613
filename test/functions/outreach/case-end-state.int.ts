import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { AlreadyDone } from "#functions/errors.ts";
import type { CaseStore, CommandRequest } from "#outreach/case-store.ts";
import { casesTable } from "#stores/cases-table.ts";
import { casesOnDynalite } from "../stores/cases-on-dynalite.ts";
import { hoursLater, noticeOf, programmeOf } from "./cases.ts";

let on: Awaited<ReturnType<typeof casesOnDynalite>>;
let cases: CaseStore;
beforeAll(async () => {
  on = await casesOnDynalite();
  cases = casesTable(on.client, on.table, () => hoursLater(30));
});
afterAll(() => on.close());

const by = "s-wang";
/** What a worker did without signal, in the order in which the phone kept it. */
const offline: readonly CommandRequest[] = [
  { command: { kind: "claim", by }, expected: 0, key: "k-claim" },
  { command: { kind: "contact", by, way: "visit", reached: true }, expected: 1, key: "k-contact" },
  { command: { kind: "close", by, outcome: "applied-helped", programmes: [] }, expected: 2, key: "k-close" },
];

// The first revision is open, since a case is raised before a phone can hold it; then whatever evaluate may say.
const revisions = fc
  .array(fc.record({ open: fc.boolean(), yuan: fc.integer({ min: 1, max: 900 }) }), { maxLength: 4 })
  .map((later) => [{ open: true, yuan: 500 }, ...later]);

/** Positions of what arrives, some more than once; what is lost on the way is sent again at the end. */
const arrivals = (count: number) =>
  fc
    .array(fc.nat({ max: count - 1 }), { maxLength: 2 * count })
    .map((some) => [...some, ...Array.from({ length: count }, (_, index) => index)]);

const history = revisions.chain((told) =>
  fc.record({
    told: fc.constant(told),
    arriving: arrivals(told.length),
    worked: arrivals(offline.length),
    at: fc.nat(12),
  }),
);

let made = 0;
it("the end of a case is the same as the oracle's, however notices are reordered, repeated, lost and sent again, and outcomes come late", async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ told, arriving, worked, at }) => {
      made += 1;
      const id = `n-end-${made}`;
      const notices = told.map(({ open, yuan }, index) =>
        noticeOf({
          notice: id,
          revision: index + 1,
          status: open ? "open" : "withdrawn",
          programmes: open ? [programmeOf("minimum-living-guarantee", { amount: yuan })] : [],
          ...(open ? {} : { why: "no-longer-due" as const }),
        }),
      );
      await play(id, { notices, arriving, worked, at });
      const found = await cases.get(id);
      expect(found).toMatchObject(oracle(notices));
      expect(found?.claim).toBeUndefined();
      const kinds = (await cases.history(id)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => ["claimed", "contacted", "closed"].includes(kind))).toEqual([
        "claimed",
        "contacted",
        "closed",
      ]);
    }),
    { numRuns: 20 },
  );
});

interface Play {
  readonly notices: readonly OutreachNotice[];
  readonly arriving: readonly number[];
  readonly worked: readonly number[];
  /** After how many arrivals the phone has signal again. */
  readonly at: number;
}

async function play(id: string, { notices, arriving, worked, at }: Play): Promise<void> {
  const [first] = notices;
  if (first) await deliver(first);
  await cases.execute(id, offline[0] ?? never());
  for (const [position, index] of arriving.entries()) {
    if (position === at) await sync(id, worked);
    await deliver(notices[index] ?? never());
  }
  await sync(id, worked);
}

async function deliver(notice: OutreachNotice): Promise<void> {
  try {
    await cases.apply(notice);
  } catch (error) {
    if (!(error instanceof AlreadyDone)) throw error;
  }
}

/** The phone sends what it kept: in order as far as it knows, and again what it has no answer to. */
async function sync(id: string, worked: readonly number[]): Promise<void> {
  for (const index of worked) await cases.execute(id, offline[index] ?? never());
}

/** What the case should come to, from the set of what was said and done alone. */
function oracle(notices: readonly OutreachNotice[]) {
  const last = notices.at(-1);
  const open = notices.filter(({ status }) => status === "open").at(-1);
  return {
    revision: 3,
    noticeRevision: last?.revision,
    noticeStatus: last?.status,
    ...(last?.status === "withdrawn" ? { why: "no-longer-due" } : {}),
    content: { revision: open?.revision, programmes: open?.programmes },
    queuedAt: hoursLater(30).toISOString(),
    contacts: 1,
    outcome: { code: "applied-helped", by },
  };
}

function never(): never {
  throw new Error("nothing at this position");
}
