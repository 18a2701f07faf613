import { explain } from "#eligibility/explanation/explain.ts";
import type { Explanation } from "#eligibility/explanation/explanation.ts";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { programmesRead } from "#eligibility/programme-order.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { standardLabel } from "#eligibility/standard-label.ts";
import { isCalendarDate } from "#events/calendar.ts";
import { didYouMean } from "#functions/publish/nearest-name.ts";
import { withCurrentArea } from "#household/settle.ts";
import { CommandError } from "../exit-code.ts";
import { type Languages, languagesOf } from "../languages.ts";
import { loadPack } from "../load-pack.ts";
import { explanationInWords } from "./explanation-in-words.ts";
import { readOneHousehold } from "./read-one-household.ts";

export interface ExplainOptions {
  readonly pack: string;
  /** ISO date. */
  readonly on: string;
  /** Which household of a file of many. */
  readonly household?: string;
  readonly lang: Languages;
  readonly json?: true;
}

/** Explains one household on file, on standard output. */
export async function explainHousehold(
  file: string,
  programme: string | undefined,
  { pack, on, household, lang, json }: ExplainOptions,
): Promise<void> {
  if (!isCalendarDate(on)) throw new CommandError("--on: found no such day, expected a date such as 2022-07-01");
  const document = await loadPack(pack);
  const standard = compileStandard(programme === undefined ? document : alone(document, programme));
  const facts = withCurrentArea(document, householdFacts(await readOneHousehold(file, household, { standard, on })));
  const texts = languagesOf(lang).map((language) => {
    const explanation = about(explain(standard, facts, on, language), programme);
    return json ? JSON.stringify(explanation) : explanationInWords(explanation, programme === undefined);
  });
  console.log(texts.join(json ? "\n" : "\n\n"));
}

/** A standard of one programme and those whose verdicts it reads: what could change others is not told then. */
function alone(document: StandardDocument, programme: string): StandardDocument {
  const byId = new Map(document.programmes.map((each) => [each.id, each]));
  const ids = [...byId.keys()];
  if (!byId.has(programme)) {
    const hint = didYouMean(programme, ids) || `, expected one of ${ids.join(", ")}`;
    throw new CommandError(`${programme}: no such programme in ${standardLabel(document)}${hint}`);
  }
  const needed = new Set<string>();
  const need = (id: string): void => {
    const definition = byId.get(id);
    if (!definition || needed.has(id)) return;
    needed.add(id);
    for (const read of programmesRead(definition)) need(read);
  };
  need(programme);
  return { ...document, programmes: document.programmes.filter(({ id }) => needed.has(id)) };
}

function about(explanation: Explanation, programme: string | undefined): Explanation {
  if (programme === undefined) return explanation;
  return { ...explanation, programmes: explanation.programmes.filter((each) => each.programme === programme) };
}
