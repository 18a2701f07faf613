import type { Situation } from "../situation.ts";
import type { FactDefinition } from "../standard-document.ts";
import type { QuantityTree, TruthTree } from "../tree.ts";
import { truthOf } from "../truth.ts";

/**
 * The parameters of an expression that mattered for this household: of a table, the number at the household's own key.
 * Where a sensitive fact is the key, none: the number would tell the fact.
 */
export function parametersTold(situation: Situation, expression: TruthTree | QuantityTree): ReadonlySet<string> {
  const told = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (isChoice(node)) {
      visit(node.when);
      if (!readsSensitive(situation, node.when)) visitChosen(node);
      return;
    }
    if ("op" in node && node.op === "parameter" && "name" in node) told.add(String(node.name));
    for (const child of Object.values(node)) visit(child);
  };
  const visitChosen = ({ when, holds, fails }: Choice) => {
    const truth = chosen(situation, when);
    if (truth !== undefined) visit(truth ? holds : fails);
  };
  visit(expression);
  return told;
}

interface Choice {
  readonly when: TruthTree;
  readonly holds: object;
  readonly fails: object;
}

function isChoice(node: object): node is Choice {
  return "op" in node && node.op === "if" && "when" in node && "holds" in node && "fails" in node;
}

/** Undefined also within a macro, where the choice is another for each member. */
function chosen(situation: Situation, when: TruthTree): boolean | undefined {
  return slotsIn(when).every((slot) => situation.slots[slot] !== undefined) ? truthOf(situation, when) : undefined;
}

function slotsIn(node: unknown): number[] {
  if (typeof node !== "object" || node === null) return [];
  const own = "slot" in node && typeof node.slot === "number" && "op" in node && isReading(node.op) ? [node.slot] : [];
  return [...own, ...Object.values(node).flatMap(slotsIn)];
}

function isReading(op: unknown): boolean {
  return op === "fact" || op === "age" || op === "age-in-months";
}

function readsSensitive(situation: Situation, tree: unknown): boolean {
  if (typeof tree !== "object" || tree === null) return false;
  const fact = factOf(situation, tree);
  if (fact && (fact.sensitivity === "sensitive" || readsSensitive(situation, fact.derived))) return true;
  return Object.values(tree).some((child) => readsSensitive(situation, child));
}

function factOf({ assessment: { knowledge } }: Situation, node: object): FactDefinition | undefined {
  if (!("op" in node && node.op === "fact" && "name" in node && "of" in node)) return undefined;
  return knowledge.fact(node.of === "person" ? "person" : "household", String(node.name)).definition;
}
