import { type Bounds, isMoving, unbounded } from "../bounds.ts";
import { type Comparison, compare, toleranceOf } from "../comparison.ts";
import type { FactTree, QuantityTree, TruthTree, ValueTree } from "../tree.ts";
import { emitPeople } from "./emit-people.ts";
import { emitQuantity } from "./emit-quantity.ts";
import { type Emitter, emitDerived, literal, subjectName } from "./emitter.ts";

/** Emits the lines that work out a condition; gives the expression that then holds 0, 1 or 2. */
export function emitTruth(emitter: Emitter, tree: TruthTree): string {
  switch (tree.op) {
    case "boolean":
      return tree.value ? "1" : "0";
    case "fact":
      return emitTruthFact(emitter, tree);
    case "and":
    case "or":
      return emitJunction(emitter, tree);
    case "not": {
      const of = emitTruth(emitter, tree.of);
      return assigned(emitter, `${of}===2?2:1-${of}`);
    }
    case "same": {
      const left = assigned(emitter, emitValue(emitter, tree.left));
      const right = assigned(emitter, emitValue(emitter, tree.right));
      return assigned(emitter, `${left}===undefined||${right}===undefined?2:${left}===${right}?1:0`);
    }
    case "starts-with": {
      const text = assigned(emitter, emitValue(emitter, tree.text));
      const start = assigned(emitter, emitValue(emitter, tree.start));
      return assigned(emitter, `${text}===undefined||${start}===undefined?2:${text}.startsWith(${start})?1:0`);
    }
    case "contains": {
      const list = assigned(emitter, factRead(emitter, tree.list));
      const item = assigned(emitter, emitValue(emitter, tree.item));
      return assigned(emitter, `!Array.isArray(${list})||${item}===undefined?2:${list}.includes(${item})?1:0`);
    }
    case "exists":
    case "all":
      return emitQuantifier(emitter, tree);
    case "programme": {
      const { place, of } = emitter.knowledge.programme(tree.id);
      return `outcomeOf(${of === "person" ? "m0" : "S"}.results[${place}])`;
    }
    case "if":
      return emitChoice(emitter, tree);
    default:
      return emitComparison(emitter, tree);
  }
}

function assigned(emitter: Emitter, expression: string): string {
  const name = emitter.name();
  emitter.line(`const ${name}=${expression};`);
  return name;
}

function factRead(emitter: Emitter, tree: FactTree): string {
  const { unreported } = emitter.knowledge.fact(tree.of, tree.name).definition;
  const read = `${subjectName(tree)}.facts[${literal(tree.name)}]`;
  return unreported === undefined ? read : `(${read}??${literal(unreported)})`;
}

function emitTruthFact(emitter: Emitter, tree: FactTree): string {
  const { definition, place } = emitter.knowledge.fact(tree.of, tree.name);
  if (definition.derived) return emitDerived(emitter, tree, place);
  const value = assigned(emitter, factRead(emitter, tree));
  return `(${value}===true?1:${value}===false?0:2)`;
}

/** `and` where 0 decides, `or` where 1 does; what stands behind the deciding part is not looked at. */
function emitJunction(emitter: Emitter, { op, of }: TruthTree & { op: "and" | "or" }): string {
  const deciding = op === "and" ? 0 : 1;
  const result = emitter.name();
  const block = emitter.name();
  emitter.line(`let ${result}=${1 - deciding};${block}:{`);
  for (const part of of) {
    const value = assigned(emitter, emitTruth(emitter, part));
    emitter.line(`if(${value}===${deciding}){${result}=${deciding};break ${block}}if(${value}===2)${result}=2;`);
  }
  emitter.line("}");
  return result;
}

function emitQuantifier(emitter: Emitter, tree: TruthTree & { op: "exists" | "all" }): string {
  const deciding = tree.op === "exists" ? 1 : 0;
  const result = emitter.name();
  emitter.line(`let ${result}=${1 - deciding};`);
  emitPeople(emitter, tree, (inner, belongs, loop) => {
    const value = assigned(inner, emitTruth(inner, tree.when));
    inner.line(`if(${value}===${deciding}&&${belongs}===1){${result}=${deciding};break ${loop}}`);
    inner.line(`if(${value}===2||${value}===${deciding})${result}=2;`);
  });
  return result;
}

