import * as z from "zod/mini";
import { CalendarDate } from "#events/calendar.ts";
import { FactValue } from "#events/fact-value.ts";
import { HouseholdOnFile } from "#events/household-on-file.ts";
import { PersonId, ProgrammeId } from "#events/identifiers.ts";
import { Per, Verdict } from "#events/outreach-notice.ts";
import { oneOf, Text, words } from "./schema-parts.ts";

const yuan = z.number({ error: "an amount in yuan, or null for none" });
const listOf = (what: string) => z.array(words(what), { error: `a list, each ${what}` });

/** One reason: what is not named of it may be anything. */
const ExpectedReason = z.strictObject(
  {
    condition: words("a condition of the programme"),
    holds: z.optional(z.union([z.boolean(), z.literal("unknown")], { error: "true, false or unknown" })),
    values: z.optional(z.record(z.string(), FactValue, { error: "values by name" })),
  },
  { error: "a reason: { condition: …, holds: true }" },
);

/** What a verdict must be like: any subset of it. */
const ExpectedDetermination = z.strictObject(
  {
    verdict: z.optional(oneOf(Verdict)),
    amount: z.optional(z.nullable(yuan)),
    between: z.optional(z.nullable(z.tuple([yuan, yuan], { error: "[least, greatest] in yuan, or null for none" }))),
    per: z.optional(oneOf(Per)),
    tier: z.optional(z.nullable(words("a tier of the programme, or null for none"))),
    reasons: z.optional(z.array(ExpectedReason, { error: "a list of reasons" })),
    missing: z.optional(listOf("a fact such as household.savings or person:p-1.birthDate")),
    check: z.optional(listOf("a condition that is to be checked")),
  },
  { error: "any of verdict, amount, between, per, tier, reasons, missing and check" },
);
export type ExpectedDetermination = z.infer<typeof ExpectedDetermination>;

const ExpectedOfPersons = z.record(PersonId, ExpectedDetermination, {
  error: "what is expected by person: { p-1: { verdict: … } }",
});

/** What a pack's test file may hold; whether programmes, persons and facts exist is looked at with the pack. */
export const TestFileSchema = z.array(
  z.strictObject(
    {
      name: z.union([words("a name"), Text], { error: "a name, or one in each language" }),
      on: CalendarDate,
      input: z.unknown(),
      output: z.record(ProgrammeId, z.unknown(), { error: "what is expected by programme" }),
    },
    { error: "a test: { name: …, on: …, input: …, output: … }" },
  ),
  { error: "a list of tests" },
);
export type TestEntry = z.infer<typeof TestFileSchema>[number];

/** The same as an editor checks it, which knows no pack: a programme may be a household's or a person's. */
export const TestFileInEditor = z.array(
  z.strictObject(
    {
      name: z.union([words("a name"), Text], { error: "a name, or one in each language" }),
      on: CalendarDate,
      input: HouseholdOnFile,
      output: z.record(
        ProgrammeId,
        z.union([ExpectedDetermination, ExpectedOfPersons], {
          error: "what is expected, of a person's programme by person",
        }),
        { error: "what is expected by programme" },
      ),
    },
    { error: "a test: { name: …, on: …, input: …, output: … }" },
  ),
  { error: "a list of tests" },
);

/** The expectation of a programme, by whether it is a household's or a person's. */
export const expectationOf = { household: ExpectedDetermination, person: ExpectedOfPersons } as const;
