import { styleText } from "node:util";
import type {
  ExplainedChange,
  ExplainedCondition,
  ExplainedProgramme,
  Explanation,
  Question,
} from "#eligibility/explanation/explanation.ts";
import { type Headings, headingsIn } from "./headings.ts";
import { notEligibleLines } from "./not-eligible-lines.ts";

/**
 * An explanation for a person to read, in lines.
 *
 * @param inShort Tells of programmes that the family does not qualify for only what rules it out.
 */
export function explanationInWords(explanation: Explanation, inShort: boolean): string {
  const { household, area, on, standards, language, programmes, changes } = explanation;
  const headings = headingsIn[language];
  const rest = inShort ? programmes.filter(({ verdict }) => verdict === "not-eligible") : [];
  const lines = [
    bold([household, ...(area === undefined ? [] : [area])].join("  ")),
    dim(headings.judged(on, standards)),
    "",
    ...programmes
      .filter((programme) => !rest.includes(programme))
      .flatMap((programme) => [...programmeLines(programme, headings), ""]),
    ...notEligibleLines(rest, headings).map(plain),
    ...(rest.length > 0 ? [""] : []),
    ...(programmes.length === 0 ? [plain(headings.nobody), ""] : []),
    ...changeLines(changes, headings),
  ];
  return lines.join("\n").trimEnd();
}

function programmeLines(programme: ExplainedProgramme, headings: Headings): string[] {
  const { name, person, verdict, verdictInWords, amount, tier, amountFrom, enrolled, conditions, ask, check } =
    programme;
  const told = [amount, tier, enrolled ? headings.enrolled : undefined].filter((each) => each !== undefined);
  const compared = new Set(conditions.flatMap((condition) => condition.compared.map((each) => each.name)));
  const whose = person === undefined ? name : `${name} · ${person}`;
  return [
    bold(`${verdict === "eligible" ? "●" : "○"} ${verdictInWords}${headings.colon}${whose}`),
    ...(told.length > 0 ? [plain(`  ${told.join(" · ")}`)] : []),
    // A parameter that a condition compares is told there.
    ...amountFrom.filter((parameter) => !compared.has(parameter.name)).map((parameter) => dim(`    ${parameter.text}`)),
    ...section(headings.why, conditions.flatMap(conditionLines)),
    ...section(
      headings.ask,
      ask.map((question) => plain(questionLine(question, headings))),
    ),
    ...section(headings.check, checkLines(check)),
  ];
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [dim(`  ${heading}`), ...lines.map((line) => `    ${line}`)];
}

/** `✓`, `✗` or `?` */
export function markOf({ holds }: Pick<ExplainedCondition, "holds">): string {
  return holds === "unknown" ? "?" : holds ? "✓" : "✗";
}

function conditionLines(condition: ExplainedCondition): string[] {
  return [
    plain(`${markOf(condition)} ${condition.text}`),
    ...condition.compared.map(({ text }) => plain(`    ${text}`)),
    dim(`    ${condition.source}`),
  ];
}

/** What is to be checked has no mark before it: it is not decided here. A source stands once for all above it. */
function checkLines(conditions: readonly ExplainedCondition[]): string[] {
  return conditions.flatMap(({ text, source }, index) => [
    plain(`□ ${text}`),
    ...(conditions[index + 1]?.source === source ? [] : [dim(`    ${source}`)]),
  ]);
}

function questionLine({ person, text }: Question, { colon }: Headings): string {
  return person === undefined ? text : `${person}${colon}${text}`;
}

function changeLines(changes: readonly ExplainedChange[], { changes: heading, noChange }: Headings): string[] {
  if (changes.length === 0) return [];
  return [
    bold(heading),
    ...changes.flatMap(({ text, on, effects }) => [
      plain(`  ${text}`),
      ...effects.map((effect) => plain(`    ${effect}`)),
      ...(on !== undefined && effects.length === 0 ? [dim(`    ${noChange}`)] : []),
    ]),
  ];
}

// Nothing that stood in a file may steer the terminal: neither its escapes nor its direction of writing.
function plain(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, "\ufffd");
}

function bold(text: string): string {
  return styleText("bold", plain(text), { stream: process.stdout });
}

function dim(text: string): string {
  return styleText("dim", plain(text), { stream: process.stdout });
}
