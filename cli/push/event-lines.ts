import {
  type Change,
  HouseholdChangedEnvelope,
  householdChanged,
  maximumEntryBytes,
  parseChange,
} from "#events/household-changed.ts";
import { SourceName } from "#events/identifiers.ts";
import { type Problem, problemsOf, typeInWords } from "#events/problem.ts";

/** An event of a source, ready to send; its changes as they came, each found to be well formed. */
export interface SourceEvent {
  readonly source: string;
  readonly id: string;
  readonly sequence: number;
  readonly changes: readonly Change[];
}

export type ParsedLine =
  | { readonly event: SourceEvent; readonly problems?: undefined }
  | { readonly event?: undefined; readonly problems: readonly Problem[] };

interface Entry {
  readonly source: unknown;
  readonly detailType: unknown;
  readonly detail: unknown;
  /** What the line calls these fields, for messages. */
  readonly names: { readonly source: string; readonly detailType: string; readonly detail: string };
}

/** What may surround an event, as EventBridge takes it in and as it hands it on. */
const entryFields = new Set(["Source", "DetailType", "Detail", "Time", "Resources", "EventBusName", "TraceHeader"]);
const deliveredFields = new Set([
  "version",
  "id",
  "source",
  "account",
  "time",
  "region",
  "resources",
  "detail-type",
  "detail",
]);

/**
 * Parses a line: an EventBridge entry (`Source`, `DetailType`, `Detail`), an event as the bus hands it on (`source`,
 * `detail-type`, `detail`), or with `source` the bare detail. All of a line's problems are found at once.
 */
export function parseEventLine(text: string, source: string | undefined): ParsedLine {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { problems: [{ field: "", found: "text that is not JSON", expected: "one event as JSON on one line" }] };
  }
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { problems: [{ field: "", found: typeInWords(input), expected: "an event as a JSON object" }] };
  }
  if (Object.hasOwn(input, "Detail") || Object.hasOwn(input, "DetailType")) return entryLine(input, source);
  if (Object.hasOwn(input, "detail") || Object.hasOwn(input, "detail-type")) return deliveredLine(input, source);
  if (source !== undefined) return parseDetail(input, { source, prefix: "" });
  const bare = Object.hasOwn(input, "changes");
  return {
    problems: [
      {
        field: bare ? "Source" : "Detail",
        found: "missing",
        expected: bare
          ? "the source system's name (for lines that are the bare detail give --source NAME)"
          : "an event with Source, DetailType and Detail",
      },
    ],
  };
}

function entryLine(input: object, source: string | undefined): ParsedLine {
  const entry: Entry = {
    source: Reflect.get(input, "Source") ?? source,
    detailType: Reflect.get(input, "DetailType"),
    detail: Reflect.get(input, "Detail"),
    names: { source: "Source", detailType: "DetailType", detail: "Detail" },
  };
  return parseEntry(entry, unknownFields(input, entryFields));
}

function deliveredLine(input: object, source: string | undefined): ParsedLine {
  const entry: Entry = {
    source: Reflect.get(input, "source") ?? source,
    detailType: Reflect.get(input, "detail-type"),
    detail: Reflect.get(input, "detail"),
    names: { source: "source", detailType: "detail-type", detail: "detail" },
  };
  return parseEntry(entry, unknownFields(input, deliveredFields));
}

function unknownFields(input: object, known: ReadonlySet<string>): Problem[] {
  return Object.entries(input)
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => ({ field: name, found: typeInWords(value), expected: "no such field here" }));
}

function parseEntry({ source, detailType, detail, names }: Entry, unknown: readonly Problem[]): ParsedLine {
  const problems = [...unknown];
  const name = SourceName.safeParse(source);
  if (!name.success) {
    problems.push(...problemsOf(name.error, source).map((problem) => ({ ...problem, field: names.source })));
  }
  if (detailType !== householdChanged) {
    const found = typeof detailType === "string" && detailType !== "" ? "another text" : typeInWords(detailType);
    problems.push({ field: names.detailType, found, expected: householdChanged });
  }
  const content = detailContent(detail);
  if (content.problem) return { problems: [...problems, { ...content.problem, field: names.detail }] };
  const parsed = parseDetail(content.value, { source: name.success ? name.data : "", prefix: names.detail });
  if (parsed.problems) return { problems: [...problems, ...parsed.problems] };
  return problems.length > 0 ? { problems } : parsed;
}

function detailContent(detail: unknown): { value?: unknown; problem?: Omit<Problem, "field"> } {
  if (typeof detail !== "string") return { value: detail };
  try {
    const value: unknown = JSON.parse(detail);
    return { value };
  } catch {
    return {
      problem: { found: "text that is not JSON", expected: "the event as an object, or that object as JSON text" },
    };
  }
}

function parseDetail(detail: unknown, { source, prefix }: { source: string; prefix: string }): ParsedLine {
  const within = ({ field, ...rest }: Problem): Problem => ({
    field: [prefix, field].filter((part) => part !== "").join("."),
    ...rest,
  });
  const envelope = HouseholdChangedEnvelope.safeParse(detail);
  if (!envelope.success) return { problems: problemsOf(envelope.error, detail).map(within) };
  const changes: Change[] = [];
  const problems: Problem[] = [];
  envelope.data.changes.forEach((input, index) => {
    const change = parseChange(input);
    if (change.success) changes.push(change.data);
    else problems.push(...problemsOf(change.error, input).map((problem) => within(inChange(problem, index))));
  });
  if (problems.length > 0) return { problems };
  const { id, sequence } = envelope.data;
  const event = { source, id, sequence, changes };
  const bytes = entryBytes(source, JSON.stringify({ id, sequence, changes }));
  if (bytes <= maximumEntryBytes) return { event };
  const expected = `at most ${maximumEntryBytes} bytes: split it into events of fewer changes`;
  return { problems: [within({ field: "", found: `an event of ${bytes} bytes`, expected })] };
}

function inChange({ field, ...rest }: Problem, index: number): Problem {
  return { field: field === "" ? `changes[${index}]` : `changes[${index}].${field}`, ...rest };
}

/** An entry's size as EventBridge counts it: source, detail type and detail in UTF-8. We send no time and resources. */
export function entryBytes(source: string, detail: string): number {
  return Buffer.byteLength(source) + Buffer.byteLength(householdChanged) + Buffer.byteLength(detail);
}
