import type { OverSelection } from "../bounds.ts";
import type { Quantifier } from "../people.ts";
import type { PeopleTree } from "../tree.ts";
import { emit, emitEvery } from "./emit.ts";
import type { Emitter, Kept } from "./emitter.ts";

/** Emits a function that looks for a member who decides, and gives a call of it. */
export function emitQuantifier(emitter: Emitter, { op, people, slot, when }: Quantifier): string {
  // All are something where there is nobody who is not.
  const turned = op === "all" ? "^1" : "";
  const call = emitter.call((own) => {
    const member = memberOf(own);
    const said = own.keep(`${emit(own.withSlot(slot, member), when)}${turned}`);
    const [truth, kept] = own.keep(emitEvery([...emitBelonging(own, people, member), said]));
    return `for(const ${member} of S.members){if(${kept}===1)return 1;result|=${truth}}return result`;
  });
  return `(${call}${turned})`;
}

/** Emits a function that adds up the members of a selection, or picks an extreme of theirs, and gives a call of it. */
export function emitOverSelection(emitter: Emitter, tree: OverSelection): string {
  const { op, people } = tree;
  if (op === "size" && people.op === "members") return "S.members.length";
  return emitter.call((own) => {
    const member = memberOf(own);
    const [belongs, kept] = own.keep(emitEvery(emitBelonging(own, people, member)));
    const each = op === "size" ? "1" : emit(own.withSlot(tree.slot, member), tree.each);
    const isExtreme = op === "min" || op === "max";
    const first = isExtreme ? Math[op]() : 0;
    const next = isExtreme ? `Math.${op}(result,${each})` : `result+${each}`;
    const through = `for(const ${member} of S.members){if(${kept}>1)return NaN;if(${belongs})result=${next}}`;
    // The least and the greatest of nobody are unknown.
    return `result=${first};${through}return isFinite(result)?result:NaN`;
  });
}

/** What the member that a loop has come to is called. */
function memberOf({ people }: Emitter): string {
  return `m${people.length}`;
}

/** By what a member belongs to a selection. */
function emitBelonging(emitter: Emitter, people: PeopleTree, member: string): Kept[] {
  if (people.op === "members") return [];
  const belongs = emitter.keep(emit(emitter.withSlot(people.slot, member), people.when));
  return [...emitBelonging(emitter, people.people, member), belongs];
}
