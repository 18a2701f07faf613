import * as z from "zod/mini";
import { AreaCode, ProgrammeId } from "../identifiers.ts";
import { CaseQuery, Stage } from "./cases.ts";
import { Instant } from "./text.ts";

/**
 * A number, and the query of `GET /cases` that lists what was counted. `unlisted` of them are notices of which the reader
 * may know the number only, children's or another bureau's; where all are, there is no list.
 */
export const Counted = z.object({ count: z.int(), unlisted: z.int(), list: z.optional(CaseQuery) });
export type Counted = z.infer<typeof Counted>;

export const FunnelQuery = z.strictObject({
  /** A county or a part of it; the first of the reader's when left out. */
  area: z.optional(AreaCode),
});
export type FunnelQuery = z.infer<typeof FunnelQuery>;

/** Of the visits that ended with a finding, how many found the family eligible. */
export const Precision = z.object({
  programme: z.optional(ProgrammeId),
  area: z.optional(AreaCode),
  visited: Counted,
  eligible: Counted,
  /** From 0 to 1; absent without a visit. */
  share: z.optional(z.number()),
});
export type Precision = z.infer<typeof Precision>;

/** `GET /county/funnel`: counts, never names. */
export const Funnel = z.object({
  area: AreaCode,
  readAt: Instant,
  stages: z.array(z.object({ stage: Stage, ...Counted.shape })),
  /** Days from the notice to the first time the family was reached. */
  timeToReach: z.object({
    reached: z.int(),
    medianDays: z.optional(z.number()),
    ninetiethDays: z.optional(z.number()),
  }),
  precisionByProgramme: z.array(Precision),
  precisionByArea: z.array(Precision),
  overdue: Counted,
  unclaimed: Counted,
  /** Families in which staff saw need that no programme of the notice answers: not referred to charity, and referred. */
  need: z.object({ seen: Counted, referred: Counted }),
  /** Open cases by town and programme. */
  heat: z.object({
    areas: z.array(AreaCode),
    programmes: z.array(ProgrammeId),
    cells: z.array(z.object({ area: AreaCode, programme: ProgrammeId, ...Counted.shape })),
  }),
});
export type Funnel = z.infer<typeof Funnel>;
