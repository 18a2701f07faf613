import type { FactValue } from "#events/fact-value.ts";
import { boundsOf } from "../bounds.ts";
import { yuanCompared } from "../money.ts";
import type { Situation } from "../situation.ts";
import type { CompiledProgramme } from "../standard.ts";
import type { Condition, FactDefinition } from "../standard-document.ts";
import { parameterInForce } from "../wording/parameter-in-force.ts";
import {
  factValueInWords,
  numberInWords,
  parameterValueInWords,
  sourcesInWords,
  unitOf,
} from "../wording/values-in-words.ts";
import type { Account } from "./account.ts";
import type { ComparedInWords } from "./explanation.ts";
import { parametersTold } from "./parameters-told.ts";

/** What a condition compares, each with its value: facts, ages, parameters in force, other programmes' verdicts. */
export function comparedInWords(
  account: Account,
  programme: CompiledProgramme,
  condition: Condition,
  situation: Situation,
): ComparedInWords[] {
  const { vocabulary } = account;
  const told = parametersTold(situation, condition.when);
  return programme.compared(condition).flatMap(({ name, read }): ComparedInWords[] => {
    const text = (() => {
      const [kind, ...parts] = name.split(".");
      const rest = parts.join(".");
      switch (kind) {
        case "parameter":
          return told.has(rest) ? parameterInWords(account, rest) : undefined;
        case "programme":
          return programmeInWords(account, rest, read(situation));
        case "household":
        case "person":
          return factInWords(account, vocabulary.fact(kind, rest), situation, read(situation));
        default:
          return ageInWords(account, name, read(situation));
      }
    })();
    return text === undefined ? [] : [{ name, text }];
  });
}

/** A parameter with its value in force for the household, since when, where it is set and by which rule. */
export function parameterInWords(
  { standard, assessment, vocabulary, sayings, judgement }: Account,
  name: string,
): string {
  const { language } = vocabulary;
  const parameter = vocabulary.parameter(name);
  const label = parameter.description[language];
  const inForce = parameterInForce(standard.document, parameter, assessment.ofArea.area, judgement.on);
  if (!inForce) return sayings.labelled(label, sayings.unknown);
  const { value, from, area } = inForce;
  const notes = [
    sourcesInWords(parameter.reference, language),
    ...(parameter.synthetic ? [sayings.demonstration] : []),
  ];
  const shown = parameterValueInWords(parameter, value, language);
  return sayings.labelled(label, sayings.inForce(shown, from, vocabulary.area(area), notes));
}

function programmeInWords({ vocabulary, sayings }: Account, id: string, verdict: FactValue | undefined) {
  const verdicts: Readonly<Record<string, string>> = sayings.verdict;
  return sayings.labelled(vocabulary.programme(id), verdicts[String(verdict)] ?? sayings.verdict.unknown);
}

function ageInWords({ vocabulary, sayings }: Account, name: string, value: FactValue | undefined) {
  const inMonths = name === "ageInMonths(person)";
  const shown =
    typeof value === "number"
      ? numberInWords(value, inMonths ? "months" : "age", vocabulary.language)
      : sayings.unknown;
  return sayings.labelled(inMonths ? sayings.ageInMonths : sayings.age, shown);
}

function factInWords(
  { vocabulary, sayings }: Account,
  fact: FactDefinition,
  situation: Situation,
  value: FactValue | undefined,
) {
  // Whoever lists compared values leaves these out already; this is the last door before they are read aloud.
  if (fact.sensitivity === "sensitive") return undefined;
  const shown =
    value === undefined
      ? boundsInWords(fact, situation, { vocabulary, sayings })
      : factValueInWords(vocabulary, fact, value);
  return sayings.labelled(fact.label[vocabulary.language], shown);
}

/** What is known of a derived number while a part of it is missing: an income is at least what is known of it. */
function boundsInWords(
  fact: FactDefinition,
  situation: Situation,
  { vocabulary, sayings }: Pick<Account, "vocabulary" | "sayings">,
): string {
  if (fact.derived?.kind !== "quantity" || fact.type === "date") return sayings.unknown;
  const bounds = boundsOf(situation, fact.derived.tree);
  const [low, high] = fact.unit === "yuan" ? ([yuanCompared(bounds[0]), yuanCompared(bounds[1])] as const) : bounds;
  const words = (number: number) => numberInWords(number, unitOf(fact, fact.label), vocabulary.language);
  if (Number.isFinite(low) && Number.isFinite(high)) return `${words(low)} – ${words(high)}`;
  if (Number.isFinite(high)) return sayings.atMost(words(high));
  return low > 0 ? sayings.atLeast(words(low)) : sayings.unknown;
}
