import type {
  FactDefinition,
  ParameterDefinition,
  Programme,
  StandardDocument,
} from "#eligibility/standard-document.ts";

/** What a programme reads, also by way of derived facts; in the document's order. */
export interface ReadByProgramme {
  readonly facts: readonly FactDefinition[];
  readonly parameters: readonly ParameterDefinition[];
}

export function factsAndParametersRead(
  { facts, parameters }: StandardDocument,
  { conditions, amount }: Programme,
): ReadByProgramme {
  const byName = new Map(facts.map((fact) => [`${fact.of}.${fact.name}`, fact]));
  const read = new Set<unknown>();
  const visit = (tree: unknown): void => {
    if (typeof tree !== "object" || tree === null) return;
    const { op, of, name } = Object(tree);
    if (op === "parameter") read.add(name);
    if (op === "age" || op === "age-in-months") visitFact("person.birthDate");
    if (op === "fact") visitFact(`${of}.${name}`);
    for (const child of Object.values(tree)) visit(child);
  };
  const visitFact = (name: string): void => {
    const fact = byName.get(name);
    if (!fact || read.has(fact)) return;
    read.add(fact);
    visit(fact.derived);
  };
  visit([conditions.map(({ when }) => when), amount.value, amount.tiers?.map(({ when }) => when)]);
  return {
    facts: facts.filter((fact) => read.has(fact)),
    parameters: parameters.filter(({ name }) => read.has(name)),
  };
}
