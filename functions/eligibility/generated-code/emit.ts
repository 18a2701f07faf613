import { type Comparison, comparisons, toleranceOf } from "../arithmetic.ts";
import { notWorkedOut } from "../knowledge.ts";
import type { FactTree, Tree } from "../tree.ts";
import { emitOverSelection, emitQuantifier } from "./emit-people.ts";
import { type Emitter, type Kept, literal } from "./emitter.ts";

/** Emits an expression of JavaScript that says what a tree says. */
export function emit(emitter: Emitter, tree: Tree): string {
  const call = (name: string, ...parts: Tree[]) => `${name}(${parts.map((part) => emit(emitter, part))})`;
  switch (tree.op) {
    case "number":
      return `(${tree.value})`;
    case "boolean":
      return tree.value ? "1" : "0";
    case "text":
      return literal(tree.value);
    case "fact":
      return emitFact(emitter, tree);
    case "parameter":
      return `S.parameters[${emitter.knowledge.parameter(tree.name).place}]`;
    case "age":
      return `yearsBetween(${emitter.people[tree.slot]}.born,S.on)`;
    case "starts-with":
      return call("startsWith", tree.text, tree.start);
    case "contains":
      return call("contains", tree.list, tree.item);
    case "age-in-months":
      return `monthsBetween(${emitter.people[tree.slot]}.born,S.on)`;
    case "months-after":
      return call("monthsAfter", tree.date, tree.months);
    case "today":
      return "S.day";
    case "+":
    case "-":
    case "*":
      return `(${emit(emitter, tree.left)}${tree.op}${emit(emitter, tree.right)})`;
    case "/":
      return call("quotient", tree.left, tree.right);
    case "least":
      return call("Math.min", ...tree.of);
    case "greatest":
      return call("Math.max", ...tree.of);
    case "round":
      return `roundedTo(${emit(emitter, tree.of)},${tree.step})`;
    case "same":
      return emitSame(emitter, tree);
    case "programme": {
      const programme = emitter.knowledge.programme(tree.id);
      emitter.follow(tree.id);
      return `(${subjectName(emitter, programme)}.results[${programme.place}]&3)`;
    }
    case "not":
      return `(${emit(emitter, tree.of)}^1)`;
    case "and":
      return emitEvery(tree.of.map((part) => emitter.keep(emit(emitter, part))));
    case "or":
      return `(${emitEvery(tree.of.map((part) => emitter.keep(`${emit(emitter, part)}^1`)))}^1)`;
    case "exists":
    case "all":
      return emitQuantifier(emitter, tree);
    case "size":
    case "sum":
    case "min":
    case "max":
      return emitOverSelection(emitter, tree);
    case "if": {
      const [when, kept] = emitter.keep(emit(emitter, tree.when));
      return `(${kept}===1?${emit(emitter, tree.holds)}:${when}===0?${emit(emitter, tree.fails)}:${emitAsking(emitter, tree)})`;
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
      return emitComparison(emitter, tree);
    // An operation that is not known: the interpreter refuses it.
    default:
      return emitAsking(emitter, tree);
  }
}

/** All of some truths: what stands behind one that is false is not looked at. */
export function emitEvery(truths: readonly Kept[]): string {
  const joined = truths.map(([variable]) => variable).join("|") || "1";
  return `(${[...truths.map(([, kept]) => kept), joined].join("&&")})`;
}

function emitFact(emitter: Emitter, tree: FactTree): string {
  const { definition, place, reader } = emitter.knowledge.fact(tree.of, tree.name);
  const subject = subjectName(emitter, tree);
  if (definition.derived) {
    const [value, kept] = emitter.keep(`${subject}.results[${place}]`);
    return `(${kept}===${notWorkedOut}?${tree.of}${place}(S,${subject}):${value})`;
  }
  const otherwise = definition.unreported === undefined ? "" : `??${literal(definition.unreported)}`;
  return `${reader}(${subject}.facts[${literal(tree.name)}]${otherwise})`;
}

/** Whose facts a tree reads. */
function subjectName(
  { people }: Emitter,
  { of, slot = 0 }: { readonly of: "person" | "household"; readonly slot?: number },
): string {
  return of === "person" ? String(people[slot]) : "S";
}

const truths = ["boolean", "and", "or", "not", "same", "contains", "starts-with", "exists", "all", "programme"];

function isTruth(emitter: Emitter, tree: Tree): boolean {
  if (tree.op === "if") return isTruth(emitter, tree.holds);
  if (tree.op === "fact") return emitter.knowledge.fact(tree.of, tree.name).definition.type === "boolean";
  return tree.op in comparisons || truths.includes(tree.op);
}

/** Asks what bounds say. */
function emitAsking(emitter: Emitter, tree: Tree): string {
  return emitter.ask(tree, isTruth(emitter, tree) ? 2 : Number.NaN);
}

/** Compares two numbers; where one is NaN neither holds, and its bounds may decide still. */
function emitComparison(emitter: Emitter, tree: Comparison): string {
  const { op, left, right } = tree;
  const [difference, kept] = emitter.keep(`${emit(emitter, left)}-${emit(emitter, right)}`);
  const tolerance = toleranceOf(tree);
  const compared =
    op === "==" || op === "!="
      ? `Math.abs(${difference})${op === "==" ? "<=" : ">"}${tolerance}`
      : `${difference}${op}${op === "<" || op === ">=" ? -tolerance : tolerance}`;
  return `(${kept}===${difference}?+(${compared}):${emitAsking(emitter, tree)})`;
}

function emitSame(emitter: Emitter, tree: Tree & { op: "same" }): string {
  const [left, keptLeft] = emitter.keep(emit(emitter, tree.left));
  const [right, keptRight] = emitter.keep(emit(emitter, tree.right));
  return isTruth(emitter, tree.left)
    ? `((${keptLeft}|${keptRight})>1?2:+(${left}===${right}))`
    : `(${keptLeft}===${keptRight}?1:${left}===${left}&&${right}===${right}?0:2)`;
}
