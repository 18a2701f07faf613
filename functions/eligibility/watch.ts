import type { Bounds } from "./arithmetic.ts";
import { boundsOf, dayOfValue } from "./bounds.ts";
import type { Knowledge } from "./knowledge.ts";
import { type Part, partsOf, partsOfMember } from "./parts.ts";
import { ofMember } from "./people.ts";
import { frameOf, keptFor, type Situation, subjectOf } from "./situation.ts";
import type { FactTree, Tree, TruthTree } from "./tree.ts";
import { isFixed, usesOf } from "./uses.ts";
import { watchComparison } from "./watch-comparison.ts";
import { mergeList, newWatchList, type WatchList, watchDay, watchLightest, watchStep } from "./watch-list.ts";

/** Adds to a list the nearest day and parameter values at which an expression could come out otherwise. */
export function watch(situation: Situation, tree: Tree, into: WatchList): void {
  const { assessment } = situation;
  const { knowledge, day, members } = assessment;
  if (isFixed(usesOf(knowledge, tree))) return;
  switch (tree.op) {
    case "parameter":
      watchStep(situation, into, knowledge.parameter(tree.name));
      break;
    case "age":
    case "age-in-months":
      watchDay(into, dayOfValue(situation, tree, boundsOf(situation, tree)[0] + 1));
      break;
    case "today":
      watchDay(into, day + 1);
      break;
    case "and":
    case "or":
      watchDecided(
        byWeight(knowledge, tree.of),
        (part) => isAll(boundsOf(situation, part), tree.op === "or"),
        (part) => [[situation, part]],
        into,
      );
      break;
    case "exists":
    case "all":
      watchDecided(
        [[], members],
        (member) => isAll(ofMember(situation, tree, member), tree.op === "exists"),
        (member) => partsOfMember(situation, tree, member),
        into,
      );
      break;
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
      watchComparison(situation, tree, into);
      break;
    case "fact":
      watchDerived(situation, tree, into);
      break;
    // What could change another programme's verdict is watched there.
    default:
      watchParts(partsOf(situation, tree), into);
  }
}

/** Many programmes ask what one derived fact is: what could change it is worked out once for its subject. */
function watchDerived(situation: Situation, tree: FactTree, into: WatchList): void {
  const { assessment } = situation;
  const { definition, place } = assessment.knowledge.fact(tree.of, tree.name);
  assessment.watched ??= new Map();
  const kept = keptFor(assessment.watched, subjectOf(situation, tree));
  let list = kept.get(place);
  if (!list) {
    list = newWatchList();
    if (definition.derived) watch(frameOf(situation, tree), definition.derived.tree, list);
    kept.set(place, list);
  }
  mergeList(into, list);
}

function watchParts(parts: readonly Part[], into: WatchList): void {
  for (const [situation, part] of parts) watch(situation, part, into);
}

const isAll = ([low, high]: Bounds, truth: boolean) => low === high && low === Number(truth);

const weighed = new WeakMap<readonly TruthTree[], (TruthTree[] | undefined)[]>();

/** Parts by how much they depend on: nothing, then the day only, then the fewest parameters; worked out once. */
function byWeight(knowledge: Knowledge, parts: readonly TruthTree[]) {
  let sorted = weighed.get(parts);
  if (!sorted) {
    sorted = [];
    for (const part of parts) {
      const { parameters, timely } = usesOf(knowledge, part);
      const weight = 2 * parameters.length + Number(timely);
      const alike = sorted[weight] ?? [];
      alike.push(part);
      sorted[weight] = alike;
    }
    weighed.set(parts, sorted);
  }
  return sorted;
}

/**
 * While one stands that decides the whole, it is enough to watch that one, of those that depend on least; otherwise any of
 * them matters. The first of `all` are those that nothing changes.
 */
function watchDecided<Of>(
  all: readonly (readonly Of[] | undefined)[],
  decides: (of: Of) => boolean,
  partsOfEach: (of: Of) => readonly Part[],
  into: WatchList,
): void {
  const [fixed, ...moving] = all;
  if (fixed?.some(decides)) return;
  for (const alike of moving) {
    const deciding = alike?.filter(decides) ?? [];
    if (deciding.length > 0) {
      watchLightest(
        deciding.map((each) => (list) => watchParts(partsOfEach(each), list)),
        into,
      );
      return;
    }
  }
  for (const alike of all) for (const each of alike ?? []) watchParts(partsOfEach(each), into);
}
