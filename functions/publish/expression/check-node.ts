import type { ASTNode } from "@marcbachmann/cel-js";
import { checkCall } from "./check-calls.ts";
import { checkDate } from "./check-dates.ts";
import { checkIndex } from "./check-index.ts";
import { checkMethod } from "./check-methods.ts";
import { checkName, checkSelection } from "./check-names.ts";
import { checkArithmetic, checkComparison, checkMembership, checkNegative } from "./check-operators.ts";
import type { Scope } from "./scope.ts";
import { inUnit, isConstant, type Typed, typeInWords, unitInWords } from "./typed.ts";

/** Gives an expression's type and checked tree; undefined where a problem has been reported. */
export function checkNode(scope: Scope, node: ASTNode): Typed | undefined {
  switch (node.op) {
    case "value":
      return checkLiteral(scope, node);
    case "id":
      return checkName(scope, node);
    case ".":
      return checkSelection(scope, node, checkNode);
    case "[]":
      return checkIndex(scope, node, checkNode);
    case "&&":
    case "||":
      return checkJunction(scope, node);
    case "!_":
      return checkNot(scope, node);
    case "-_":
      return checkNegative(scope, node, checkNode);
    case "?:":
      return checkChoice(scope, node);
    case "+":
    case "-":
    case "*":
    case "/":
      return checkArithmetic(scope, node, checkNode);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
      return checkComparison(scope, node, checkNode);
    case "in":
      return checkMembership(scope, node, checkNode);
    case "list":
      return checkList(scope, node);
    case "call":
      return node.args[0] === "date" ? checkDate(scope, node) : checkCall(scope, node, checkNode);
    case "rcall":
      return checkMethod(scope, node, checkNode);
    default:
      return scope.report(
        node.range.start,
        `${node.op === "map" ? "a map {…}" : node.op} is not part of this language`,
      );
  }
}

type NodeOf<Operator extends ASTNode["op"]> = ASTNode & { op: Operator };

function checkLiteral(scope: Scope, { args, range }: NodeOf<"value">): Typed | undefined {
  switch (typeof args) {
    case "number":
      return { kind: "constant", value: args };
    case "bigint":
      return { kind: "constant", value: Number(args) };
    case "boolean":
      return { kind: "truth", tree: { op: "boolean", value: args } };
    case "string":
      return { kind: "text", tree: { op: "text", value: args }, literal: args };
    default:
      return scope.report(
        range.start,
        "found null or bytes, expected a fact, a number or a text; what is unknown needs no test: it stays unknown",
      );
  }
}

/** `a && b && c`, whose parts are all checked, so that all their problems are told. */
function checkJunction(scope: Scope, node: NodeOf<"&&"> | NodeOf<"||">): Typed | undefined {
  const parts = node.args.map((part) => {
    const typed = checkNode(scope, part);
    if (!typed || typed.kind === "truth") return typed;
    const operator = node.op === "&&" ? "&& (and)" : "|| (or)";
    return scope.report(
      part.range.start,
      `found ${typeInWords(typed)}, expected a condition on each side of ${operator}`,
    );
  });
  const op = node.op === "&&" ? "and" : "or";
  const of = parts.flatMap((part) => {
    if (part?.kind !== "truth") return [];
    return part.tree.op === op ? part.tree.of : [part.tree];
  });
  return parts.every((part) => part !== undefined) ? { kind: "truth", tree: { op, of } } : undefined;
}

function checkNot(scope: Scope, { args }: NodeOf<"!_">): Typed | undefined {
  const typed = checkNode(scope, args);
  if (!typed) return undefined;
  if (typed.kind !== "truth") {
    return scope.report(args.range.start, `found ${typeInWords(typed)}, expected a condition after ! (not)`);
  }
  return { kind: "truth", tree: { op: "not", of: typed.tree } };
}

function checkList(scope: Scope, { args }: NodeOf<"list">): Typed | undefined {
  const items = args.map((item) => checkNode(scope, item));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? { kind: "literal-list", items: known } : undefined;
}

function checkChoice(scope: Scope, { args: [when, ...branches], range }: NodeOf<"?:">): Typed | undefined {
  const condition = checkNode(scope, when);
  const [consequent, alternative] = branches.map((branch) => checkNode(scope, branch));
  if (condition && condition.kind !== "truth") {
    return scope.report(when.range.start, `found ${typeInWords(condition)}, expected a condition before ?`);
  }
  if (!condition || !consequent || !alternative) return undefined;
  return (
    choiceOf(condition, consequent, alternative) ??
    scope.report(
      range.start,
      `found ${typeInWords(consequent)} or ${typeInWords(alternative)}, expected the same type on each side of :`,
    )
  );
}

function choiceOf({ tree: when }: Typed & { kind: "truth" }, consequent: Typed, alternative: Typed): Typed | undefined {
  if (consequent.kind === "truth" && alternative.kind === "truth") {
    return { kind: "truth", tree: { op: "if", when, holds: consequent.tree, fails: alternative.tree } };
  }
  if (consequent.kind === "text" && alternative.kind === "text") {
    return { kind: "text", tree: { op: "if", when, holds: consequent.tree, fails: alternative.tree } };
  }
  // Constants on both sides stay so until they meet a unit.
  if (isConstant(consequent) && isConstant(alternative)) {
    return { kind: "constant-choice", when, holds: consequent, fails: alternative };
  }
  const unit = [consequent, alternative].find((side) => side.kind === "quantity")?.unit;
  const [a, b] = [consequent, alternative].map((side) => inUnit(side, unit));
  if (a?.kind !== "quantity" || b?.kind !== "quantity" || unitInWords(a.unit) !== unitInWords(b.unit)) return undefined;
  return { kind: "quantity", unit: a.unit, tree: { op: "if", when, holds: a.tree, fails: b.tree } };
}
