import * as z from "zod/mini";
import { CalendarDate } from "./calendar.ts";
import { AreaCode, ProgrammeId } from "./identifiers.ts";
import { Per } from "./outreach-notice.ts";

/** The smallest group that a preview tells of: of fewer households or persons it tells neither number nor money. */
export const smallestGroup = 5;

/** What a change of standards does to a programme's subject: a household, or a person of it. Each is in one of these. */
export const Move = z.enum([
  /** Not eligible before, eligible now. */
  "newly-eligible",
  /** Missing facts decided; now it is eligible whatever they are. */
  "settled-eligible",
  /** Eligible before, not now. */
  "no-longer-eligible",
  /** Not eligible before; now missing facts decide. */
  "now-unknown",
  /** Eligible before; now missing facts decide. */
  "now-in-doubt",
  /** Missing facts decided; now it is not eligible whatever they are. */
  "ruled-out",
  /** Eligible before and after. */
  "amount-raised",
  "amount-lowered",
]);
export type Move = z.infer<typeof Move>;

/** How many: none, or of at least five households; `null` where they are fewer, or where it would tell of fewer. */
const Count = z.nullable(z.int());

/** Who lives together: each household is of one of these, the first that fits. Children are under 18, elders 60 or more. */
export const Composition = z.enum([
  "ages-unknown",
  "elder-alone",
  "elders-only",
  "children-alone",
  "one-adult-with-children",
  "adults-with-children",
  "adults-only",
]);
export type Composition = z.infer<typeof Composition>;

export const Disability = z.enum(["disabled-member", "no-disabled-member"]);
export type Disability = z.infer<typeof Disability>;

/** Whole fen. The two differ where facts are missing; `open` where a missing fact leaves no upper limit to some of it. */
export const Money = z.strictObject({ low: z.int(), high: z.int(), open: z.optional(z.literal(true)) });
export type Money = z.infer<typeof Money>;

/** A group of at least five, and what it receives before and after, over the programme's `per`; of several, a month. */
const Group = {
  /** Households or persons, as the programme is of. */
  count: z.int().check(z.minimum(smallestGroup)),
  households: z.int().check(z.minimum(smallestGroup)),
  before: Money,
  after: Money,
};

/** The group of an area, of a family type. */
export const Part = z.strictObject({ part: z.string(), ...Group });
export type Part = z.infer<typeof Part>;

/** Where and to whom. Groups too small to tell of are not listed: what is missing to the whole lies in all of those together. */
export const Breakdown = z.strictObject({
  count: Count,
  households: Count,
  before: Money,
  after: Money,
  /** By county (or, where none is known, the area known), in the order of codes. */
  counties: z.array(Part),
  /** By who lives together, each household once. */
  compositions: z.array(Part),
  /** By whether a member is disabled, each household once. */
  disabilities: z.array(Part),
});
export type Breakdown = z.infer<typeof Breakdown>;

/** Families that are alike, so many that none of them can be told. Bands are of ages in years and of yuan a month per person. */
export const Likeness = z.strictObject({
  county: AreaCode,
  composition: Composition,
  members: z.enum(["1", "2", "3-4", "5+"]),
  ages: z.array(z.enum(["0-17", "18-59", "60-79", "80+", "unknown"])),
  income: z.enum(["0-499", "500-999", "1000-1499", "1500-1999", "2000+", "unknown"]),
  households: Group.households,
});
export type Likeness = z.infer<typeof Likeness>;

const BeforeAndAfter = z.strictObject({ before: z.int(), after: z.int() });

export const ProgrammePreview = z.strictObject({
  programme: ProgrammeId,
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  of: z.enum(["person", "household"]),
  per: Per,
  /** Absent where only those for whom something changes were read. */
  whole: z.optional(
    z.strictObject({
      /** Eligible for certain. Groups too small to tell of are left out here, and in `money`, where `withheld` says so. */
      eligible: BeforeAndAfter,
      /** Those of whom missing facts decide: `eligible` plus these is the most that can be eligible. */
      unknown: BeforeAndAfter,
      /** What those eligible receive, and at most what those unknown would receive as well, over `per`. */
      money: z.strictObject({ before: Money, after: Money }),
      withheld: z.boolean(),
    }),
  ),
  moves: z.array(z.strictObject({ move: Move, ...Breakdown.shape, alike: z.array(Likeness) })),
});
export type ProgrammePreview = z.infer<typeof ProgrammePreview>;

/** Notices to the staff of one level's areas: villages, towns, … */
export const NoticeLoad = z.strictObject({
  level: z.enum(["province", "prefecture", "county", "town", "village"]),
  /** True of those that tell the place of registration of what the place of residence is told. */
  copies: z.boolean(),
  /** Told anew. */
  raised: Count,
  /** Open already, and saying something else from then on. */
  updated: Count,
  withdrawn: Count,
  roles: z.array(z.strictObject({ role: z.string(), raised: Group.count })),
  counties: z.array(z.strictObject({ part: AreaCode, raised: Group.count })),
  /** Visits that a community's workers make in a day, of communities whose standard limits them. */
  visitsPerDay: z.optional(z.int()),
  /** Offices (the village, town or county) by the number raised, the most first; no more than the twenty heaviest. */
  heaviest: z.array(
    z.strictObject({
      area: AreaCode,
      raised: Group.count,
      /** Households to visit: one visit is for all that a household is told of. */
      households: Group.households,
      /** Days until all of them are visited. */
      days: z.optional(z.int()),
    }),
  ),
});
export type NoticeLoad = z.infer<typeof NoticeLoad>;

/**
 * What a standard would find if it were published, counted: before anyone is told. Nothing in it is of one household, and
 * no group of it, nor what is left when one is taken from another, is of fewer than five.
 */
export const StandardsPreview = z.strictObject({
  type: z.literal("standards.preview"),
  /** The standard looked at: `zhejiang@2023.1`. */
  standards: z.string(),
  /** The standard that it is compared with; `null` where it is compared with none: all that it finds is new. */
  against: z.nullable(z.string()),
  on: CalendarDate,
  /** The area looked at, where it is not the whole. */
  area: z.optional(AreaCode),
  /** `whole` where every household was read; `touched` where only those for whom something can change. */
  read: z.enum(["whole", "touched"]),
  /** Households read. */
  households: z.int(),
  /** Households with at least one such move; their money is what they receive by the month under the programmes that so move. */
  found: z.array(z.strictObject({ move: z.enum([...Move.options, "any"]), ...Breakdown.shape })),
  /** Those in which anything moves, in the standard's order. */
  programmes: z.array(ProgrammePreview),
  notices: z.array(NoticeLoad),
});
export type StandardsPreview = z.infer<typeof StandardsPreview>;
