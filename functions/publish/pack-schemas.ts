import * as z from "zod/mini";
import { AreaLevel, FactType, Layer, Sensitivity } from "#eligibility/standard-document.ts";
import { CalendarDate } from "#events/calendar.ts";
import { OutcomeCode, Urgency } from "#events/case-vocabulary.ts";
import { FactName, FactValue } from "#events/fact-value.ts";
import { AreaCode, ProgrammeId, SourceName } from "#events/identifiers.ts";
import { Per } from "#events/outreach-notice.ts";
import { oneOf, Sources, Text, wholeDays, words } from "./schema-parts.ts";

// The YAML files as their authors write them. The document that publication makes of them is StandardDocument.

const identifier = (what: string) =>
  z.string({ error: what }).check(z.regex(/^[a-z][a-z0-9-]{1,62}$/, { error: what }));
const ConditionId = identifier("a condition's name such as income-below-standard");
const RoleId = identifier("a role's name such as child-director");

const OwnedFact = z
  .string({ error: "a fact such as person.birthDate" })
  .check(z.regex(/^(person|household)\.[A-Za-z0-9]+$/, { error: "a fact such as person.birthDate" }));

export const PackFileSchema = z.strictObject(
  {
    name: SourceName,
    version: z
      .string({ error: 'a version in quotes, such as "2022.7"' })
      .check(z.regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/, { error: 'a version such as "2022.7"' })),
    currency: z.literal("CNY", { error: "CNY" }),
    timeZone: z
      .string({ error: "a time zone such as Asia/Shanghai" })
      .check(z.refine(isTimeZone, { error: "a time zone that exists, such as Asia/Shanghai" })),
    indexedParameter: z.optional(
      z
        .string({ error: "a parameter's name such as minimumLivingGuarantee" })
        .check(z.regex(/^[a-z][A-Za-z0-9]*$/, { error: "a parameter's name such as minimumLivingGuarantee" })),
    ),
    languages: z.tuple([z.literal("zh"), z.literal("en")], { error: "[zh, en]" }),
    sources: z.record(
      SourceName,
      z.strictObject(
        {
          zh: words("a Chinese name"),
          en: words("an English name"),
          owns: z.array(OwnedFact, { error: "a list of facts" }),
        },
        { error: "a source system: { zh: …, en: …, owns: […] }" },
      ),
      { error: "source systems by name" },
    ),
  },
  { error: "the pack's name, version, currency, time zone, languages and sources" },
);

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

export const FactsFileSchema = z.array(
  z.strictObject(
    {
      name: FactName,
      of: z.enum(["person", "household"], { error: "person or household" }),
      type: oneOf(FactType),
      unit: z.optional(words("a unit such as yuan")),
      values: z.optional(
        z
          .record(words("a value"), Text, { error: "values, each with its text: { employed: { zh: …, en: … } }" })
          .check(z.refine((values) => Object.keys(values).length > 0, { error: "at least one value" })),
      ),
      minimum: z.optional(z.number({ error: "a number" })),
      maximum: z.optional(z.number({ error: "a number" })),
      earliest: z.optional(CalendarDate),
      past: z.optional(z.literal(true, { error: "true, or no such line" })),
      layer: oneOf(Layer),
      sensitivity: oneOf(Sensitivity),
      label: Text,
      question: Text,
      derived: z.optional(words("an expression")),
      unreported: z.optional(FactValue),
    },
    { error: "a fact" },
  ),
  { error: "a list of facts" },
);
export type FactEntry = z.infer<typeof FactsFileSchema>[number];

/** A condition's expression, or a group of them. */
export type Rule = string | { readonly all: Rule[] } | { readonly any: Rule[] } | { readonly not: Rule };
const aRule = "an expression, or a group: all, any or not";
const Rule: z.ZodMiniType<Rule> = z.lazy(() =>
  z.union(
    [
      words("an expression"),
      z.strictObject({ all: Rules }),
      z.strictObject({ any: Rules }),
      z.strictObject({ not: Rule }),
    ],
    { error: aRule },
  ),
);
const Rules = z.array(Rule, { error: `a list, each ${aRule}` }).check(z.minLength(1, { error: "at least one" }));

