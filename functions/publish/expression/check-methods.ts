import type { ASTNode } from "@marcbachmann/cel-js";
import type { QuantityTree } from "#eligibility/tree.ts";
import { didYouMean } from "../nearest-name.ts";
import { sizeOf } from "./check-calls.ts";
import type { CheckNode } from "./check-names.ts";
import type { Scope } from "./scope.ts";
import { inUnit, type Typed, typeInWords } from "./typed.ts";

const macros = ["all", "exists", "exists_one", "filter", "map"];
const methods = [...macros, "size", "startsWith"];

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
  if (name === "size" && args.length === 0) return sizeOf({ scope, at, name, args: [receiver] });
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
  const each = inUnit(typed, undefined);
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
  if (name === "exists_one") {
    const size: QuantityTree = { op: "size", people: { op: "filter", ...parts } };
    return { kind: "truth", tree: { op: "==", left: size, right: { op: "number", value: 1 } } };
  }
  return { kind: "truth", tree: { op: name === "all" ? "all" : "exists", ...parts } };
}
