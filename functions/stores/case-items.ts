import { createHash } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { ContactWay, EscalationLevel, OutcomeCode, Urgency, WithdrawalReason } from "#events/case-vocabulary.ts";
import { NoticeProgramme, OutreachNotice, Verdict } from "#events/outreach-notice.ts";
import { type Case, type CaseRow, type HistoryEntry, type HistoryEvent, isOpen } from "#outreach/case.ts";
import { caseDictionary } from "./case-dictionary.ts";
import { packText, unpackText } from "./packed-text.ts";
import { type Item, textOf } from "./read-items.ts";

// The stored form of cases. Keys and index keys hold ids and codes only.

const CaseOutcome = z.object({
  code: OutcomeCode,
  at: z.string(),
  by: z.string(),
  programmes: z.array(z.string()),
  wrongFacts: z.array(z.string()),
  person: z.exactOptional(z.string()),
  needSeen: z.exactOptional(z.literal(true)),
});

const Row = z.object({
  case: z.string(),
  revision: z.int(),
  noticeRevision: z.int(),
  noticeStatus: OutreachNotice.shape.status,
  why: z.exactOptional(WithdrawalReason),
  household: z.string(),
  area: z.string(),
  office: z.string(),
  role: z.string(),
  copy: z.exactOptional(z.literal(true)),
  urgency: Urgency,
  stake: z.number(),
  window: z.object({ earliest: z.string(), due: z.string(), latest: z.string() }),
  escalation: z.array(z.object({ level: EscalationLevel, role: z.string(), on: z.string() })),
  phoneFirst: z.exactOptional(z.literal(true)),
  programmes: z.array(
    z.object({
      id: z.string(),
      person: z.exactOptional(z.string()),
      verdict: Verdict,
      amount: z.exactOptional(z.number()),
      between: z.exactOptional(z.tuple([z.number(), z.number()])),
      per: NoticeProgramme.shape.per,
    }),
  ),
  queuedAt: z.string(),
  claim: z.exactOptional(z.object({ by: z.string(), until: z.string() })),
  claimedAt: z.exactOptional(z.string()),
  reachedAt: z.exactOptional(z.string()),
  reopenedAt: z.exactOptional(z.string()),
  contacts: z.int(),
  outcome: z.exactOptional(CaseOutcome),
  charity: z.exactOptional(z.enum(["referred", "withdrawn"])),
});

const Content = z.object({ revision: z.int(), programmes: z.array(NoticeProgramme), standards: z.string() });

const by = z.string();
const noticeRevision = z.int();
const Event: z.ZodMiniType<HistoryEvent> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("raised"), noticeRevision }),
  z.object({ kind: z.literal("revised"), noticeRevision }),
  z.object({ kind: z.literal("withdrawn"), noticeRevision, why: z.exactOptional(WithdrawalReason) }),
  z.object({ kind: z.literal("claimed"), by, until: z.string() }),
  z.object({ kind: z.literal("released"), by }),
  z.object({
    kind: z.literal("contacted"),
    by,
    way: ContactWay,
    reached: z.boolean(),
    on: z.string(),
  }),
  z.object({ kind: z.literal("closed"), outcome: CaseOutcome }),
  z.object({ kind: z.literal("reassigned"), by, to: z.exactOptional(z.string()), until: z.exactOptional(z.string()) }),
  z.object({ kind: z.literal("reopened"), by, reason: z.string() }),
  z.object({ kind: z.literal("referred"), by }),
]);

const StoredEntrySchema = z.object({
  number: z.int(),
  at: z.string(),
  event: Event,
  /** The client's key of the command, and the command's digest. */
  key: z.exactOptional(z.string()),
  command: z.exactOptional(z.string()),
});
/** An entry as stored: with the key of the command that it came of. */
export type StoredEntry = z.infer<typeof StoredEntrySchema>;

/** Shards of the index of outcomes not reported: one partition takes 1,000 writes a second. */
export const unreportedShards = 4;

export const historyPrefix = "history#";

