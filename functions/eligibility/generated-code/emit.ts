import { type Bounds, type Comparison, compare, comparisons, isKnown, toleranceOf, unbounded } from "../arithmetic.ts";
import { isMoving } from "../bounds.ts";
import { notWorkedOut, unknownOperation } from "../knowledge.ts";
import type { FactTree, QuantityTree, Tree } from "../tree.ts";
import { emitPeople } from "./emit-people.ts";
import { assigned, type Emitter, literal, subjectName } from "./emitter.ts";

/** Emits the lines that work out an expression; gives the JavaScript expression that then holds it. */
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
      return `yearsBetween(m${tree.slot}.born,S.on)`;
    case "age-in-months":
      return `monthsBetween(m${tree.slot}.born,S.on)`;
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
    case "months-after":
      return call("monthsAfter", tree.date, tree.months);
    case "not": {
      const of = assigned(emitter, emit(emitter, tree.of));
      return `(${of}===2?2:1-${of})`;
    }
    case "same": {
      const [a, b] = [tree.left, tree.right].map((side) => assigned(emitter, emit(emitter, side)));
      return `(${a}!==${a}||${b}!==${b}||${a}===2||${b}===2?2:${a}===${b}?1:0)`;
    }
    case "starts-with":
      return call("startsWith", tree.text, tree.start);
    case "contains":
      return call("contains", tree.list, tree.item);
    case "programme": {
      const programme = emitter.knowledge.programme(tree.id);
      emitter.follow(tree.id);
      return `outcomeOf(${subjectName(programme)}.results[${programme.place}])`;
    }
    case "and":
    case "or":
      return emitJunction(emitter, tree);
    case "exists":
    case "all":
    case "size":
    case "sum":
    case "min":
    case "max":
      return emitPeople(emitter, tree);
    case "if":
      return emitChoice(emitter, tree);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
      return emitComparison(emitter, tree);
    default:
      return unknownOperation(tree);
  }
}

function emitFact(emitter: Emitter, tree: FactTree): string {
  const { definition, place, reader } = emitter.knowledge.fact(tree.of, tree.name);
  const subject = subjectName(tree);
  const { unreported } = definition;
  if (definition.derived) {
    const value = emitter.name();
    emitter.line(`let ${value}=${subject}.results[${place}];`);
    emitter.line(`if(${value}===${notWorkedOut})${value}=${tree.of}${place}(S,${subject});`);
    return value;
  }
  const otherwise = unreported === undefined ? "" : `??${literal(unreported)}`;
  const value = assigned(emitter, `${subject}.facts[${literal(tree.name)}]${otherwise}`);
  return reader === "boolean" ? `(${value}===true?1:${value}===false?0:2)` : assigned(emitter, `${reader}(${value})`);
}

/** `and` where 0 decides, `or` where 1 does; what stands behind the deciding part is not looked at. */
function emitJunction(emitter: Emitter, { op, of }: Tree & { op: "and" | "or" }): string {
  const deciding = op === "and" ? 0 : 1;
  const result = emitter.name();
  const block = emitter.name();
  emitter.line(`let ${result}=${1 - deciding};${block}:{`);
  for (const part of of) {
    const value = assigned(emitter, emit(emitter, part));
    emitter.line(`if(${value}===${deciding}){${result}=${deciding};break ${block}}if(${value}===2)${result}=2;`);
  }
  emitter.line("}");
  return result;
}

function emitChoice(emitter: Emitter, tree: Tree & { op: "if" }): string {
  const when = assigned(emitter, emit(emitter, tree.when));
  const result = emitter.name();
  emitter.line(`let ${result};if(${when}===1){`);
  emitter.line(`${result}=${emit(emitter, tree.holds)}}else if(${when}===0){`);
  emitter.line(
    `${result}=${emit(emitter, tree.fails)}}else ${result}=${emitter.ask(tree, isTruth(emitter, tree) ? 2 : Number.NaN)};`,
  );
  return result;
}

const truths = ["boolean", "and", "or", "not", "same", "contains", "starts-with", "exists", "all", "programme"];

function isTruth(emitter: Emitter, tree: Tree): boolean {
  if (tree.op === "if") return isTruth(emitter, tree.holds);
  if (tree.op === "fact") return emitter.knowledge.fact(tree.of, tree.name).reader === "boolean";
  return tree.op in comparisons || truths.includes(tree.op);
}

/** Compares two numbers; where one is NaN neither holds, and its bounds may decide still. */
function emitComparison(emitter: Emitter, tree: Comparison): string {
  const left = assigned(emitter, emit(emitter, tree.left));
  const right = assigned(emitter, emit(emitter, tree.right));
  const tolerance = toleranceOf(tree);
  const less = (a: string, b: string) => `${a}<${b}-${tolerance}`;
  const notLess = (a: string, b: string) => `${a}>=${b}-${tolerance}`;
  const [isExchanged, isNegated] = comparisons[tree.op];
  const [holds, fails] =
    isExchanged === undefined
      ? [`${less(left, right)}||${less(right, left)}`, `${notLess(left, right)}&&${notLess(right, left)}`]
      : isExchanged
        ? [less(right, left), notLess(right, left)]
        : [less(left, right), notLess(left, right)];
  const [held, failed] = isNegated ? [0, 1] : [1, 0];
  return assigned(emitter, `${holds}?${held}:${fails}?${failed}:${whereUnknown(emitter, tree)}`);
}

/** What a comparison comes to where a side is unknown: asked each time, unless it is the same for every household. */
function whereUnknown(emitter: Emitter, tree: Comparison): unknown {
  const left = boundsWhileUnknown(emitter, tree.left);
  const right = boundsWhileUnknown(emitter, tree.right);
  if (!left || !right || !(isKnown(left) || isKnown(right))) return emitter.ask(tree, 2);
  const truth = compare(tree, left, right);
  return isKnown(truth) ? truth[0] : 2;
}

/** What a side lies between while it is unknown; undefined where that depends on the household. */
function boundsWhileUnknown({ knowledge }: Emitter, tree: QuantityTree): Bounds | undefined {
  if (tree.op === "number") return [tree.value, tree.value];
  if (isMoving(tree)) return unbounded;
  if (tree.op !== "fact") return undefined;
  const { definition, minimum, maximum } = knowledge.fact(tree.of, tree.name);
  return definition.derived ? undefined : [minimum, maximum];
}
