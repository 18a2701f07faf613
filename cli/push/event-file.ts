import { type ParsedLine, parseEventLine } from "./event-lines.ts";
import type { ReadLine } from "./read-line.ts";
import { type LinePosition, type TextLine, textLines } from "./text-lines.ts";

/** The events of a file with one event a line, from `from` on; with `source` its lines may be bare details. */
export async function* eventsIn(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  from: LinePosition,
  source: string | undefined,
): AsyncGenerator<ReadLine> {
  for await (const line of textLines(bytes, { name, each: "event" }, from)) {
    const { number, end, text } = line;
    yield { number, end, text, parsed: parsedLine(line, source) };
  }
}

function parsedLine({ text, instead }: TextLine, source: string | undefined): ParsedLine | undefined {
  if (text === undefined) {
    return { problems: [{ field: "", found: instead ?? "", expected: "one event as JSON on one line" }] };
  }
  return text.trim() === "" ? undefined : parseEventLine(text, source);
}
