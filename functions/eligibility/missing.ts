import { isKnown } from "./arithmetic.ts";
import { boundsOf } from "./bounds.ts";
import { partsOf, partsOfMember } from "./parts.ts";
import { belongsTo, ofMember } from "./people.ts";
import { frameOf, keptFor, missingName, type Situation } from "./situation.ts";
import type { Tree } from "./tree.ts";

/**
 * The facts that leave a derived fact or a programme unknown, at its place; parts that are known, or do not matter, are not
 * asked for. Many programmes ask what one of them is: each is worked out once.
 */
export function missingIn(frame: Situation, place: number, tree: Tree): ReadonlySet<string> {
  const { assessment, slots } = frame;
  // Not its facts, by which bounds are kept: the names of what is missing say of whom.
  const subject = slots[0] ?? assessment;
  assessment.missing ??= new Map();
  const kept = keptFor(assessment.missing, subject);
  const known = kept.get(place);
  if (known) return known;
  const missing = new Set<string>();
  missingOf(frame, tree, missing);
  kept.set(place, missing);
  return missing;
}

/** Adds the facts that leave an expression unknown. */
export function missingOf(situation: Situation, tree: Tree, into: Set<string>): void {
  if (isKnown(boundsOf(situation, tree))) return;
  const { members, ofArea, knowledge } = situation.assessment;
  if (tree.op === "programme") {
    const programme = knowledge.programme(tree.id);
    addAll(missingIn(frameOf(situation, programme), programme.place, programme.verdict), into);
    return;
  }
  if (tree.op === "fact") {
    const { definition, place } = knowledge.fact(tree.of, tree.name);
    if (definition.derived) addAll(missingIn(frameOf(situation, tree), place, definition.derived.tree), into);
    else into.add(missingName(situation, tree));
    return;
  }
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
  }
  for (const [within, part] of parts) missingOf(within, part, into);
}

function addAll(names: ReadonlySet<string>, into: Set<string>): void {
  for (const name of names) into.add(name);
}
