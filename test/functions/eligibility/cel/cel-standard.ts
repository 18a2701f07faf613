import type { FactDefinition, Programme, StandardDocument } from "#eligibility/standard-document.ts";
import type { BoundHousehold, CelBinder, CelBindings, CelFact } from "./cel-household.ts";
import { celWriter } from "./cel-text.ts";

/** A CEL text made ready; undefined where CEL has an error: something it takes is not known. */
export type CelExpression = (bindings: CelBindings) => CelFact | undefined;

/** A CEL engine: makes a text ready once, for many bindings. */
export type CelEngine = (text: string) => CelExpression;

/** What CEL says of one programme, of the household or of the member of this index; the amount in fen, not rounded. */
export interface CelVerdict {
  readonly programme: string;
  readonly member: number | undefined;
  readonly eligible: boolean | undefined;
  readonly amount: number | undefined;
}

/** Judges households by a standard's document as a host of a CEL engine would: in the order that texts read each other. */
export function celStandard<Household>(
  document: StandardDocument,
  engine: CelEngine,
  bind: CelBinder<Household>,
): (household: Household) => CelVerdict[] {
  const writer = celWriter(document);
  const derived = derivedInOrder(document).map((fact) => ({
    fact,
    expression: engine(
      fact.derived.kind === "truth" ? writer.truth(fact.derived.tree) : writer.quantity(fact.derived.tree),
    ),
  }));
  const programmes = programmesInOrder(document).map((programme): Ready => {
    const screening = programme.conditions.filter(({ layer }) => layer === "screening");
    return {
      programme,
      condition: engine(writer.truth({ op: "and", of: screening.map(({ when }) => when) })),
      amount: programme.amount.value && engine(writer.quantity(programme.amount.value)),
    };
  });
  return (household) => {
    const bound = bind(household);
    for (const { fact, expression } of derived) derive(bound, fact, expression);
    const { bindings, members } = bound;
    const ofMembers = members.map((person) => ({ person, verdicts: {} }));
    return programmes.flatMap((ready) => {
      if (ready.programme.of === "household") return [verdictOf(ready, bindings, bindings.verdict, undefined)];
      return ofMembers.map(({ person, verdicts }, member) => {
        bindings.person = person;
        bindings.verdictOfPerson = verdicts;
        return verdictOf(ready, bindings, verdicts, member);
      });
    });
  };
}

interface Ready {
  readonly programme: Programme;
  readonly condition: CelExpression;
  readonly amount: CelExpression | undefined;
}

function verdictOf(
  { programme: { id }, condition, amount }: Ready,
  bindings: CelBindings,
  into: Record<string, boolean>,
  member: number | undefined,
): CelVerdict {
  const holds = condition(bindings);
  const eligible = typeof holds === "boolean" ? holds : undefined;
  if (eligible !== undefined) into[id] = eligible;
  const fen = eligible ? amount?.(bindings) : undefined;
  return { programme: id, member, eligible, amount: typeof fen === "number" ? fen : undefined };
}

function derive({ bindings, members }: BoundHousehold, { of, name }: FactDefinition, expression: CelExpression): void {
  for (const person of of === "household" ? [undefined] : members) {
    if (person) bindings.person = person;
    const value = expression(bindings);
    if (value !== undefined) (person ?? bindings.household)[name] = value;
  }
}

type DerivedFact = FactDefinition & { readonly derived: NonNullable<FactDefinition["derived"]> };

function derivedInOrder({ facts }: StandardDocument): DerivedFact[] {
  const derived = facts.filter((fact): fact is DerivedFact => fact.derived !== undefined);
  return inOrder(derived, (fact) =>
    nodesIn(fact.derived.tree, "fact").flatMap(({ of, name }) =>
      derived.filter((each) => each.of === of && each.name === name),
    ),
  );
}

function programmesInOrder({ programmes }: StandardDocument): Programme[] {
  return inOrder(programmes, (programme) =>
    nodesIn([programme.conditions, programme.amount], "programme").flatMap(({ id }) =>
      programmes.filter((each) => each.id === id),
    ),
  );
}

/** Each after those it reads. */
function inOrder<Item>(items: readonly Item[], readBy: (item: Item) => readonly Item[]): Item[] {
  const ordered = new Set<Item>();
  const visit = (item: Item): void => {
    if (ordered.has(item)) return;
    for (const read of readBy(item)) visit(read);
    ordered.add(item);
  };
  for (const item of items) visit(item);
  return [...ordered];
}

interface Named {
  readonly of?: unknown;
  readonly name?: unknown;
  readonly id?: unknown;
}

function nodesIn(tree: unknown, op: string): Named[] {
  if (typeof tree !== "object" || tree === null) return [];
  const node: Named & { readonly op?: unknown } = tree;
  const within = Object.values(tree).flatMap((child) => nodesIn(child, op));
  return node.op === op ? [node, ...within] : within;
}
