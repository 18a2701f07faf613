import { styleText } from "node:util";
import type { ChangeQuarantined } from "#events/change-quarantined.ts";
import type { NoticeProgramme, OutreachNotice } from "#events/outreach-notice.ts";
import type { Problem } from "#events/problem.ts";
import type { Entry } from "./latest-entries.ts";
import type { Names } from "./pack-names.ts";
import type { Words } from "./words.ts";

/** What an entry is told with. */
export interface Telling {
  readonly words: Words;
  readonly names: Names;
}

/** An entry for a person, in a few lines with an empty one behind. */
export function entryInWords({ content, messages }: Entry, telling: Telling): string {
  const lines = (() => {
    switch (content.kind) {
      case "notice":
        return noticeLines(content.notice, telling);
      case "quarantined":
        return entryLines(content.change, messages[0]?.id ?? "", telling);
      case "unreadable":
        return unreadableLines(messages[0]?.id ?? "", content.problems, telling);
    }
  })();
  return `${lines.join("\n")}\n\n`;
}

/** An entry for a program: what lay in the queue, or what is wrong with it. */
export function entryAsJson({ content, messages }: Entry): string {
  // What shows and retries it knows it by its message.
  switch (content.kind) {
    case "notice":
      return `${JSON.stringify(content.notice)}\n`;
    case "quarantined":
      return `${JSON.stringify({ message: messages[0]?.id, ...content.change })}\n`;
    case "unreadable":
      return `${JSON.stringify({ type: "unreadable", message: messages[0]?.id, problems: content.problems })}\n`;
  }
}

function noticeLines(notice: OutreachNotice, telling: Telling): string[] {
  const { words, names } = telling;
  const withdrawn = notice.status === "withdrawn";
  const head = [notice.household, named(names.area(notice.area), notice.area)].join("  ");
  const foot = [
    named(names.role(notice.role), notice.role),
    words.notice(notice.notice, notice.revision),
    words.judgedBy(notice.standards),
  ].join(" · ");
  return [
    withdrawn ? plain(`○ ${head}  ${words.withdrawn}`) : bold(`● ${head}  ${words.visitDue(notice.due)}`),
    dim(`  ${foot}`),
    ...notice.programmes.flatMap((programme) => programmeLines(programme, telling)),
  ];
}

function programmeLines(programme: NoticeProgramme, { words, names }: Telling): string[] {
  const { id, person, verdict, reasons, missing, check } = programme;
  const about = [
    named(names.programme(id), id),
    ...(person === undefined ? [] : [person]),
    words.amount(programme, names.inKind(id)),
  ].join(" · ");
  return [
    `  ${bold(words.verdict[verdict])} ${plain(about)}`,
    ...list(
      words.why,
      reasons.map((reason) => names.condition(id, reason) ?? reason),
      words,
    ),
    ...list(
      words.ask,
      missing.map((fact) => questionOf(fact, words, names)),
      words,
    ),
    ...list(
      words.check,
      check.map((condition) => names.condition(id, condition) ?? condition),
      words,
    ),
  ];
}

function questionOf(missing: string, { colon }: Words, names: Names): string {
  const question = names.question(missing);
  if (question === undefined) return missing;
  return question.person === undefined ? question.text : `${question.person}${colon}${question.text}`;
}

/** The label stands before the first, and room for it before the others. */
function list(label: string, texts: readonly string[], { why, ask, check }: Words): string[] {
  const width = Math.max(...[why, ask, check].map(columns));
  const room = (text: string) => " ".repeat(width - columns(text));
  return texts.map((text, index) => {
    const shown = index === 0 ? label : "";
    return `    ${dim(shown)}${room(shown)}  ${plain(text)}`;
  });
}

/** Columns of a terminal: a Chinese character takes two. */
function columns(text: string): number {
  return text.replace(/\p{Script=Han}/gu, "xx").length;
}

/** A quarantined change in a few lines, with the id that shows and retries it. */
export function entryLines(change: ChangeQuarantined, id: string, { words, names }: Telling): string[] {
  const { code, source, event, at, problems } = change;
  const from = words.quarantinedFrom(source === "" ? "?" : named(names.source(source), source));
  const where = event === undefined ? [] : [words.event(event, change.change)];
  return [
    bold(`● ${id.slice(0, 8)}  ${code}  ${from}`),
    dim(`  ${[...where, `${words.quarantinedAt} ${at}`].join(" · ")}`),
    ...problemLines(problems, words),
  ];
}

function unreadableLines(message: string, problems: readonly Problem[], { words }: Telling): string[] {
  return [bold(`! ${words.unreadable(message)}${words.colon}${words.left}`), ...problemLines(problems, words)];
}

function problemLines(problems: readonly Problem[], words: Words): string[] {
  return problems.map(({ field, found, expected }) => plain(`    ${words.problem(field, found, expected)}`));
}

function named(name: string | undefined, id: string): string {
  return name === undefined ? id : `${name} ${id}`;
}

// Nothing that lay in a queue may steer the terminal: neither its escapes nor its direction of writing.
function plain(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, "\ufffd");
}

function bold(text: string): string {
  return styleText("bold", plain(text), { stream: process.stdout });
}

function dim(text: string): string {
  return styleText("dim", plain(text), { stream: process.stdout });
}
