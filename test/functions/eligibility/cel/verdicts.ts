import { assess } from "#eligibility/assess.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { outcomeOf } from "#eligibility/programme-code.ts";
import type { Subject } from "#eligibility/situation.ts";
import type { CompiledProgramme, Standard } from "#eligibility/standard.ts";
import type { CelVerdict } from "./cel-standard.ts";

/** What this engine says of a household, in the form and under the names that CEL's verdicts have. */
export function verdictsByName(standard: Standard, household: HouseholdFacts, on: string): Map<string, CelVerdict> {
  const assessment = assess(standard, household, on);
  const verdicts = standard.programmes.flatMap((programme) =>
    programme.definition.of === "household"
      ? [verdictOf(assessment, programme, undefined)]
      : assessment.members.map((person, member) => verdictOf(person, programme, member)),
  );
  return byName(verdicts);
}

function verdictOf(
  { results }: Subject,
  { definition, place, amountPlace }: CompiledProgramme,
  member: number | undefined,
): CelVerdict {
  const eligible = [false, true, undefined][outcomeOf(results[place])];
  const fen = eligible ? results[amountPlace] : undefined;
  return { programme: definition.id, member, eligible, amount: Number.isFinite(fen) ? fen : undefined };
}

/** Verdicts by programme and member. */
export function byName(verdicts: readonly CelVerdict[]): Map<string, CelVerdict> {
  return new Map(verdicts.map((each) => [`${each.programme} ${each.member ?? "household"}`, each]));
}

/** In words where two verdicts that are both definite are not the same, or two amounts that are both known. */
export function contradiction(a: CelVerdict | undefined, b: CelVerdict | undefined): string | undefined {
  if (!a || !b) return "one of them is not there";
  if (a.eligible === undefined || b.eligible === undefined) return undefined;
  if (a.eligible !== b.eligible) return `${a.eligible} and ${b.eligible}`;
  if (a.amount === undefined || b.amount === undefined) return undefined;
  const near = 1e-6 * Math.max(1, Math.abs(a.amount) * 1e-6);
  return Math.abs(a.amount - b.amount) <= near ? undefined : `${a.amount} and ${b.amount} fen`;
}

/** A household of which each fact is forgotten with a probability; those in `kept` are facts nobody can forget. */
export function forgetting(
  household: HouseholdFacts,
  {
    share,
    random,
    kept,
  }: { readonly share: number; readonly random: () => number; readonly kept: ReadonlySet<string> },
): HouseholdFacts {
  const some = (facts: HouseholdFacts["facts"]) =>
    Object.fromEntries(Object.entries(facts).filter(([name]) => kept.has(name) || random() >= share));
  return {
    household: household.household,
    area: random() < share ? undefined : household.area,
    facts: some(household.facts),
    members: household.members.map(({ person, facts }) => ({ person, facts: some(facts) })),
  };
}

/** Facts whose absence says something: nobody has reported them, or nobody has died. */
export function neverForgotten({ document }: Standard): ReadonlySet<string> {
  return new Set([
    "deceased",
    ...document.facts.filter((fact) => fact.unreported !== undefined).map(({ name }) => name),
  ]);
}
