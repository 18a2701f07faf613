import * as z from "zod/mini";
import { StandardDocument } from "#eligibility/standard-document.ts";
import { CalendarDate } from "#events/calendar.ts";
import { AreaCode } from "#events/identifiers.ts";
import type { Problem } from "#events/problem.ts";
import type { Tally } from "#preview/tally.ts";

/** What a worker is started with. */
export const WorkerSettings = z.object({
  from: z.optional(StandardDocument),
  to: StandardDocument,
  on: CalendarDate,
  /** Only households of this area. */
  area: z.optional(AreaCode),
});
export type WorkerSettings = z.infer<typeof WorkerSettings>;

/** Where households are stored. */
const Source = z.object({
  table: z.string(),
  settings: z.object({
    endpointUrl: z.optional(z.string()),
    region: z.optional(z.string()),
    profile: z.optional(z.string()),
  }),
});
export type Source = z.infer<typeof Source>;

/** Work for a worker: lines of a file, lines read already, a segment of a table, those that a change touches in an area; `finish` asks for what was counted. */
export const Task = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("file"), block: z.int(), path: z.string(), start: z.int(), end: z.int() }),
  z.object({ kind: z.literal("bytes"), block: z.int(), bytes: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal("segment"), block: z.int(), source: Source, segment: z.int(), of: z.int() }),
  z.object({
    kind: z.literal("area"),
    block: z.int(),
    source: Source,
    area: z.string(),
    reach: z.union([
      z.literal("whole"),
      z.object({ raisedTo: z.exactOptional(z.number()), loweredTo: z.exactOptional(z.number()) }),
    ]),
  }),
  z.object({ kind: z.literal("finish") }),
]);
export type Task = z.infer<typeof Task>;

/** A line that is no household, or a stored household that cannot be read. */
export interface RejectedLine {
  /** From 0, within the block. */
  readonly index: number;
  /** The household, of a stored one. */
  readonly household?: string;
  readonly problems: readonly Problem[];
}

/** What became of a block, and, at last, what was counted. */
export const Report = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("read"),
    block: z.int(),
    lines: z.int(),
    households: z.int(),
    /** Read units, of a table. */
    units: z.number(),
    rejected: z.array(z.custom<RejectedLine>((value) => typeof value === "object" && value !== null)),
  }),
  /** Ends the command with one clear message. */
  z.object({ kind: z.literal("failed"), message: z.string(), status: z.int() }),
  z.object({
    kind: z.literal("counted"),
    tally: z.custom<Tally>((value) => Reflect.get(Object(value), "groups") instanceof Map),
  }),
]);
export type Report = z.infer<typeof Report>;
