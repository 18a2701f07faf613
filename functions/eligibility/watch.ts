import type { Bounds } from "./arithmetic.ts";
import { boundsOf, dayOfValue } from "./bounds.ts";
import { type Part, partsOf, partsOfMember } from "./parts.ts";
import { ofMember } from "./people.ts";
import { type Assessment, frameOf, keptFor, type Member, type Situation, subjectOf } from "./situation.ts";
import type { FactTree, Tree, TruthTree } from "./tree.ts";
import { isFixed, usesOf } from "./uses.ts";
import { watchComparison } from "./watch-comparison.ts";
import { isLighter, mergeList, newWatchList, type WatchList, watchDay, watchStep } from "./watch-list.ts";

/** Adds to a list the nearest day and parameter values at which an expression could come out otherwise. */
export function watch(situation: Situation, tree: Tree, into: WatchList): void {
  const { assessment } = situation;
  const { knowledge, day, members } = assessment;
  if (isFixed(usesOf(knowledge, tree))) return;
  switch (tree.op) {
    case "parameter":
      watchStep(assessment, into, knowledge.parameter(tree.name));
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
        assessment,
        [tree.of, decidingParts(situation, tree)],
        (part, list) => watch(situation, part, list),
        into,
      );
      break;
    case "exists":
    case "all": {
      const deciding = members.filter((member) => isAll(ofMember(situation, tree, member), tree.op === "exists"));
      const watchMember = (member: Member, list: WatchList) => watchParts(partsOfMember(situation, tree, member), list);
      watchDecided(assessment, [members, deciding], watchMember, into);
      break;
    }
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

/** The parts that decide the whole, of those that depend on least: on nothing, on the day only, on the fewest parameters. */
function decidingParts(situation: Situation, { op, of }: TruthTree & { op: "and" | "or" }): TruthTree[] {
  let least = Number.POSITIVE_INFINITY;
  let deciding: TruthTree[] = [];
  for (const part of of) {
    const { parameters, timely } = usesOf(situation.assessment.knowledge, part);
    const weight = 2 * parameters.length + Number(timely);
    if (weight > least || !isAll(boundsOf(situation, part), op === "or")) continue;
    if (weight < least) deciding = [];
    least = weight;
    deciding.push(part);
    if (weight === 0) break;
  }
  return deciding;
}

/**
 * While one part stands that decides the whole, it is enough to watch that one: of several, the one with least to watch.
 * Where none decides, any of them matters.
 */
function watchDecided<Part>(
  assessment: Assessment,
  [parts, deciding]: readonly [parts: readonly Part[], deciding: readonly Part[]],
  watchPart: (part: Part, into: WatchList) => void,
  into: WatchList,
): void {
  const [only, another] = deciding;
  if (only && !another) {
    watchPart(only, into);
    return;
  }
  let lightest: WatchList | undefined;
  for (const part of deciding) {
    const list = newWatchList();
    watchPart(part, list);
    if (!lightest || isLighter(assessment, list, lightest)) lightest = list;
  }
  if (lightest) mergeList(into, lightest);
  else for (const part of parts) watchPart(part, into);
}