const ConditionEntry = z.strictObject(
  {
    id: ConditionId,
    text: Text,
    layer: z.optional(oneOf(Layer)),
    source: z.optional(Sources),
    when: z.optional(Rule),
    all: z.optional(Rules),
    any: z.optional(Rules),
    not: z.optional(Rule),
  },
  { error: "a condition" },
);
export type ConditionEntry = z.infer<typeof ConditionEntry>;

const TierEntry = z.strictObject(
  {
    id: identifier("a tier's name such as grade-one"),
    text: Text,
    when: z.optional(Rule),
    value: z.optional(words("an expression")),
  },
  { error: "a tier: { id: …, text: …, when: …, value: … }" },
);
export type TierEntry = z.infer<typeof TierEntry>;

const AmountEntry = z.strictObject(
  {
    per: oneOf(Per),
    value: z.optional(words("an expression")),
    tiers: z.optional(
      z.array(TierEntry, { error: "a list of tiers" }).check(z.minLength(1, { error: "at least one tier" })),
    ),
    text: z.optional(Text),
  },
  { error: "an amount: { value: …, per: month }" },
);

export const ProgrammeFileSchema = z.strictObject(
  {
    id: ProgrammeId,
    name: Text,
    of: z.enum(["person", "household"], { error: "person or household" }),
    source: z.optional(Sources),
    conditions: z
      .array(ConditionEntry, { error: "a list of conditions" })
      .check(z.minLength(1, { error: "at least one condition" })),
    amount: AmountEntry,
  },
  { error: "a programme" },
);
export type ProgrammeEntry = z.infer<typeof ProgrammeFileSchema>;

export const RolesFileSchema = z.array(
  z.strictObject(
    {
      id: RoleId,
      name: Text,
      level: oneOf(AreaLevel),
      programmes: z.array(ProgrammeId, { error: "a list of programmes" }),
      dueDays: wholeDays,
      urgency: z.exactOptional(oneOf(Urgency)),
      mergeDays: z.exactOptional(wholeDays),
      escalation: z.optional(
        z.strictObject({ to: RoleId, afterDays: wholeDays }, { error: "{ to: a role, afterDays: … }" }),
      ),
    },
    { error: "a role" },
  ),
  { error: "a list of roles" },
);

const quietDays = "a number of days for each of the nineteen outcomes of a visit";
const islands = "areas that take a boat: { code: …, moreDays: … }";
const retired = "areas that are no more: { code: …, now: … }";

const advice =
  "what to keep in mind: { text: { zh: …, en: … } }, with roles, programmes or whenAsking: true where it is not always";
const VisitAdvice = z.array(
  z.strictObject(
    {
      text: Text,
      roles: z.exactOptional(
        z.array(RoleId, { error: "a list of roles" }).check(z.minLength(1, { error: "1 role or more" })),
      ),
      programmes: z.exactOptional(
        z.array(ProgrammeId, { error: "a list of programmes" }).check(z.minLength(1, { error: "1 programme or more" })),
      ),
      whenAsking: z.exactOptional(z.literal(true, { error: "true, or left out" })),
    },
    { error: advice },
  ),
  { error: `a list of ${advice}` },
);
const atTheDoor = "what staff bring to a visit and do not say there: { bring: [ … ], dontSay: [ … ] }";

export const OutreachFileSchema = z.strictObject(
  {
    visitsPerDay: z.int({ error: "a whole number of visits" }).check(z.positive({ error: "1 visit or more" })),
    bereavementDays: wholeDays,
    quietDays: z.record(OutcomeCode, wholeDays, { error: quietDays }),
    townless: z.array(AreaCode, { error: "a list of counties" }),
    islands: z.array(z.strictObject({ code: AreaCode, moreDays: wholeDays }, { error: islands }), { error: islands }),
    retired: z.array(z.strictObject({ code: AreaCode, now: AreaCode }, { error: retired }), { error: retired }),
    atTheDoor: z.strictObject({ bring: VisitAdvice, dontSay: VisitAdvice }, { error: atTheDoor }),
  },
  { error: "how staff are sent: visitsPerDay, bereavementDays, quietDays, townless, islands, retired and atTheDoor" },
);
