import * as z from "zod/mini";
import { OutcomeCode, Urgency } from "#events/case-vocabulary.ts";
import { FactValue } from "#events/fact-value.ts";
import { AreaCode, ProgrammeId, SourceName } from "#events/identifiers.ts";
import { Per } from "#events/outreach-notice.ts";
import type { QuantityTree, TruthTree } from "./tree.ts";

/** A text in the standard's languages. */
const Text = z.object({ zh: z.string(), en: z.string() });
export type Text = z.infer<typeof Text>;

/** Where a rule stands in law. */
const Source = z.object({ title: z.string(), clause: z.optional(z.string()) });

// Trees are looked at no closer than this when a document is read from a store: publication made them, a document is
// immutable under its version and digest, and looking into thousands of nodes would cost each cold start. Compiling
// refuses an operation it does not know.
const isTree = (value: unknown) => typeof value === "object" && value !== null && "op" in value;
const Truth = z.custom<TruthTree>(isTree, { error: "a syntax tree" });
const Quantity = z.custom<QuantityTree>(isTree, { error: "a syntax tree" });

/** Types of facts. A list is one of texts; an identifier is a household's. */
export const FactType = z.enum([
  "boolean",
  "text",
  "enumeration",
  "number",
  "integer",
  "date",
  "area",
  "identifier",
  "list",
]);
export type FactType = z.infer<typeof FactType>;

export const Layer = z.enum(["screening", "verification"]);
export type Layer = z.infer<typeof Layer>;

export const Sensitivity = z.enum(["ordinary", "personal", "sensitive"]);

export const FactDefinition = z.object({
  name: z.string(),
  of: z.enum(["person", "household"]),
  type: FactType,
  /** Of numbers and integers; `yuan` where the fact is money, absent for a plain number. */
  unit: z.optional(z.string()),
  /** An enumeration's values. */
  values: z.optional(z.array(z.string())),
  /** What an enumeration's values are called. */
  labels: z.optional(z.record(z.string(), Text)),
  /** The least and greatest value of a number, in its unit. */
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  /** The first day that a date may be: what is before it is a mistake, or what a system writes where it knows nothing. */
  earliest: z.optional(z.string()),
  /** True of a date that has come by the day on which it is reported, such as a birth's. */
  past: z.optional(z.literal(true)),
  /** What holds while nobody has reported it: of facts that exist only once something has happened. */
  unreported: z.optional(FactValue),
  /** Screening facts are shared for proactive discovery; verification facts only with the family's authorisation. */
  layer: Layer,
  /** Values of sensitive facts appear in no reason. */
  sensitivity: Sensitivity,
  /** Sources that may set it; none for a derived fact. */
  owners: z.array(SourceName),
  label: Text,
  /** What staff ask when it is missing. */
  question: Text,
  /** How it follows from other facts; no source reports it then. */
  derived: z.optional(
    z.union([
      z.object({ kind: z.literal("truth"), tree: Truth }),
      z.object({ kind: z.literal("quantity"), tree: Quantity }),
    ]),
  ),
});
export type FactDefinition = z.infer<typeof FactDefinition>;

export const ParameterDefinition = z.object({
  /** One number each: `x` itself, `x[1]` of a table at a key, `x[0].from` and `x[0].rate` or `x[0].amount` of a scale. */
  name: z.string(),
  /** `yuan`, `years`, …; absent for a plain number. */
  unit: z.optional(z.string()),
  description: Text,
  /** True where the values are made up for demonstration. */
  synthetic: z.boolean(),
  note: z.optional(Text),
  reference: z.array(Source),
  /** By area code, then by the ISO date from which a value holds. Money in yuan. */
  areas: z.record(AreaCode, z.record(z.string(), z.number())),
});
export type ParameterDefinition = z.infer<typeof ParameterDefinition>;

export const Condition = z.object({
  id: z.string(),
  text: Text,
  /** Only screening conditions decide; verification conditions are what staff must check. */
  layer: Layer,
  source: z.array(Source),
  when: Truth,
});
export type Condition = z.infer<typeof Condition>;

