import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { AreaCode, NoticeId } from "../identifiers.ts";
import { Instant } from "./text.ts";

/**
 * Why a visit waits: changes that come together are still being gathered, or the community's visits of the day are taken by
 * what presses more. Nobody is kept from going sooner.
 */
const WaitReason = z.enum(["gathering", "budget"]);

const planned = {
  /** The day of the plan, in the standard's time zone. */
  today: CalendarDate,
  /** Families that a community's workers can visit in a day; absent where the standard has no limit. */
  visitsPerDay: z.optional(z.int()),
  readAt: Instant,
};

/** `GET /visits`: on which day the turn of each of the reader's open cases comes; in the order of their turn. */
export const VisitPlan = z.object({
  ...planned,
  visits: z.array(z.object({ notice: NoticeId, on: CalendarDate, waits: z.optional(WaitReason) })),
});
export type VisitPlan = z.infer<typeof VisitPlan>;

/** A role whose families in a community wait for somebody who does not come to the desk. */
const Unattended = z.object({
  role: z.string(),
  /** When somebody of that role last came; absent where nobody ever did. */
  lastSeen: z.optional(Instant),
});
export type Unattended = z.infer<typeof Unattended>;

/** `GET /town/visits`: families, not cases, by community: where they wait for nobody first, then the most that wait. */
export const TownVisits = z.object({
  ...planned,
  communities: z.array(
    z.object({
      office: AreaCode,
      /** Families to be visited today. */
      today: z.int(),
      /** Families of whom more is expected before a visit makes sense. */
      gathering: z.int(),
      /** Families beyond what can be visited today. */
      beyond: z.int(),
      /** The day on which the turn of the last of these comes; absent where there is none. */
      until: z.optional(CalendarDate),
      /** Roles of whom nobody has come to the desk there, or not for two weeks: their families wait for nobody. */
      unattended: z.optional(z.array(Unattended)),
    }),
  ),
});
export type TownVisits = z.infer<typeof TownVisits>;
