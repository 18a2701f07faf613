import { type DynamoDBClient, GetItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import type { WriteOutcome } from "#household/household-store.ts";
import { putIfAt } from "./households-table.ts";
import { type Item, numberOf, textOf } from "./read-items.ts";

const Reach = z.union([
  z.literal("whole"),
  z.strictObject({ raisedTo: z.optional(z.number()), loweredTo: z.optional(z.number()) }),
]);

/** Why households are looked for. */
const SweepReason = z.discriminatedUnion("by", [
  /** A day has come (ISO date): those whose watch day is this one or an earlier one. */
  z.strictObject({ by: z.literal("calendar"), until: z.string() }),
  /** One standard follows another, by their labels: those for whom that may change something. */
  z.strictObject({
    by: z.literal("standard"),
    from: z.string(),
    to: z.string(),
    areas: z.array(z.strictObject({ area: z.string(), reach: Reach })),
  }),
]);
export type SweepReason = z.infer<typeof SweepReason>;

const SweepState = z.enum(["running", "paused", "finished"]);
export type SweepState = z.infer<typeof SweepState>;

const SweepProgress = z.strictObject({
  /** 1, or 2 where what indexes and warm caches kept back is looked for once more. */
  pass: z.int(),
  /** Shards of the indexes read to their end in this pass; where all are, the pass is over. */
  shards: z.int(),
  /** How far the next shard has been read. */
  after: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** Households found and handed on, by pass. */
  found: z.array(z.int()),
});
export type SweepProgress = z.infer<typeof SweepProgress>;

/** One search for households through the indexes, and how far it has come. */
export interface Sweep {
  /** Its name: `calendar-2022-07-04T16:05:00Z`. */
  readonly sweep: string;
  readonly reason: SweepReason;
  readonly state: SweepState;
  readonly progress: SweepProgress;
  /** ISO instants. */
  readonly startedAt: string;
  readonly updatedAt: string;
  /** 0 before it was ever stored; grows by one with each write. */
  readonly version: number;
}

/** Where sweeps are kept. */
export interface SweepStore {
  /** Resolves with undefined where there is none of this name. */
  read(sweep: string): Promise<Sweep | undefined>;
  /** Stores a sweep that is still at its version, or is not there yet; its version grows by one. */
  write(sweep: Sweep): Promise<WriteOutcome>;
  /** Every sweep, the latest first. */
  list(): Promise<Sweep[]>;
}

/** Sweeps in DynamoDB, one item each. */
export function sweepsTable(client: DynamoDBClient, table: string): SweepStore {
  return {
    async read(sweep) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { sweep: { S: sweep } }, ConsistentRead: true }),
      );
      return Item && fromItem(Item);
    },
    write: (sweep) => putIfAt(client, table, sweep.version, toItem(sweep)),
    async list() {
      const sweeps: Sweep[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
        sweeps.push(...Items.map(fromItem));
      }
      return sweeps.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
    },
  };
}

function toItem({ sweep, reason, state, progress, startedAt, updatedAt, version }: Sweep): Item {
  return {
    sweep: { S: sweep },
    version: { N: String(version + 1) },
    state: { S: state },
    reason: { S: JSON.stringify(reason) },
    progress: { S: JSON.stringify(progress) },
    startedAt: { S: startedAt },
    updatedAt: { S: updatedAt },
  };
}

function fromItem(item: Item): Sweep {
  return {
    sweep: textOf(item, "sweep"),
    reason: SweepReason.parse(JSON.parse(textOf(item, "reason"))),
    state: SweepState.parse(textOf(item, "state")),
    progress: SweepProgress.parse(JSON.parse(textOf(item, "progress"))),
    startedAt: textOf(item, "startedAt"),
    updatedAt: textOf(item, "updatedAt"),
    version: numberOf(item, "version"),
  };
}