function emitChoice(emitter: Emitter, tree: TruthTree & { op: "if" }): string {
  const when = assigned(emitter, emitTruth(emitter, tree.when));
  const result = emitter.name();
  emitter.line(`let ${result};if(${when}===1){`);
  emitter.line(`${result}=${emitTruth(emitter, tree.holds)}}else if(${when}===0){`);
  emitter.line(`${result}=${emitTruth(emitter, tree.fails)}}else ${result}=${emitter.ask(tree)};`);
  return result;
}

const comparedTo: Readonly<
  Record<"<" | "<=" | ">" | ">=", (a: string, b: string, tolerance: number) => [string, string]>
> = {
  "<": (a, b, tolerance) => [`${a}<${b}-${tolerance}`, `${a}>=${b}-${tolerance}`],
  ">": (a, b, tolerance) => [`${b}<${a}-${tolerance}`, `${b}>=${a}-${tolerance}`],
  "<=": (a, b, tolerance) => [`${b}>=${a}-${tolerance}`, `${b}<${a}-${tolerance}`],
  ">=": (a, b, tolerance) => [`${a}>=${b}-${tolerance}`, `${a}<${b}-${tolerance}`],
};

/** Compares two numbers; where one is NaN neither holds, and its bounds may decide still. */
function emitComparison(emitter: Emitter, tree: Comparison): string {
  const left = assigned(emitter, emitQuantity(emitter, tree.left));
  const right = assigned(emitter, emitQuantity(emitter, tree.right));
  const tolerance = toleranceOf(tree);
  if (tree.op !== "==" && tree.op !== "!=") {
    const [holds, fails] = comparedTo[tree.op](left, right, tolerance);
    return assigned(emitter, `${holds}?1:${fails}?0:${whereUnknown(emitter, tree)}`);
  }
  const apart = `${left}<${right}-${tolerance}||${right}<${left}-${tolerance}`;
  const together = `${left}>=${right}-${tolerance}&&${right}>=${left}-${tolerance}`;
  const [different, same] = tree.op === "==" ? ["0", "1"] : ["1", "0"];
  return assigned(emitter, `${apart}?${different}:${together}?${same}:${whereUnknown(emitter, tree)}`);
}

/**
 * What a comparison comes to where a side is unknown: asked each time, unless it is the same for every household. That is
 * so beside a constant, and where nothing at all is known of what is unknown.
 */
function whereUnknown(emitter: Emitter, tree: Comparison): string {
  const left = boundsWhileUnknown(emitter, tree.left);
  const right = boundsWhileUnknown(emitter, tree.right);
  if (!left || !right) return emitter.ask(tree);
  const isConstant = tree.left.op === "number" || tree.right.op === "number";
  if (!isConstant && !(isUnbounded(left) && isUnbounded(right))) return emitter.ask(tree);
  const truth = compare(tree, left, right);
  return truth === undefined ? "2" : truth ? "1" : "0";
}

/** What a side lies between while it is unknown; undefined where that depends on the household. */
function boundsWhileUnknown({ knowledge }: Emitter, tree: QuantityTree): Bounds | undefined {
  if (tree.op === "number") return [tree.value, tree.value];
  if (isMoving(tree) || tree.op === "parameter") return unbounded;
  if (tree.op !== "fact") return undefined;
  const { definition, minimum, maximum } = knowledge.fact(tree.of, tree.name);
  return definition.derived ? undefined : [minimum, maximum];
}

function isUnbounded([low, high]: Bounds): boolean {
  return low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY;
}

/** Emits a text or a truth as JavaScript has it; undefined where unknown. */
export function emitValue(emitter: Emitter, tree: ValueTree): string {
  switch (tree.op) {
    case "text":
    case "boolean":
      return literal(tree.value);
    case "fact": {
      const { type, derived } = emitter.knowledge.fact(tree.of, tree.name).definition;
      if (type === "boolean") return asValue(emitTruthFact(emitter, tree));
      if (derived) throw new Error(`${tree.name} is derived as no truth.`);
      const value = assigned(emitter, factRead(emitter, tree));
      return `(typeof ${value}==="string"?${value}:undefined)`;
    }
    case "if": {
      const when = assigned(emitter, emitTruth(emitter, tree.when));
      const holds = assigned(emitter, emitValue(emitter, tree.holds));
      const fails = assigned(emitter, emitValue(emitter, tree.fails));
      return `(${when}===1?${holds}:${when}===0||${holds}===${fails}?${fails}:undefined)`;
    }
  }
}

function asValue(truth: string): string {
  return `[false,true][${truth}]`;
}
