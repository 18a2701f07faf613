import { namesRead } from "./names-read.ts";
import type { FactDefinition, Programme, StandardDocument } from "./standard-document.ts";

/** Something of which a judgement, or what staff are told of it, could come out otherwise by another standard. */
export interface JudgedDifference {
  readonly what: "programme" | "fact" | "parameter" | "role" | "outreach" | "time-zone" | "indexed-parameter";
  /** A programme's or a role's id, a fact such as `household.savings`, a parameter; empty where there is but one. */
  readonly name: string;
}

/** The parameters that judging by a standard reads. */
export function parametersJudgedBy(document: StandardDocument): ReadonlySet<string> {
  const read = readByProgrammes(document);
  const prefix = "parameter.";
  return new Set([...read].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
}

/**
 * What differs between two standards and could concern any household, wherever it lives. Texts, sources and
 * whatever no programme reads make no difference; values of parameters are compared by area elsewhere.
 */
export function judgedDifferences(from: StandardDocument, to: StandardDocument): JudgedDifference[] {
  const read = new Set([...readByProgrammes(from), ...readByProgrammes(to)]);
  const named = (what: JudgedDifference["what"]) => (name: string) => ({ what, name });
  return [
    ...different(from.programmes, to.programmes, ({ id }) => id, judgedOfProgramme).map(named("programme")),
    ...different(from.facts, to.facts, factName, judgedOfFact)
      .filter((name) => read.has(name) || isReportedInBoth(from, to, name))
      .map(named("fact")),
    ...different(
      from.parameters,
      to.parameters,
      ({ name }) => name,
      ({ unit }) => unit,
    )
      .filter((name) => read.has(`parameter.${name}`))
      .map(named("parameter")),
    ...different(
      from.roles,
      to.roles,
      ({ id }) => id,
      ({ name: _, ...told }) => told,
    ).map(named("role")),
    ...(isSame(outreachTold(from), outreachTold(to)) ? [] : [named("outreach")("")]),
    ...(from.timeZone === to.timeZone ? [] : [named("time-zone")(to.timeZone)]),
    // The indexes hold households by the former one: they must be written anew.
    ...(from.indexedParameter === to.indexedParameter ? [] : [named("indexed-parameter")(to.indexedParameter ?? "")]),
  ];
}

/** Codes of areas that are not the same in both, or lie elsewhere. */
export function differentAreas(from: StandardDocument, to: StandardDocument): string[] {
  return different(
    from.areas,
    to.areas,
    ({ code }) => code,
    ({ parent, level }) => [parent, level],
  );
}

/** Names of what is there only once, or is not the same. */
function different<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  nameOf: (thing: Thing) => string,
  judged: (thing: Thing) => unknown,
): string[] {
  const former = new Map(before.map((thing) => [nameOf(thing), thing]));
  const latter = new Map(after.map((thing) => [nameOf(thing), thing]));
  return [...new Set([...former.keys(), ...latter.keys()])].filter((name) => {
    const [one, other] = [former.get(name), latter.get(name)];
    return one === undefined || other === undefined || !isSame(judged(one), judged(other));
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const factName = ({ of, name }: FactDefinition) => `${of}.${name}`;

function judgedOfProgramme({ of, conditions, amount: { per, value, tiers } }: Programme) {
  return [
    of,
    conditions.map(({ id, layer, when }) => [id, layer, when]),
    per,
    value,
    tiers?.map(({ id, when }) => [id, when]),
  ];
}

function judgedOfFact({ type, unit, values, minimum, maximum, unreported, layer, derived }: FactDefinition) {
  return [type, unit, values, minimum, maximum, unreported, layer, derived];
}

/** What is on file may be read otherwise, even where no programme reads it: an enrolment, a place of registration. */
function isReportedInBoth(from: StandardDocument, to: StandardDocument, name: string): boolean {
  return [from, to].every(({ facts }) => facts.some((fact) => factName(fact) === name && !fact.derived));
}

function outreachTold({ outreach }: StandardDocument) {
  if (!outreach) return undefined;
  // How many visits a day can hold, and what is said there, decides nothing about any one household.
  const { visitsPerDay: _visits, atTheDoor: _advice, ...told } = outreach;
  return told;
}

/** The facts and parameters that programmes read, through whatever facts are derived from. */
function readByProgrammes({ facts, programmes }: StandardDocument): ReadonlySet<string> {
  const derivations = new Map(facts.map((fact) => [factName(fact), fact.derived]));
  const read = new Set<string>();
  const follow = (names: readonly string[]): void => {
    for (const name of names) {
      if (read.has(name)) continue;
      read.add(name);
      follow(namesRead(derivations.get(name)));
    }
  };
  follow(namesRead(programmes));
  return read;
}