export const Programme = z.object({
  id: ProgrammeId,
  name: Text,
  of: z.enum(["person", "household"]),
  /** The role that serves it. */
  role: z.string(),
  source: z.array(Source),
  conditions: z.array(Condition),
  amount: z.object({
    per: Per,
    /** In fen. Where the amount has tiers, the tier that applies decides. */
    value: z.optional(Quantity),
    /** The first tier whose condition holds applies; the last may have no condition. */
    tiers: z.optional(z.array(z.object({ id: z.string(), text: Text, when: z.optional(Truth) }))),
    /** What is given in kind. */
    text: z.optional(Text),
  }),
});
export type Programme = z.infer<typeof Programme>;

export const AreaLevel = z.enum(["province", "prefecture", "county", "town", "village"]);

export const Role = z.object({
  id: z.string(),
  name: Text,
  /** The level of area whose worker of this role is told. */
  level: AreaLevel,
  programmes: z.array(ProgrammeId),
  /** Days from the day a notice is raised to the day a visit is due. */
  dueDays: z.int(),
  /** How pressing its visits are; by the due days where absent. */
  urgency: z.exactOptional(Urgency),
  /** Days in which changes that come together are gathered before a visit makes sense; none where absent. */
  mergeDays: z.exactOptional(z.int()),
  /** Who takes over what is overdue, and after how many days. */
  escalation: z.optional(z.object({ to: z.string(), afterDays: z.int() })),
});
export type Role = z.infer<typeof Role>;

const wholeDays = z.int().check(z.nonnegative());

/** What staff keep in mind at a visit: at every one, or where it is by these roles or about these programmes. */
export const VisitAdvice = z.object({
  text: Text,
  roles: z.exactOptional(z.array(z.string())),
  programmes: z.exactOptional(z.array(ProgrammeId)),
  /** Only where something is to be asked. */
  whenAsking: z.exactOptional(z.literal(true)),
});
export type VisitAdvice = z.infer<typeof VisitAdvice>;

/** How staff are sent, and when they are not. */
export const Outreach = z.object({
  /** Visits that a community's workers can make in a day; what is more waits for its turn. */
  visitsPerDay: z.int().check(z.positive()),
  /** Days after a death in which nobody but the most urgent comes. */
  bereavementDays: wholeDays,
  /** Days in which staff are not sent again for the same, by what they found. */
  quietDays: z.record(OutcomeCode, wholeDays),
  /** Counties whose villages have no town above them. */
  townless: z.array(AreaCode),
  /** Areas that take a boat: so many days more, and a telephone call first. */
  islands: z.array(z.object({ code: AreaCode, moreDays: wholeDays })),
  /** Codes that sources still report of areas that are no more, and the area that took them over. */
  retired: z.array(z.object({ code: AreaCode, now: AreaCode })),
  /** What staff bring to a visit, and what they do not say there; standards published before this was asked of them have none. */
  atTheDoor: z.exactOptional(z.object({ bring: z.array(VisitAdvice), dontSay: z.array(VisitAdvice) })),
});
export type Outreach = z.infer<typeof Outreach>;

/** A published standard: everything a household is judged by, checked and complete. */
export const StandardDocument = z.object({
  /** Version of this document's own form. */
  format: z.literal(1),
  name: z.string(),
  version: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  sources: z.array(z.object({ name: SourceName, zh: z.string(), en: z.string() })),
  areas: z.array(
    z.object({ code: AreaCode, parent: z.optional(AreaCode), level: AreaLevel, zh: z.string(), en: z.string() }),
  ),
  facts: z.array(FactDefinition),
  parameters: z.array(ParameterDefinition),
  /**
   * The parameter by whose limits households are indexed: when it moves, only those are judged again for whom that
   * changes something. Without one, every change of the standard looks at whole areas.
   */
  indexedParameter: z.optional(z.string()),
  programmes: z.array(Programme),
  roles: z.array(Role),
  outreach: z.exactOptional(Outreach),
});
export type StandardDocument = z.infer<typeof StandardDocument>;
