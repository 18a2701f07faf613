import type { ASTNode } from "@marcbachmann/cel-js";
import type { ComparisonOperator, QuantityTree, TruthTree } from "#eligibility/tree.ts";
import { didYouMean } from "../nearest-name.ts";
import type { CheckNode } from "./check-names.ts";
import type { Scope } from "./scope.ts";
import { type Constants, eachConstant, inUnit, isConstant, type Quantified, type Typed, typeInWords } from "./typed.ts";

type ArithmeticNode = ASTNode & { op: "+" | "-" | "*" | "/" };

/** `+ - * /`, with the units kept straight; arithmetic of constants is done here and now. */
export function checkArithmetic(scope: Scope, node: ArithmeticNode, checkNode: CheckNode): Typed | undefined {
  const [left, right] = node.args.map((side) => {
    const typed = checkNode(scope, side);
    if (!typed || isNumber(typed)) return typed;
    return scope.report(side.range.start, `found ${typeInWords(typed)}, expected a number beside ${node.op}`);
  });
  if (!isNumber(left) || !isNumber(right)) return undefined;
  if (node.op === "/" && isConstant(right) && mayBeNought(right)) {
    return scope.report(node.args[1].range.start, "found 0 after /, expected another number");
  }
  if (isConstant(left) && isConstant(right)) {
    return eachConstant(left, (a) =>
      eachConstant(right, (b) => ({ kind: "constant", value: calculate(node.op, a, b) })),
    );
  }
  const result = node.op === "+" || node.op === "-" ? sum(node.op, left, right) : product(node.op, left, right);
  return (
    result ??
    scope.report(node.range.start, `found ${typeInWords(left)} ${node.op} ${typeInWords(right)}: ${unitRule(node.op)}`)
  );
}

type Numeric = Constants | Quantified;

function isNumber(typed: Typed | undefined): typed is Numeric {
  return typed !== undefined && (isConstant(typed) || typed.kind === "quantity");
}

function mayBeNought(constants: Constants): boolean {
  if (constants.kind === "constant") return constants.value === 0;
  return mayBeNought(constants.holds) || mayBeNought(constants.fails);
}

function calculate(operator: ArithmeticNode["op"], a: number, b: number): number {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  return operator === "*" ? a * b : a / b;
}

function unitRule(operator: ArithmeticNode["op"]): string {
  if (operator === "+" || operator === "-") return "expected the same unit on both sides";
  return operator === "*"
    ? "expected a plain number on one side"
    : "expected a plain number, or the same unit as on the left, after /";
}

function sum(op: "+" | "-", left: Numeric, right: Numeric): Typed | undefined {
  const [leftUnit, rightUnit] = [left, right].map((side) => (side.kind === "quantity" ? side.unit : undefined));
  if (leftUnit === "date" || rightUnit === "date") return dateSum(op, left, right);
  const [a, b] = inOneUnit(left, right);
  return a && b && { kind: "quantity", unit: a.unit, tree: { op, left: a.tree, right: b.tree } };
}

/** A date and a number of days give a date; two dates give the days between them. */
function dateSum(op: "+" | "-", left: Numeric, right: Numeric): Typed | undefined {
  const [a, b] = [inUnit(left, "days"), inUnit(right, "days")];
  if (a?.kind !== "quantity" || b?.kind !== "quantity") return undefined;
  const tree: QuantityTree = { op, left: a.tree, right: b.tree };
  if (a.unit === "date" && b.unit === "days") return { kind: "quantity", unit: "date", tree };
  if (a.unit === "date" && b.unit === "date" && op === "-") return { kind: "quantity", unit: "days", tree };
  if (a.unit === "days" && b.unit === "date" && op === "+") return { kind: "quantity", unit: "date", tree };
  return undefined;
}

function product(op: "*" | "/", left: Numeric, right: Numeric): Typed | undefined {
  const [a, b] = [inUnit(left, undefined), inUnit(right, undefined)];
  if (a?.kind !== "quantity" || b?.kind !== "quantity" || a.unit === "date" || b.unit === "date") return undefined;
  const tree: QuantityTree = { op, left: a.tree, right: b.tree };
  if (b.unit === undefined) return { kind: "quantity", unit: a.unit, tree };
  if (op === "*" && a.unit === undefined) return { kind: "quantity", unit: b.unit, tree };
  if (op === "/" && a.unit === b.unit) return { kind: "quantity", unit: undefined, tree };
  return undefined;
}

/** Both sides in one unit: a constant takes the unit of the other side. Undefined where the units differ. */
export function inOneUnit(left: Typed, right: Typed): [Quantified, Quantified] | [undefined, undefined] {
  const unit = left.kind === "quantity" ? left.unit : right.kind === "quantity" ? right.unit : undefined;
  const [a, b] = [left, right].map((side) => {
    const number = inUnit(side, unit);
    return number?.kind === "quantity" && number.unit === unit ? number : undefined;
  });
  return a && b ? [a, b] : [undefined, undefined];
}

