import { boundsOf } from "./bounds.ts";
import type { Situation } from "./situation.ts";
import type { TruthTree } from "./tree.ts";

/** True, false, or undefined where unknown. */
export function truthOf(situation: Situation, tree: TruthTree): boolean | undefined {
  const [low, high] = boundsOf(situation, tree);
  return low === high ? low === 1 : undefined;
}
