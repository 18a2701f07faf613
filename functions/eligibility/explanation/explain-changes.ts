import { dateNumber, dateOf, dayOf, yearsBetween } from "../days.ts";
import { judge } from "../judge.ts";
import type { Determination, HouseholdFacts, WatchPoint } from "../judgement.ts";
import { stepsPerUnit } from "../parameters.ts";
import { packDescription, packParameter, parameterInForce } from "../wording/parameter-in-force.ts";
import { parameterValueInWords } from "../wording/values-in-words.ts";
import type { Account } from "./account.ts";
import { amountInWords } from "./amount-in-words.ts";
import type { ExplainedChange } from "./explanation.ts";

/** When verdicts or amounts could change without any news of the family: the nearest day, and parameters' values. */
export function explainChanges(account: Account, household: HouseholdFacts): ExplainedChange[] {
  const changes = account.judgement.watch.map((point) =>
    "on" in point ? dayChange(account, household, point.on) : parameterChange(account, point),
  );
  // The numbers of one table read the same once their keys are left out.
  return changes.filter(({ text }, index) => changes.findIndex((each) => each.text === text) === index);
}

function dayChange(account: Account, household: HouseholdFacts, on: string): ExplainedChange {
  const { sayings, vocabulary } = account;
  const causes = [...birthdays(account, on), ...newValues(account, on)];
  const text = sayings.onDay(on);
  const separator = vocabulary.language === "zh" ? ";" : "; ";
  return {
    on,
    text: causes.length > 0 ? sayings.labelled(text, causes.join(separator)) : text,
    effects: effectsOn(account, household, on),
  };
}

function birthdays({ assessment, sayings }: Account, on: string): string[] {
  const day = dateNumber(on);
  const dayBefore = dateNumber(dateOf(dayOf(on) - 1));
  return assessment.members.flatMap(({ id, born }) => {
    const years = yearsBetween(born, day);
    // Who was a year younger the day before has the birthday now.
    return years > 0 && years > yearsBetween(born, dayBefore) ? [sayings.birthday(id, years)] : [];
  });
}

function newValues({ standard: { document }, assessment, sayings, vocabulary }: Account, on: string): string[] {
  const { language } = vocabulary;
  const seen = new Set<string>();
  return document.parameters.flatMap((parameter) => {
    const inForce = parameterInForce(document, parameter, assessment.ofArea.area, on);
    const name = packParameter(parameter.name);
    if (inForce?.from !== on || seen.has(name)) return [];
    seen.add(name);
    const label = packDescription(parameter)[language];
    return [sayings.parameterBecomes(label, parameterValueInWords(parameter, inForce.value, language))];
  });
}

const keyOf = ({ programme, person }: Determination) => `${programme} ${person}`;

/** Verdicts and amounts that come out otherwise on that day while everything else stays. */
function effectsOn(account: Account, household: HouseholdFacts, on: string): string[] {
  const { standard, judgement, vocabulary, sayings } = account;
  const later = new Map(judge(standard, household, on).results.map((result) => [keyOf(result), result]));
  return judgement.results.flatMap((now) => {
    const then = later.get(keyOf(now)) ?? now;
    const [before, after] = [outcomeInWords(account, now), outcomeInWords(account, then)];
    const name = vocabulary.programme(now.programme);
    const what = now.person === undefined ? name : `${name} ${now.person}`;
    return before === after ? [] : [sayings.becomes(what, before, after)];
  });
}

function outcomeInWords(account: Account, determination: Determination): string {
  const programme = account.standard.document.programmes.find(({ id }) => id === determination.programme);
  const amount = programme && amountInWords(account, programme, determination);
  const verdict = account.sayings.verdict[determination.verdict];
  return amount === undefined ? verdict : account.sayings.outcome(verdict, amount);
}

function parameterChange(
  { vocabulary, sayings }: Account,
  { parameter: name, below, above }: Extract<WatchPoint, { readonly parameter: string }>,
): ExplainedChange {
  const { language } = vocabulary;
  const parameter = vocabulary.parameter(name);
  const label = packDescription(parameter)[language];
  const steps = stepsPerUnit(parameter) * (parameter.unit === "yuan" ? 100 : 1);
  const stepsBetween = ((above ?? Number.POSITIVE_INFINITY) - (below ?? Number.NEGATIVE_INFINITY)) * steps;
  const unlimited = below === undefined && above === undefined;
  // Limits at the very next values: any change at all. A number of a table would tell the family's key: any, too.
  const any = name !== packParameter(name) || unlimited || stepsBetween < 2.5;
  const words = (value: number) => parameterValueInWords(parameter, value, language);
  return {
    parameter: packParameter(name),
    text: any
      ? sayings.parameterMoves(label)
      : sayings.parameterPasses(label, {
          ...(below === undefined ? {} : { below: words(below) }),
          ...(above === undefined ? {} : { above: words(above) }),
        }),
    effects: [],
  };
}
