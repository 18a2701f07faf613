import { numberOf, unknownOperation } from "../knowledge.ts";
import type { FactTree, QuantityTree } from "../tree.ts";
import { emitPeople } from "./emit-people.ts";
import { emitTruth } from "./emit-truth.ts";
import { type Emitter, emitDerived, literal, subjectName } from "./emitter.ts";

/** Emits the lines that work out a number; gives the expression that then holds it, NaN where it is unknown. */
export function emitQuantity(emitter: Emitter, tree: QuantityTree): string {
  switch (tree.op) {
    case "number":
      return `(${tree.value})`;
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
      return `(${emitQuantity(emitter, tree.left)}${tree.op}${emitQuantity(emitter, tree.right)})`;
    case "/":
      return `quotient(${emitQuantity(emitter, tree.left)},${emitQuantity(emitter, tree.right)})`;
    case "least":
    case "greatest":
      return `Math.${tree.op === "least" ? "min" : "max"}(${tree.of.map((each) => emitQuantity(emitter, each)).join()})`;
    case "round":
      return `roundedTo(${emitQuantity(emitter, tree.of)},${tree.step})`;
    case "months-after":
      return `monthsAfter(${emitQuantity(emitter, tree.date)},${emitQuantity(emitter, tree.months)})`;
    case "size":
    case "sum":
    case "min":
    case "max":
      return emitOverPeople(emitter, tree);
    case "if":
      return emitChoice(emitter, tree);
    default:
      return unknownOperation(tree);
  }
}

function emitFact(emitter: Emitter, tree: FactTree): string {
  const { definition, place } = emitter.knowledge.fact(tree.of, tree.name);
  if (definition.derived) return emitDerived(emitter, tree, place);
  const read = `${subjectName(tree)}.facts[${literal(tree.name)}]`;
  const { unreported } = definition;
  if (unreported !== undefined) {
    const value = emitter.name();
    emitter.line(`const ${value}=${read};`);
    return `(${value}===undefined?${literal(numberOf(definition, unreported))}:${numberFrom(definition, value)})`;
  }
  if (definition.type === "date") return `dayOf(${read})`;
  const value = emitter.name();
  emitter.line(`const ${value}=${read};`);
  return numberFrom(definition, value);
}

function numberFrom(
  { type, unit }: { readonly type: string; readonly unit?: string | undefined },
  value: string,
): string {
  if (type === "date") return `dayOf(${value})`;
  return `(typeof ${value}==="number"?${unit === "yuan" ? `Math.round(${value}*100)` : value}:NaN)`;
}

type OverPeople = QuantityTree & { op: "size" | "sum" | "min" | "max" };

const first: Readonly<Record<OverPeople["op"], string>> = { size: "0", sum: "0", min: "NaN", max: "NaN" };

function emitOverPeople(emitter: Emitter, tree: OverPeople): string {
  if (tree.op === "size" && tree.people.op === "members") return "S.members.length";
  const result = emitter.name();
  const some = emitter.name();
  emitter.line(`let ${result}=${first[tree.op]},${some}=false;`);
  const slot = tree.op === "size" ? 1 + Math.max(0, ...emitter.slots) : tree.slot;
  emitPeople(emitter, { people: tree.people, slot }, (inner, belongs, loop) => {
    inner.line(`if(${belongs}===2){${result}=NaN;break ${loop}}`);
    const each = tree.op === "size" ? "1" : emitQuantity(inner, tree.each);
    inner.line(
      tree.op === "min" || tree.op === "max"
        ? `${result}=${some}?Math.${tree.op}(${result},${each}):${each};${some}=true;`
        : `${result}+=${each};`,
    );
  });
  return result;
}

function emitChoice(emitter: Emitter, tree: QuantityTree & { op: "if" }): string {
  const when = emitter.name();
  const result = emitter.name();
  emitter.line(`const ${when}=${emitTruth(emitter, tree.when)};let ${result}=NaN;if(${when}===1){`);
  emitter.line(`${result}=${emitQuantity(emitter, tree.holds)}}else if(${when}===0){`);
  emitter.line(`${result}=${emitQuantity(emitter, tree.fails)}}`);
  return result;
}
