import * as z from "zod/mini";
import { AsOf } from "./calendar.ts";
import { AreaCode, HouseholdId, NoticeId } from "./identifiers.ts";

/** The event's name and major version on the bus. */
export const charityReferred = "charity.referred.v1";

const referralExpected = "a referral's identifier such as r-5Xk2";

/**
 * A family that staff refer to charity (浙里有善), since they saw need that no programme answers; or that they take the
 * referral back. Put on the bus by the source `desk`. Whoever helps asks the worker of this role in this office, who asks
 * the family: of them it says nothing, not even which programmes were looked at.
 */
export const CharityReferral = z.strictObject({
  type: z.literal("charity.referral"),
  /** The same for the same case, however often it is told. */
  referral: z
    .string({ error: referralExpected })
    .check(z.regex(/^r-[A-Za-z0-9_-]{1,62}$/, { error: referralExpected })),
  /** Of two the higher holds, in whatever order they come. */
  revision: z.int().check(z.positive()),
  status: z.enum(["open", "withdrawn"]),
  notice: NoticeId,
  household: HouseholdId,
  /** Where the family lives. */
  area: AreaCode,
  /** Whom to ask: the worker of this role in this village, town or county. */
  office: AreaCode,
  role: z.string(),
  /** When it was decided. */
  at: AsOf,
});
export type CharityReferral = z.infer<typeof CharityReferral>;

/** A referral as the bus hands it on. */
export const CharityReferred = z.object({
  "detail-type": z.literal(charityReferred),
  source: z.literal("desk"),
  detail: CharityReferral,
});
