import type { PeopleTree } from "../tree.ts";
import { emitTruth } from "./emit-truth.ts";
import type { Emitter } from "./emitter.ts";

/**
 * Emits a loop over the members of a selection. `each` emits the loop's body, told the variable that is 1 where the
 * member belongs to the selection and 2 where that is unknown, and the loop's label.
 */
export function emitPeople(
  emitter: Emitter,
  { people, slot }: { readonly people: PeopleTree; readonly slot: number },
  each: (inner: Emitter, belongs: string, loop: string) => void,
): void {
  const loop = emitter.name();
  const belongs = emitter.name();
  const inner = emitter.withSlot(slot);
  emitter.line(`${loop}:for(const m${slot} of S.members){let ${belongs}=1;`);
  emitBelonging(inner, { people, slot, belongs, loop });
  each(inner, belongs, loop);
  emitter.line("}");
}

interface Belonging {
  readonly people: PeopleTree;
  /** The slot that holds the member while the loop runs. */
  readonly slot: number;
  readonly belongs: string;
  readonly loop: string;
}

function emitBelonging(emitter: Emitter, { people, slot, belongs, loop }: Belonging): void {
  if (people.op === "members") return;
  emitBelonging(emitter, { people: people.people, slot, belongs, loop });
  const inner = people.slot === slot ? emitter : emitter.withSlot(people.slot);
  const value = emitter.name();
  if (people.slot !== slot) emitter.line(`const m${people.slot}=m${slot};`);
  emitter.line(`const ${value}=${emitTruth(inner, people.when)};if(${value}===0)continue ${loop};`);
  emitter.line(`if(${value}===2)${belongs}=2;`);
}
