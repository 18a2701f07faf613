import { isKnown } from "./arithmetic.ts";
import { boundsOf } from "./bounds.ts";
import { type Part, partsOf, partsOfMember } from "./parts.ts";
import { belongsTo, ofMember } from "./people.ts";
import { frameOf, keptFor, missingName, type Situation } from "./situation.ts";
import type { Tree } from "./tree.ts";

/**
 * The facts that leave a derived fact or a programme unknown, at its place; parts that are known, or do not matter, are not
 * asked for. Many programmes ask what one of them is: each is worked out once.
 */
export function missingIn(frame: Situation, place: number, tree: Tree): ReadonlySet<string> {
  const { assessment, slots } = frame;
  assessment.missing ??= new Map();
  // Not by the subject's facts, by which bounds are kept: the names of what is missing say of whom.
  const kept = keptFor(assessment.missing, slots[0] ?? assessment);
  let missing = kept.get(place);
  if (!missing) {
    missing = new Set(missingOf(frame, tree));
    kept.set(place, missing);
  }
  return missing;
}

/** The facts that leave an expression unknown, some of them more than once. */
export function missingOf(situation: Situation, tree: Tree): readonly string[] {
  if (isKnown(boundsOf(situation, tree))) return [];
  const { ofArea, knowledge } = situation.assessment;
  switch (tree.op) {
    case "programme": {
      const programme = knowledge.programme(tree.id);
      return [...missingIn(frameOf(situation, programme), programme.place, programme.verdict)];
    }
    case "fact": {
      const { definition, place } = knowledge.fact(tree.of, tree.name);
      if (!definition.derived) return [missingName(situation, tree)];
      return [...missingIn(frameOf(situation, tree), place, definition.derived.tree)];
    }
    case "parameter":
      return [ofArea.area === undefined ? "household.area" : `parameter.${tree.name}`];
    case "age":
    case "age-in-months":
      return [missingName(situation, { op: "fact", of: "person", name: "birthDate", slot: tree.slot })];
    default:
      return partsThatMatter(situation, tree).flatMap(([within, part]) => missingOf(within, part));
  }
}

/** Of what members say, only what is not known: who is known to say nothing, or to be left out, does not matter. */
function partsThatMatter(situation: Situation, tree: Tree): readonly Part[] {
  if (!("people" in tree)) return partsOf(situation, tree);
  const matters = situation.assessment.members.filter((member) =>
    "when" in tree ? !isKnown(ofMember(situation, tree, member)) : belongsTo(situation, tree.people, member)[1],
  );
  return matters.flatMap((member) => partsOfMember(situation, tree, member));
}
