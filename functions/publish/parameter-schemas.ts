import * as z from "zod/mini";
import { CalendarDate } from "#events/calendar.ts";
import { FactName } from "#events/fact-value.ts";
import { AreaCode } from "#events/identifiers.ts";
import { Sources, Text, words } from "./schema-parts.ts";

// A file of parameters/ as its authors write it: one number, a table of numbers by a key, or a scale of brackets.

const aNumber = z.number({ error: "a number" });

const unit = z.optional(words("a unit such as yuan"));
const metadata = {
  unit,
  period: z.optional(words("a period such as month")),
  synthetic: z.optional(z.boolean({ error: "true or false" })),
  note: z.optional(Text),
  reference: Sources,
};
const Metadata = z.strictObject(metadata, { error: "the parameter's metadata" });
/** `thresholdUnit` is the unit of where brackets begin. */
const ScaleMetadata = z.strictObject({ ...metadata, thresholdUnit: unit }, { error: "the scale's metadata" });

/** Values by area and by the date from which they hold. */
const areasOf = <Value extends z.ZodMiniType>(value: Value) =>
  z.record(
    AreaCode,
    z.strictObject(
      { values: z.record(CalendarDate, value, { error: "values by the date they hold from" }) },
      { error: "{ values: { 2022-07-01: … } }" },
    ),
    { error: "values by area" },
  );

const head = { name: FactName, description: Text, metadata: Metadata };
const scaleHead = { ...head, metadata: ScaleMetadata };

const ScalarFileSchema = z.strictObject({ ...head, areas: areasOf(aNumber) }, { error: "a parameter" });

const keysExpected = "a list of one key or more: whole numbers, or texts, not both";
const Keys = z.union(
  [
    z.array(z.int({ error: keysExpected })).check(z.minLength(1, { error: keysExpected })),
    z.array(words(keysExpected)).check(z.minLength(1, { error: keysExpected })),
  ],
  { error: keysExpected },
);

const TableFileSchema = z.strictObject(
  {
    ...head,
    keys: Keys,
    areas: areasOf(z.record(z.string(), aNumber, { error: "a number for each key: { 1: …, 2: … }" })),
  },
  { error: "a parameter by keys" },
);

const MarginalScaleFileSchema = z.strictObject(
  {
    ...scaleHead,
    scale: z.literal("marginal", { error: "marginal or amount" }),
    areas: areasOf(bracketsOf(z.strictObject({ from: aNumber, rate: aNumber }, { error: "{ from: …, rate: … }" }))),
  },
  { error: "a scale of rates" },
);

const AmountScaleFileSchema = z.strictObject(
  {
    ...scaleHead,
    scale: z.literal("amount", { error: "marginal or amount" }),
    areas: areasOf(bracketsOf(z.strictObject({ from: aNumber, amount: aNumber }, { error: "{ from: …, amount: … }" }))),
  },
  { error: "a scale of amounts" },
);

function bracketsOf<Bracket extends z.ZodMiniType>(bracket: Bracket) {
  return z.array(bracket, { error: "a list of brackets" }).check(z.minLength(1, { error: "at least one bracket" }));
}

export type ScalarEntry = z.infer<typeof ScalarFileSchema>;
export type TableEntry = z.infer<typeof TableFileSchema>;
export type ScaleEntry = z.infer<typeof MarginalScaleFileSchema> | z.infer<typeof AmountScaleFileSchema>;
export type ParameterEntry = ScalarEntry | TableEntry | ScaleEntry;

/** Any file of parameters/; to tell what is wrong with one, `parameterSchema` knows which form it means to have. */
export const ParameterFileSchema = z.union([
  ScalarFileSchema,
  TableFileSchema,
  MarginalScaleFileSchema,
  AmountScaleFileSchema,
]);

/** The schema of the form that a file means to have, by its fields `keys` and `scale`. */
export function parameterSchema(value: unknown): z.ZodMiniType<ParameterEntry> {
  if (typeof value !== "object" || value === null) return ScalarFileSchema;
  if ("keys" in value) return TableFileSchema;
  if (!("scale" in value)) return ScalarFileSchema;
  return value.scale === "amount" ? AmountScaleFileSchema : MarginalScaleFileSchema;
}
