import * as z from "zod/mini";
import { Facts } from "./fact-value.ts";
import { AreaCode, HouseholdId, PersonId, ProgrammeId } from "./identifiers.ts";

const enrolled = z.optional(z.array(ProgrammeId, { error: "a list of programmes already received" }));

/** A household as one line of a file: bulk evaluation, previews, tests. Money in yuan. */
export const HouseholdOnFile = z.strictObject(
  {
    household: HouseholdId,
    area: AreaCode,
    facts: z.optional(Facts),
    members: z.array(
      z.strictObject({ person: PersonId, facts: z.optional(Facts), enrolled }, { error: "a member with its facts" }),
      { error: "a list of members" },
    ),
    enrolled,
  },
  { error: "a household" },
);
export type HouseholdOnFile = z.infer<typeof HouseholdOnFile>;