/** The entry that the bus may not have been told of, and since when. */
export interface Unreported {
  readonly number: number;
  /** ISO instant. */
  readonly since: string;
}

/** What is kept with a case beside it. */
export interface KeptWithCase {
  readonly version: number;
  readonly newest: StoredEntry;
  readonly unreported: Unreported | undefined;
}

/** A case's item, with its newest entry. Open cases stand in the list of their office; all in that of their county. */
export function caseItem({ content, ...row }: Case, { version, newest, unreported }: KeptWithCase): Item {
  const open = isOpen(row);
  return {
    case: { S: row.case },
    part: { S: "case" },
    version: { N: String(version) },
    row: packed(row),
    content: packed(content),
    entry: packed(newest),
    ...(open ? { office: { S: row.office }, place: { S: placeInOffice(row) } } : {}),
    county: { S: row.area.slice(0, 6) },
    spot: { S: spotInCounty(row, open) },
    household: { S: row.household },
    queuedAt: { S: row.queuedAt },
    ...(unreported
      ? {
          unreported: { N: String(unreported.number) },
          reportShard: { S: reportShard(row.case) },
          reportSince: { S: unreported.since },
        }
      : {}),
  };
}

function reportShard(id: string): string {
  const [first = 0] = createHash("sha256").update(id).digest();
  return String(first % unreportedShards);
}

/** The entry of a case's item that waits to be reported. */
export function unreportedOf({ unreported, reportSince }: Item): Unreported | undefined {
  if (unreported?.N === undefined || reportSince?.S === undefined) return undefined;
  return { number: Number(unreported.N), since: reportSince.S };
}

const urgencies: readonly CaseRow["urgency"][] = ["urgent", "high", "normal", "low"];
const mostYuan = 9_999_999;

function placeInOffice(row: CaseRow): string {
  return `${row.role}#${rank(row)}`;
}

const digitsOfTown = 9;

/** Town after town: a supervisor reads a town as a worker reads a village, and a county's counts need no order. */
function spotInCounty(row: CaseRow, open: boolean): string {
  return [open ? "open" : "done", row.area.slice(0, digitsOfTown), rank(row)].join("#");
}

/** What the keys of the cases of an area begin with; those of a village stand among its town's. */
export function spotsUnder(area: string, open: boolean): string {
  return `${open ? "open" : "done"}#${area.slice(0, digitsOfTown)}`;
}

/** Urgency, then money at stake, the most first, then the day it is due. */
function rank({ urgency, stake, window, case: id }: CaseRow): string {
  const less = mostYuan - Math.min(mostYuan, Math.max(0, Math.round(stake)));
  return [urgencies.indexOf(urgency) + 1, String(less).padStart(7, "0"), window.due, id].join("#");
}

/** An entry's own item. */
export function historyItem(id: string, entry: StoredEntry): Item {
  return {
    case: { S: id },
    part: { S: `${historyPrefix}${String(entry.number).padStart(6, "0")}` },
    entry: packed(entry),
  };
}

export function fromCaseItem(item: Item): Case {
  return { ...rowOf(item), content: Content.parse(unpacked(item, "content")) };
}

/** The row of a case's item, or of its entry in an index. */
export function rowOf(item: Item): CaseRow {
  return Row.parse(unpacked(item, "row"));
}

export function storedEntryOf(item: Item): StoredEntry {
  return StoredEntrySchema.parse(unpacked(item, "entry"));
}

function packed(part: object): AttributeValue {
  return { B: packText(JSON.stringify(part), caseDictionary) };
}

/** A part of an item; one that was stored before parts were packed is its text. */
function unpacked(item: Item, name: string): unknown {
  const bytes = item[name]?.B;
  return JSON.parse(bytes ? unpackText(bytes, caseDictionary) : textOf(item, name));
}

/** An entry as the port tells it: keys of commands are nobody's business. */
export function entryOf({ number, at, event }: StoredEntry): HistoryEntry {
  return { number, at, ...event };
}
