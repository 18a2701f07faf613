import type { OverMembers } from "../parts.ts";
import type { PeopleTree } from "../tree.ts";
import { emit } from "./emit.ts";
import { assigned, type Emitter } from "./emitter.ts";

/** Emits a loop over the members of a selection, and gives the variable that then holds what they come to. */
export function emitPeople(emitter: Emitter, tree: OverMembers): string {
  const { op, people } = tree;
  if (op === "size" && people.op === "members") return "S.members.length";
  const slot = op === "size" ? Math.max(1, emitter.people.length) : tree.slot;
  const result = emitter.name();
  const loop = emitter.name();
  // 1 where the member belongs to the selection, 2 where that is unknown.
  const belongs = emitter.name();
  const first = { exists: 0, all: 1, size: 0, sum: 0, min: "Infinity", max: "-Infinity" }[op];
  emitter.line(`let ${result}=${first};${loop}:for(const m${slot} of S.members){let ${belongs}=1;`);
  const inner = emitter.withSlot(slot);
  emitBelonging(inner, people, { slot, belongs, loop });
  if ("when" in tree) {
    const value = assigned(inner, emit(inner, tree.when));
    inner.line(
      `if(${value}!==${first}){if(${value}!==2&&${belongs}===1){${result}=${value};break ${loop}}${result}=2}`,
    );
  } else {
    inner.line(`if(${belongs}===2){${result}=NaN;break ${loop}}`);
    const each = "each" in tree ? emit(inner, tree.each) : 1;
    inner.line(op === "min" || op === "max" ? `${result}=Math.${op}(${result},${each});` : `${result}+=${each};`);
  }
  inner.line("}");
  // The least and the greatest of nobody are unknown.
  return op === "min" || op === "max" ? assigned(emitter, `${result}===${first}?NaN:${result}`) : result;
}

interface Loop {
  /** The slot that holds the member while the loop runs. */
  readonly slot: number;
  readonly belongs: string;
  readonly loop: string;
}

function emitBelonging(emitter: Emitter, people: PeopleTree, loop: Loop): void {
  if (people.op === "members") return;
  emitBelonging(emitter, people.people, loop);
  const { slot } = people;
  if (slot !== loop.slot) emitter.line(`const m${slot}=m${loop.slot};`);
  const value = assigned(emitter, emit(emitter.withSlot(slot), people.when));
  emitter.line(`if(${value}===0)continue ${loop.loop};if(${value}===2)${loop.belongs}=2;`);
}
