import * as z from "zod/mini";
import { HouseholdId } from "./identifiers.ts";

/** The most households that one message names. */
export const maximumHouseholdsDue = 100;

/** Households to look at again though no source reports anything: on the changes queue, beside the bus's events. */
export const HouseholdsDue = z.strictObject({
  type: z.literal("households.due"),
  households: z
    .array(HouseholdId, { error: "a list of households" })
    .check(
      z.minLength(1, { error: "at least one household" }),
      z.maxLength(maximumHouseholdsDue, { error: `at most ${maximumHouseholdsDue} households` }),
    ),
});
export type HouseholdsDue = z.infer<typeof HouseholdsDue>;
