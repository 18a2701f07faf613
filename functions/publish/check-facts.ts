import type * as z from "zod/mini";
import type { FactDefinition } from "#eligibility/standard-document.ts";
import { checkUnreported } from "./check-unreported.ts";
import { checkCondition, checkQuantity } from "./expression/check-expression.ts";
import type { Names } from "./expression/scope.ts";
import { didYouMean } from "./nearest-name.ts";
import type { PackProblem } from "./pack-problem.ts";
import type { FactEntry, PackFileSchema } from "./pack-schemas.ts";
import { isUnit, units } from "./units.ts";
import type { YamlFile } from "./yaml-file.ts";

type PackEntry = z.infer<typeof PackFileSchema>;

/** Facts that the engine itself reads, and what they must be where a dictionary has them. */
const wellKnown = new Map([
  ["person.birthDate", "date"],
  ["person.deceased", "boolean"],
  ["person.enrolments", "list"],
  ["household.enrolments", "list"],
]);

/** Checks the dictionary as a table: names, types, units, values; derived expressions come later. */
export function checkFactEntries(yaml: YamlFile, facts: readonly FactEntry[]): PackProblem[] {
  const seen = new Set<string>();
  return facts.flatMap((fact, index) => {
    const problems: PackProblem[] = [];
    const report = (field: string, message: string) => {
      problems.push(yaml.problem([index, field], `[${index}].${field}: ${message}`));
    };
    const name = `${fact.of}.${fact.name}`;
    if (seen.has(name)) report("name", `found ${name} again, expected each fact once`);
    seen.add(name);
    // A fact's value is read from an object by its name.
    if (fact.name in {}) report("name", `found ${fact.name}, expected a name that JavaScript does not use itself`);
    const type = wellKnown.get(name);
    if (type !== undefined && fact.type !== type) report("type", `found ${fact.type}, expected ${type} for ${name}`);
    checkShape(fact, report);
    checkUnreported(fact, report);
    return problems;
  });
}

function checkShape(fact: FactEntry, report: (field: string, message: string) => void): void {
  const isNumber = fact.type === "number" || fact.type === "integer";
  checkValues(fact, report);
  if (fact.unit !== undefined && !isNumber)
    report("unit", `found a unit of a ${fact.type}, expected one of numbers only`);
  if (fact.unit !== undefined && !isUnit(fact.unit)) {
    report(
      "unit",
      `${fact.unit}: no such unit${didYouMean(fact.unit, units) || `, expected one of ${units.join(", ")}`}`,
    );
  }
  for (const bound of ["minimum", "maximum"] as const) {
    if (fact[bound] !== undefined && !isNumber)
      report(bound, `found a ${bound} of a ${fact.type}, expected one of numbers only`);
  }
  for (const bound of ["earliest", "past"] as const) {
    if (fact[bound] !== undefined && fact.type !== "date")
      report(bound, `found ${bound} of a ${fact.type}, expected it of dates only`);
  }
}

function checkValues({ type, values }: FactEntry, report: (field: string, message: string) => void): void {
  if (type === "enumeration" && !values) report("type", "found an enumeration without values, expected values: { … }");
  if (type !== "enumeration" && values)
    report("values", `found values of a ${type}, expected them of an enumeration only`);
}

/** Checks which source owns which fact, and gives each fact's owners. */
export function checkOwners(
  yaml: YamlFile,
  { sources }: PackEntry,
  facts: readonly FactEntry[],
): { readonly owners: ReadonlyMap<string, string[]>; readonly problems: PackProblem[] } {
  const known = new Map(facts.map((fact) => [`${fact.of}.${fact.name}`, fact]));
  const owners = new Map<string, string[]>();
  const problems: PackProblem[] = [];
  for (const [source, { owns }] of Object.entries(sources)) {
    for (const [index, name] of owns.entries()) {
      const path = ["sources", source, "owns", index];
      const fact = known.get(name);
      if (!fact) problems.push(yaml.problem(path, `${name}: no such fact${didYouMean(name, known.keys())}`));
      else if (fact.derived !== undefined) {
        problems.push(yaml.problem(path, `${name}: found a derived fact, expected facts that a source can report`));
      }
      owners.set(name, [...(owners.get(name) ?? []), source]);
    }
  }
  return { owners, problems };
}

