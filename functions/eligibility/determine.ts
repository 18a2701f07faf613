import type { Verdict } from "#events/outreach-notice.ts";
import { boundsOf, isKnown } from "./bounds.ts";
import type { Determination, Reason } from "./judgement.ts";
import { missingOfTruth } from "./missing.ts";
import { yuanRounded } from "./money.ts";
import { outcomeOf, tracedConditions } from "./programme-code.ts";
import type { Assessment, Situation, Subject } from "./situation.ts";
import type { CompiledProgramme, Standard } from "./standard.ts";
import { truthOf } from "./truth.ts";

const verdicts: readonly Verdict[] = ["not-eligible", "eligible", "unknown"];

/** The determinations of those verdicts that are wanted, with amounts, reasons and missing facts; in the document's order. */
export function determinationsOf(
  standard: Standard,
  assessment: Assessment,
  isWanted: (verdict: Verdict) => boolean,
): Determination[] {
  const determinations: Determination[] = [];
  const wanted = verdicts.map(isWanted);
  for (const programme of standard.documented) {
    const { place } = programme;
    for (const subject of subjectsOf(programme, assessment)) {
      const outcome = outcomeOf(subject.results[place]);
      if (wanted[outcome]) {
        determinations.push(determine(programme, situationOf(assessment, subject), verdicts[outcome] ?? "unknown"));
      }
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
  const person = assessment.members.find((member) => member === subject);
  return { assessment, slots: person ? [person] : [] };
}

function determine(programme: CompiledProgramme, situation: Situation, verdict: Verdict): Determination {
  const { definition, place, screening, verification } = programme;
  const { id, amount } = definition;
  const [person] = situation.slots;
  const subject: Subject = person ?? situation.assessment;
  const reasons = tracedConditions(subject.results[place], screening).map(
    ({ condition, holds }, index): Reason => ({
      condition: condition.id,
      holds: holds ?? "unknown",
      values: valuesOf(programme, index, situation),
    }),
  );
  // Most are these, and an object written out is made much faster than one put together from parts.
  if (verdict === "not-eligible") {
    return person
      ? { programme: id, person: person.id, verdict, per: amount.per, reasons, missing: [], check: [] }
      : { programme: id, verdict, per: amount.per, reasons, missing: [], check: [] };
  }
  return {
    programme: id,
    ...(person ? { person: person.id } : undefined),
    verdict,
    ...(verdict === "eligible" ? amountOf(programme, situation, subject) : undefined),
    per: amount.per,
    reasons,
    missing: verdict === "unknown" ? missingOf(programme, situation) : [],
    check: verification.filter(({ when }) => truthOf(situation, when) !== true).map((condition) => condition.id),
  };
}

function missingOf({ verdict }: CompiledProgramme, situation: Situation): string[] {
  const missing = new Set<string>();
  missingOfTruth(situation, verdict, missing);
  return [...missing].sort();
}

/** The amount in yuan, or what it lies between where a missing fact leaves it open, and the tier that applies. */
function amountOf(
  { definition, amountPlace }: CompiledProgramme,
  situation: Situation,
  { results }: Subject,
): Pick<Determination, "amount" | "between" | "tier"> {
  const { value, tiers = [] } = definition.amount;
  const tier = tiers.find(({ when }) => !when || truthOf(situation, when) !== false);
  const named = tier && (!tier.when || truthOf(situation, tier.when)) ? { tier: tier.id } : undefined;
  if (!value) return { ...named };
  const fen = results[amountPlace] ?? Number.NaN;
  const bounds = Number.isNaN(fen) ? boundsOf(situation, value) : ([fen, fen] as const);
  const [low, high] = bounds;
  if (isKnown(bounds)) return { amount: yuanRounded(low), ...named };
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { ...named };
  return { between: [yuanRounded(low), yuanRounded(high)], ...named };
}

function valuesOf({ compared, screening }: CompiledProgramme, index: number, situation: Situation): Reason["values"] {
  const values: Record<string, Reason["values"][string]> = {};
  const condition = screening[index];
  if (!condition) return values;
  for (const { name, read } of compared(condition)) {
    const value = read(situation);
    if (value !== undefined) values[name] = value;
  }
  return values;
}
