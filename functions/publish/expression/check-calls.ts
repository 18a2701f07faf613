import type { ASTNode } from "@marcbachmann/cel-js";
import { didYouMean } from "../nearest-name.ts";
import type { CheckNode } from "./check-names.ts";
import { inOneUnit } from "./check-operators.ts";
import type { Scope } from "./scope.ts";
import { constantIn, type Quantified, type Typed, typeInWords } from "./typed.ts";

const functions = ["age", "date", "max", "min", "size", "sum"];
const macros = ["all", "exists", "filter", "map"];
const methods = [...macros, "size", "startsWith"];

/** `age(person)`, `size(members)`, `sum(…)`, `min(…)`, `max(…)`. */
export function checkCall(scope: Scope, node: ASTNode & { op: "call" }, checkNode: CheckNode): Typed | undefined {
  const [name, args] = node.args;
  const at = node.range.start;
  if (!functions.includes(name)) {
    return scope.report(
      at,
      `${name}(…): no such function${didYouMean(name, functions) || `, expected one of ${functions.join(", ")}`}`,
    );
  }
  const typed = args.map((arg) => checkNode(scope, arg));
  const known = typed.filter((each) => each !== undefined);
  if (known.length < typed.length) return undefined;
  const [first, ...more] = known;
  if (!first) return scope.report(at, `${name}(): expected something to apply it to`);
  if (more.length > 0) return checkExtreme(scope, at, name, known);
  switch (name) {
    case "age":
      return checkAge(scope, at, first);
    case "size":
      return sizeOf(scope, at, first);
    default:
      return overNumbers(scope, at, name, first);
  }
}

function checkAge(scope: Scope, at: number, person: Typed): Typed | undefined {
  if (person.kind !== "person") return scope.report(at, `age(…): found ${typeInWords(person)}, expected a person`);
  if (scope.names.facts.get("person.birthDate")?.type !== "date") {
    return scope.report(at, "age(…): expected a fact birthDate of a person, of type date, in the dictionary");
  }
  return { kind: "quantity", unit: "years", tree: { op: "age", slot: person.slot } };
}

function sizeOf(scope: Scope, at: number, people: Typed): Typed | undefined {
  if (people.kind === "people") return { kind: "quantity", unit: undefined, tree: { op: "size", people: people.tree } };
  return scope.report(at, `size(…): found ${typeInWords(people)}, expected members of the household`);
}

function overNumbers(scope: Scope, at: number, name: string, numbers: Typed): Typed | undefined {
  if (numbers.kind !== "numbers" || (name !== "sum" && name !== "min" && name !== "max")) {
    return scope.report(
      at,
      `${name}(…): found ${typeInWords(numbers)}, expected a list of numbers such as household.members.map(m, m.monthlyIncome)`,
    );
  }
  const { people, slot, each } = numbers;
  return { kind: "quantity", unit: each.unit, tree: { op: name, people, slot, each: each.tree } };
}

/** `min(a, b)` and `max(a, b, c)`. */
function checkExtreme(scope: Scope, at: number, name: string, of: readonly Typed[]): Typed | undefined {
  if (name !== "min" && name !== "max") return scope.report(at, `${name}(…): expected one thing to apply it to`);
  const measured = of.find((each) => each.kind === "quantity") ?? constantIn(0, undefined);
  const quantities: Quantified[] = of.flatMap((each) => (measured && inOneUnit(each, measured)[0]) ?? []);
  if (!measured || quantities.length < of.length) {
    return scope.report(at, `${name}(…): expected numbers of one unit`);
  }
  const op = name === "min" ? "least" : "greatest";
  return { kind: "quantity", unit: measured.unit, tree: { op, of: quantities.map(({ tree }) => tree) } };
}

