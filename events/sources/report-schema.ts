import * as z from "zod/mini";
import { changeFields, HouseholdChangedEnvelope, maximumChanges } from "../household-changed.ts";
import { HouseholdId, PersonId } from "../identifiers.ts";
import { type Problem, problemsOf } from "../problem.ts";
import { ReportedOutcome } from "../reported-outcome.ts";
import { needsAuthorisation, type SourceContract } from "./contract.ts";
import { factSchema } from "./fact-schema.ts";
import type { ReportedFact } from "./reported-fact.ts";

type Subject = ReportedFact["of"];

const subjects = { person: PersonId, household: HouseholdId } as const;

/** `household.changed.v1`'s Detail, narrowed to what one system may send; its JSON Schema is generated of it. */
export function reportSchema(contract: SourceContract) {
  const [first, ...others] = subjectsOf(contract).map((of) => changeSchema(contract, of));
  const change = first === undefined ? z.never() : z.union([first, ...others]);
  const list = `a list of 1 to ${maximumChanges} changes`;
  return z.strictObject({
    id: HouseholdChangedEnvelope.shape.id,
    sequence: HouseholdChangedEnvelope.shape.sequence,
    changes: z
      .array(change, { error: list })
      .check(z.minLength(1, { error: list }), z.maxLength(maximumChanges, { error: list })),
  });
}

/** What is wrong with a Detail that a system sends, field by field; none where it keeps its contract. */
export function problemsOfReport(contract: SourceContract, detail: unknown): Problem[] {
  const envelope = HouseholdChangedEnvelope.safeParse(detail);
  if (!envelope.success) return problemsOf(envelope.error, detail);
  const schemas = new Map(subjectsOf(contract).map((of) => [of, changeSchema(contract, of)]));
  return envelope.data.changes.flatMap((change, index) =>
    problemsOfChange(schemas, change).map(({ field, ...rest }) => ({
      field: field === "" ? `changes[${index}]` : `changes[${index}].${field}`,
      ...rest,
    })),
  );
}

function problemsOfChange(schemas: ReadonlyMap<Subject, z.ZodMiniType>, change: unknown): Problem[] {
  // The subject decides which form a change must have, so that an error names the right field.
  const ofPerson = typeof change === "object" && change !== null && Object.hasOwn(change, "person");
  const [only] = schemas.values();
  const schema = schemas.get(ofPerson ? "person" : "household") ?? only;
  if (schema === undefined) return [{ field: "", found: "a change", expected: "none: this system sets no fact" }];
  const parsed = schema.safeParse(change);
  return parsed.success ? [] : problemsOf(parsed.error, change);
}

/** Of whom a system tells: persons, households or both. */
function subjectsOf({ facts, outcomes }: SourceContract): Subject[] {
  const told = new Set<Subject>([...facts.map(({ of }) => of), ...(outcomes ? (["household"] as const) : [])]);
  return (["person", "household"] as const).filter((subject) => told.has(subject));
}

function changeSchema(contract: SourceContract, of: Subject) {
  const facts = contract.facts.filter((fact) => fact.of === of);
  const names = facts.map(({ name }) => name);
  const set = Object.fromEntries(facts.map((fact) => [fact.name, z.optional(factSchema(fact))]));
  const { authorisation } = changeFields;
  if (contract.outcomes && names.length === 0) {
    return z.strictObject(
      { household: HouseholdId, asOf: changeFields.asOf, outcome: ReportedOutcome },
      { error: "a change" },
    );
  }
  return z.strictObject(
    {
      [of]: subjects[of],
      ...changeFields,
      set: z.optional(z.strictObject(set, { error: "facts by name" })),
      unset: z.optional(
        z
          .array(z.enum(names, { error: `one of ${names.join(", ")}` }), { error: "a list of facts' names" })
          .check(z.maxLength(100, { error: "at most 100 names" })),
      ),
      authorisation: needsAuthorisation(contract)
        ? z.nonoptional(authorisation, { error: authorisationExpected })
        : authorisation,
    },
    { error: "a change" },
  );
}

const authorisationExpected = "the family's authorisation: { id, until }";
