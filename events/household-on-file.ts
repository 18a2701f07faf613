import * as z from "zod/mini";
import { Facts } from "./fact-value.ts";
import { AreaCode, HouseholdId, PersonId, ProgrammeId } from "./identifiers.ts";

/**
 * So many share income and expenses at the most. More are no family but a mistake, such as the identifier that a register
 * gives to whomever it knows no household of.
 */
export const mostMembers = 100;

const enrolled = z.optional(z.array(ProgrammeId, { error: "a list of programmes already received" }));

/** A household as one line of a file: bulk evaluation, previews, tests. Money in yuan. */
export const HouseholdOnFile = z.strictObject(
  {
    household: HouseholdId,
    area: AreaCode,
    facts: z.optional(Facts),
    members: z
      .array(
        z.strictObject({ person: PersonId, facts: z.optional(Facts), enrolled }, { error: "a member with its facts" }),
        { error: "a list of members" },
      )
      .check(z.maxLength(mostMembers, { error: `a list of at most ${mostMembers} members` })),
    enrolled,
  },
  { error: "a household" },
);
export type HouseholdOnFile = z.infer<typeof HouseholdOnFile>;
