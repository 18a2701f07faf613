import type * as z from "zod/mini";

/** One thing wrong with what came in: which field, what stood there (its type, never its value), what belongs there. */
export interface Problem {
  /** Path as its author would write it, such as `changes[3].asOf`; empty for the whole. */
  readonly field: string;
  /** The type of the value found: `missing`, `null`, `text`, `number`, `true or false`, `list`, `object`. */
  readonly found: string;
  /** What belongs there, in words. */
  readonly expected: string;
}

/** Names the type of a value in the words of error messages; never the value, which may be personal. */
export function typeInWords(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "string":
      return value === "" ? "empty text" : "text";
    case "number":
      return "number";
    case "boolean":
      return "true or false";
    default:
      return "object";
  }
}

/** `household h-1 facts` → `changes[3].set.monthlyIncome` style path. */
export function pathInWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The problems of a failed parse, each with the type of what was found at its path in `input`. */
export function problemsOf(error: z.core.$ZodError, input: unknown): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, input));
}

function problemsOfIssue(issue: z.core.$ZodIssue, input: unknown): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: pathInWords([...issue.path, key]),
      found: typeInWords(valueAt(input, [...issue.path, key])),
      expected: "no such field here",
    }));
  }
  return [
    {
      field: pathInWords(issue.path),
      found: typeInWords(valueAt(input, issue.path)),
      expected: issue.message === "Invalid input" && "expected" in issue ? String(issue.expected) : issue.message,
    },
  ];
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return Reflect.get(value, key);
  }, input);
}

/** One line a person can act on: `changes[0].asOf: found number, expected a date such as 2022-07-01`. */
export function problemInWords(problem: Problem): string {
  const where = problem.field === "" ? "" : `${problem.field}: `;
  return `${where}found ${problem.found}, expected ${problem.expected}`;
}
