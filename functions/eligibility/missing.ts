import { isKnown } from "./arithmetic.ts";
import { boundsOf } from "./bounds.ts";
import { partsOf, partsOfMember } from "./parts.ts";
import { belongsTo, ofMember } from "./people.ts";
import { missingName, type Situation, subjectOf } from "./situation.ts";
import type { Tree } from "./tree.ts";

/** Adds the facts that leave an expression unknown; parts that are known, or do not matter, are not asked for. */
export function missingOf(situation: Situation, tree: Tree, into: Set<string>): void {
  if (isKnown(boundsOf(situation, tree))) return;
  const { members, ofArea } = situation.assessment;
  if (tree.op === "parameter") into.add(ofArea.area === undefined ? "household.area" : `parameter.${tree.name}`);
  if (tree.op === "age" || tree.op === "age-in-months") {
    into.add(missingName(situation, { op: "fact", of: "person", name: "birthDate", slot: tree.slot }));
  }
  let parts = partsOf(situation, tree);
  if ("people" in tree) {
    // Who is known to say nothing, or to be left out, does not matter.
    const matters = members.filter((member) =>
      "when" in tree ? !isKnown(ofMember(situation, tree, member)) : belongsTo(situation, tree.people, member)[1],
    );
    parts = matters.flatMap((member) => partsOfMember(situation, tree, member));
  } else if (tree.op === "fact" && parts.length === 0 && subjectOf(situation, tree).facts[tree.name] === undefined) {
    into.add(missingName(situation, tree));
  }
  for (const [within, part] of parts) missingOf(within, part, into);
}