/** `household.members.all(m, …)` and its like, `text.startsWith(…)`. */
export function checkMethod(scope: Scope, node: ASTNode & { op: "rcall" }, checkNode: CheckNode): Typed | undefined {
  const [name, receiverNode, args] = node.args;
  const receiver = checkNode(scope, receiverNode);
  if (!receiver) return undefined;
  const at = receiverNode.range.end + 1;
  if (!methods.includes(name)) {
    return scope.report(
      at,
      `.${name}(…): no such function${didYouMean(name, methods) || `, expected one of ${methods.join(", ")}`}`,
    );
  }
  if (name === "size" && args.length === 0) return sizeOf(scope, at, receiver);
  if (name === "startsWith") return checkStart(scope, { at, receiver, args }, checkNode);
  if (receiver.kind !== "people") {
    return scope.report(at, `.${name}(…): found ${typeInWords(receiver)}, expected members of the household before it`);
  }
  return checkMacro(scope, { name, at, people: receiver, args }, checkNode);
}

function checkStart(
  scope: Scope,
  { at, receiver, args }: { at: number; receiver: Typed; args: readonly ASTNode[] },
  checkNode: CheckNode,
): Typed | undefined {
  const [startNode, ...more] = args;
  const start = startNode && checkNode(scope, startNode);
  if (receiver.kind !== "text" || start?.kind !== "text" || more.length > 0) {
    return scope.report(
      at,
      '.startsWith(…): expected a text before it and one within, as in household.area.startsWith("33")',
    );
  }
  return { kind: "truth", tree: { op: "starts-with", text: receiver.tree, start: start.tree } };
}

interface Macro {
  readonly name: string;
  readonly at: number;
  readonly people: Typed & { kind: "people" };
  readonly args: readonly ASTNode[];
}

function checkMacro(scope: Scope, { name, at, people, args }: Macro, checkNode: CheckNode): Typed | undefined {
  const [variable, body, ...more] = args;
  if (variable?.op !== "id" || !body || more.length > 0) {
    return scope.report(
      at,
      `.${name}(…): expected a variable and an expression, as in household.members.${name}(m, …)`,
    );
  }
  const reserved = ["household", "person", "parameter", "programme", "today"];
  if (reserved.includes(variable.args) || scope.variables.has(variable.args)) {
    return scope.report(
      variable.range.start,
      `${variable.args}: found a name that is taken, expected another for the variable`,
    );
  }
  // Slot 0 is the programme's person; each macro around this one has a slot of its own.
  const slot = nextSlot(scope, people.tree);
  const typed = checkNode({ ...scope, variables: new Map([...scope.variables, [variable.args, slot]]) }, body);
  if (!typed) return undefined;
  return name === "map"
    ? mapped(scope, body, { people, slot, typed })
    : selected(scope, body, { name, people, slot, typed });
}

function nextSlot({ variables }: Scope, people: (Typed & { kind: "people" })["tree"]): number {
  const around = Math.max(0, ...variables.values());
  return Math.max(around, people.op === "filter" ? people.slot : 0) + 1;
}

interface Body {
  readonly people: Typed & { kind: "people" };
  readonly slot: number;
  readonly typed: Typed;
}

function mapped(scope: Scope, body: ASTNode, { people, slot, typed }: Body): Typed | undefined {
  const each = typed.kind === "constant" ? constantIn(typed.value, undefined) : typed;
  if (each?.kind === "quantity") return { kind: "numbers", people: people.tree, slot, each };
  return scope.report(body.range.start, `found ${typeInWords(typed)}, expected a number for each member in map`);
}

function selected(
  scope: Scope,
  body: ASTNode,
  { name, people, slot, typed }: Body & { name: string },
): Typed | undefined {
  if (typed.kind !== "truth") {
    return scope.report(
      body.range.start,
      `found ${typeInWords(typed)}, expected a condition for each member in ${name}`,
    );
  }
  const parts = { people: people.tree, slot, when: typed.tree };
  if (name === "filter") return { kind: "people", tree: { op: "filter", ...parts } };
  return { kind: "truth", tree: { op: name === "all" ? "all" : "exists", ...parts } };
}
