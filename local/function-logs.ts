import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { type ApiReply, notCovered, ServiceError } from "./api-reply.ts";

/** What functions wrote to their logs lately, as `aws logs filter-log-events` reads it. */
export interface FunctionLogs {
  write(group: string, line: string): void;
  call(action: string, body: string): ApiReply;
}

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Lines kept of each group: the last so many. Nothing outlives the process. */
const kept = 2000;
const FilterLogEvents = z.strictObject({
  logGroupName: z.string(),
  filterPattern: z.optional(z.string()),
  /** Milliseconds since 1970. */
  startTime: z.optional(z.number()),
  endTime: z.optional(z.number()),
  limit: z.optional(z.number()),
  // The CLI sends it; there is one stream here.
  interleaved: z.optional(z.boolean()),
});

export function functionLogs(groups: readonly string[], now: () => Date): FunctionLogs {
  const events = new Map<string, LogEvent[]>(groups.map((group) => [group, []]));
  return {
    write(group, message) {
      const lines = events.get(group);
      if (!lines) return;
      lines.push({ timestamp: now().getTime(), message });
      if (lines.length > kept) lines.shift();
    },
    call(action, body) {
      if (action !== "FilterLogEvents") throw notCovered("logs", action, ["FilterLogEvents"]);
      const input: unknown = JSON.parse(body);
      const parsed = FilterLogEvents.safeParse(input);
      if (!parsed.success) {
        const problems = problemsOf(parsed.error, input).map(problemInWords).join("; ");
        throw new ServiceError("InvalidParameterException", `${action}: wrong, or not covered: ${problems}`);
      }
      const { logGroupName, filterPattern = "", startTime = 0, endTime, limit = 10_000 } = parsed.data;
      const lines = events.get(logGroupName);
      if (!lines)
        throw new ServiceError("ResourceNotFoundException", `The specified log group does not exist: ${logGroupName}`);
      const matches = logFilter(filterPattern);
      const found = lines.filter(
        ({ timestamp, message }) =>
          timestamp >= startTime && timestamp <= (endTime ?? Number.POSITIVE_INFINITY) && matches(message),
      );
      const reply = { events: found.slice(0, limit).map((each) => ({ ...each, logStreamName: "embedded" })) };
      return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(reply) };
    },
  };
}

/**
 * The part of CloudWatch's filter patterns that is covered: words that must all be there, words of which one must be
 * (`?word`), either in quotes where they hold a space, and one field of a JSON line (`{ $.level = "ERROR" }`).
 */
export function logFilter(pattern: string): (message: string) => boolean {
  const [, field, quoted, plain] = /^\{\s*\$\.([\w.]+)\s*=\s*(?:"([^"]*)"|(\S+))\s*\}$/.exec(pattern.trim()) ?? [];
  if (field !== undefined) {
    const wanted = quoted ?? plain ?? "";
    return (message) => {
      const value = fieldIn(message, field.split("."));
      return value !== undefined && (wanted === "*" || String(value) === wanted);
    };
  }
  if (pattern.trim().startsWith("{")) {
    throw new ServiceError(
      "InvalidParameterException",
      `the filter pattern ${pattern} is not covered by the embedded AWS`,
    );
  }
  const terms = [...pattern.matchAll(/(\??)(?:"([^"]*)"|(\S+))/g)].map(([, mark, phrase, word = ""]) => ({
    any: mark === "?",
    text: phrase ?? word,
  }));
  const anyOf = terms.filter(({ any }) => any);
  return (message) =>
    terms.filter(({ any }) => !any).every(({ text }) => message.includes(text)) &&
    (anyOf.length === 0 || anyOf.some(({ text }) => message.includes(text)));
}

function fieldIn(message: string, path: readonly string[]): unknown {
  try {
    return path.reduce((value: unknown, name) => Reflect.get(Object(value), name), JSON.parse(message));
  } catch {
    return undefined;
  }
}
