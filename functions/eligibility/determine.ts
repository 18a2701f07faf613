import type { Verdict } from "#events/outreach-notice.ts";
import { boundsOf } from "./bounds.ts";
import type { Determination, Reason } from "./judgement.ts";
import { missingIn } from "./missing.ts";
import { yuanRounded } from "./money.ts";
import { outcomeOf, tracedConditions, verdictOf, verdicts } from "./programme-code.ts";
import type { Assessment, Member, Situation, Subject } from "./situation.ts";
import type { CompiledProgramme, Standard } from "./standard.ts";
import type { QuantityTree } from "./tree.ts";
import { truthOf } from "./truth.ts";

/** The determinations of those verdicts that are wanted, with amounts, reasons and missing facts; in the document's order. */
export function determinationsOf(
  { programmes }: Standard,
  assessment: Assessment,
  isWanted: (verdict: Verdict) => boolean,
): Determination[] {
  const determinations: Determination[] = [];
  const wanted = verdicts.map(isWanted);
  for (const programme of programmes) {
    for (const subject of subjectsOf(programme, assessment)) {
      const outcome = outcomeOf(subject.results[programme.place]);
      if (wanted[outcome]) determinations.push(determinationOf(programme, assessment, subject));
    }
  }
  return determinations;
}

/** The household, or each person in turn, that a programme is about; nobody where nobody is left. */
export function subjectsOf({ definition }: CompiledProgramme, assessment: Assessment): readonly Subject[] {
  const { members } = assessment;
  if (definition.of === "person") return members;
  return members.length === 0 ? members : [assessment];
}

/** What the expressions of a programme read when they speak of the household, or of one of its persons. */
export function situationOf(assessment: Assessment, subject: Subject): Situation {
  return { assessment, slots: isMember(subject) ? [subject] : [] };
}

function isMember(subject: Subject): subject is Member {
  return "born" in subject;
}

/** A determination up to its amount: what is added to it stands in the order in which it is printed. */
type Begun = Pick<Determination, "programme" | "person" | "verdict"> & {
  -readonly [Field in "amount" | "between" | "tier"]?: Determination[Field];
};

/** The determination of one programme for the household or the member that it is about. */
export function determinationOf(programme: CompiledProgramme, assessment: Assessment, subject: Subject): Determination {
  const { definition, place, verdict: tree, verification } = programme;
  const situation = situationOf(assessment, subject);
  const [person] = situation.slots;
  const verdict = verdictOf(subject.results[place]);
  const { per } = definition.amount;
  const reasons = reasonsOf(programme, situation);
  // Most come out so. Written out, an object takes a fraction of what it takes to be put together.
  if (verdict === "not-eligible") {
    return person
      ? { programme: definition.id, person: person.id, verdict, per, reasons, missing: [], check: [] }
      : { programme: definition.id, verdict, per, reasons, missing: [], check: [] };
  }
  const begun: Begun = person
    ? { programme: definition.id, person: person.id, verdict }
    : { programme: definition.id, verdict };
  if (verdict === "eligible") addAmount(programme, situation, begun);
  const check: string[] = [];
  for (const { id, when } of verification) if (truthOf(situation, when) !== true) check.push(id);
  const missing = verdict === "unknown" ? [...missingIn(situation, place, tree)].sort() : [];
  return Object.assign(begun, { per, reasons, missing, check });
}

/** How the conditions came out, with what they compare; up to the first that does not hold. */
function reasonsOf({ place, screening, compared }: CompiledProgramme, situation: Situation): Reason[] {
  const { results } = situation.slots[0] ?? situation.assessment;
  const reasons: Reason[] = [];
  for (const { condition, holds } of tracedConditions(results[place], screening)) {
    const values: Record<string, Reason["values"][string]> = {};
    for (const { name, read } of compared(condition)) {
      const value = read(situation);
      if (value !== undefined) values[name] = value;
    }
    reasons.push({ condition: condition.id, holds: holds ?? "unknown", values });
  }
  return reasons;
}

function addAmount(programme: CompiledProgramme, situation: Situation, to: Begun): void {
  const { value, tiers = [] } = programme.definition.amount;
  if (value) addMoney(programme, situation, { value, to });
  for (const { id, when } of tiers) {
    const applies = when ? truthOf(situation, when) : true;
    if (applies) to.tier = id;
    if (applies !== false) break;
  }
}

/** Adds the amount in yuan, or what it lies between where a missing fact leaves it open. */
function addMoney(
  { amountPlace }: CompiledProgramme,
  situation: Situation,
  { value, to }: { readonly value: QuantityTree; readonly to: Begun },
): void {
  const fen = (situation.slots[0] ?? situation.assessment).results[amountPlace] ?? Number.NaN;
  const [low, high] = Number.isNaN(fen) ? boundsOf(situation, value) : [fen, fen];
  if (low === high) to.amount = yuanRounded(low);
  else if (Number.isFinite(low) && Number.isFinite(high)) to.between = [yuanRounded(low), yuanRounded(high)];
}