/** Checks derived facts' expressions and makes the dictionary of them all. */
export function checkDerived(
  yaml: YamlFile,
  facts: readonly FactEntry[],
  { names, owners }: { readonly names: Names; readonly owners: ReadonlyMap<string, string[]> },
): { readonly facts: FactDefinition[]; readonly problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const definitions = facts.map((fact, index): FactDefinition => {
    const definition = definitionOf(fact, owners.get(`${fact.of}.${fact.name}`) ?? []);
    if (fact.derived === undefined) return definition;
    const checked = deriveFact(fact.derived, { ...fact, unit: fact.unit }, names);
    for (const { at, message } of checked.problems) {
      problems.push({ file: yaml.path, ...yaml.positionIn([index, "derived"], at), message });
    }
    return checked.derived ? { ...definition, derived: checked.derived } : definition;
  });
  problems.push(...circles(yaml, definitions));
  return { facts: definitions, problems };
}

function definitionOf(
  { derived: _, unreported, unit, values, minimum, maximum, earliest, past, ...fact }: FactEntry,
  owners: string[],
): FactDefinition {
  return {
    ...fact,
    ...(unit === undefined ? {} : { unit }),
    ...(values === undefined ? {} : { values: Object.keys(values), labels: values }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(earliest === undefined ? {} : { earliest }),
    ...(past === undefined ? {} : { past }),
    ...(unreported === undefined ? {} : { unreported }),
    owners,
  };
}

function deriveFact(
  text: string,
  { of, layer, type, unit }: Pick<FactEntry, "of" | "layer" | "type"> & { unit: string | undefined },
  names: Names,
): { derived?: FactDefinition["derived"]; problems: readonly { at: number; message: string }[] } {
  const place = { of, layer, readsProgrammes: false };
  if (type === "boolean") {
    const { tree, problems } = checkCondition(text, names, place);
    return { derived: tree && { kind: "truth", tree }, problems };
  }
  if (type === "number" || type === "date") {
    const { tree, problems } = checkQuantity(text, names, { ...place, unit: type === "date" ? "date" : unit });
    return { derived: tree && { kind: "quantity", tree }, problems };
  }
  return { problems: [{ at: 0, message: `found a derived ${type}, expected a number, a date or a boolean` }] };
}

/** Derived facts that follow from themselves. */
function circles(yaml: YamlFile, facts: readonly FactDefinition[]): PackProblem[] {
  const byName = new Map(facts.map((fact) => [`${fact.of}.${fact.name}`, fact]));
  const pathToItself = (start: string, name: string, path: readonly string[]): readonly string[] | undefined => {
    for (const next of factsRead(byName.get(name)?.derived?.tree)) {
      if (next === start) return [...path, next];
      const circle = path.includes(next) ? undefined : pathToItself(start, next, [...path, next]);
      if (circle) return circle;
    }
    return undefined;
  };
  return facts.flatMap((fact, index) => {
    const name = `${fact.of}.${fact.name}`;
    const circle = fact.derived && pathToItself(name, name, [name]);
    return circle ? [yaml.problem([index, "derived"], `found a circle of derived facts: ${circle.join(" ← ")}`)] : [];
  });
}

/** The facts that a tree reads, as `household.savings`. */
export function factsRead(tree: unknown): string[] {
  if (typeof tree !== "object" || tree === null) return [];
  const own = "op" in tree && tree.op === "fact" && "of" in tree && "name" in tree ? [`${tree.of}.${tree.name}`] : [];
  return [...own, ...Object.values(tree).flatMap(factsRead)];
}