export function checkNegative(scope: Scope, { args }: ASTNode & { op: "-_" }, checkNode: CheckNode): Typed | undefined {
  const typed = checkNode(scope, args);
  if (!typed) return undefined;
  if (isConstant(typed)) return eachConstant(typed, (value) => ({ kind: "constant", value: -value }));
  if (typed.kind === "quantity" && typed.unit !== "date") {
    return { ...typed, tree: { op: "-", left: { op: "number", value: 0 }, right: typed.tree } };
  }
  return scope.report(args.range.start, `found ${typeInWords(typed)}, expected a number after -`);
}

export function checkComparison(
  scope: Scope,
  node: ASTNode & { op: ComparisonOperator },
  checkNode: CheckNode,
): Typed | undefined {
  const [left, right] = node.args.map((side) => checkNode(scope, side));
  if (!left || !right) return undefined;
  const tree = comparisonOf(scope, node, left, right);
  return tree && { kind: "truth", tree };
}

function comparisonOf(
  scope: Scope,
  node: ASTNode & { op: ComparisonOperator },
  left: Typed,
  right: Typed,
): TruthTree | undefined {
  const [a, b] = inOneUnit(left, right);
  if (a && b) {
    return { op: node.op, left: a.tree, right: b.tree, ...(a.unit === "yuan" ? { money: true as const } : {}) };
  }
  const equality = node.op === "==" || node.op === "!=";
  const sameKind = (left.kind === "text" && right.kind === "text") || (left.kind === "truth" && right.kind === "truth");
  if (equality && sameKind) return sameness(scope, node, left, right);
  return scope.report(
    node.range.start,
    `found ${typeInWords(left)} ${node.op} ${typeInWords(right)}, expected the same type and unit on both sides`,
  );
}

function sameness(
  scope: Scope,
  node: ASTNode & { op: ComparisonOperator },
  left: Typed,
  right: Typed,
): TruthTree | undefined {
  const same = sameOf(scope, node.args[1].range.start, left, right) ?? undefined;
  return same && node.op === "!=" ? { op: "not", of: same } : same;
}

/** Whether two texts or truths are the same; a text that an enumeration does not have is a mistake. */
export function sameOf(scope: Scope, at: number, left: Typed, right: Typed): TruthTree | undefined {
  if (left.kind === "truth" && right.kind === "truth") return sameTruths(left.tree, right.tree);
  if (left.kind !== "text" || right.kind !== "text") return undefined;
  const values = left.values ?? right.values;
  const literal = left.literal ?? right.literal;
  if (values && literal !== undefined && !values.includes(literal)) {
    const hint = didYouMean(literal, values) || `, expected one of ${values.join(", ")}`;
    return scope.report(at, `"${literal}": no such value${hint}`);
  }
  return { op: "same", left: left.tree, right: right.tree };
}

/** What is compared with true or false is a condition itself. */
function sameTruths(a: TruthTree, b: TruthTree): TruthTree {
  const not = (of: TruthTree): TruthTree => ({ op: "not", of });
  if (a.op === "boolean") return a.value ? b : not(b);
  if (b.op === "boolean") return b.value ? a : not(a);
  const alike = [
    [a, b],
    [not(a), not(b)],
  ];
  return { op: "or", of: alike.map((of) => ({ op: "and", of })) };
}

/** `x in [a, b]`: x is one of them; `"x" in household.enrolments`: the list has it. */
export function checkMembership(scope: Scope, node: ASTNode & { op: "in" }, checkNode: CheckNode): Typed | undefined {
  const [itemNode, listNode] = node.args;
  const item = checkNode(scope, itemNode);
  const list = checkNode(scope, listNode);
  if (!item || !list) return undefined;
  if (list.kind === "fact-list" && item.kind === "text") {
    return { kind: "truth", tree: { op: "contains", list: list.tree, item: item.tree } };
  }
  if (list.kind !== "literal-list") {
    return scope.report(
      listNode.range.start,
      `found ${typeInWords(item)} in ${typeInWords(list)}, expected a list after in`,
    );
  }
  const nodes = listNode.op === "list" ? listNode.args : [];
  const of = list.items.map((each, index) => {
    const at = nodes[index]?.range.start ?? listNode.range.start;
    const [a, b] = inOneUnit(item, each);
    if (a && b)
      return { op: "==" as const, left: a.tree, right: b.tree, ...(a.unit === "yuan" ? { money: true as const } : {}) };
    if (item.kind === "text" && each.kind === "text") return sameOf(scope, at, item, each);
    return scope.report(
      at,
      `found ${typeInWords(each)}, expected the type of what is looked for, ${typeInWords(item)}`,
    );
  });
  const known = of.filter((tree) => tree !== undefined);
  return known.length === of.length ? { kind: "truth", tree: { op: "or", of: known } } : undefined;
}
