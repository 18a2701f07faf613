import type { Deferred } from "./deferred.ts";

/** True for what passes a check. */
export type Test = (output: unknown) => boolean;

/** The test of a check on a schema of a kind; undefined where only zod knows it. */
export function testOf({ kind, given: [bound, options] }: Deferred, of: string): Test | undefined {
  if (kind === "refine") {
    const isPlain = typeof bound === "function" && !Object.hasOwn(Object(options), "when");
    return isPlain ? (output) => Boolean(bound(output)) : undefined;
  }
  if (of === "string" && kind === "regex") return bound instanceof RegExp ? matches(bound) : undefined;
  if (of === "number" || of === "int") return ofNumber(kind, bound);
  return of === "string" || of === "array" ? ofLength(kind, bound) : undefined;
}

function matches(pattern: RegExp): Test | undefined {
  return pattern.global || pattern.sticky ? undefined : (output) => pattern.test(String(output));
}

function ofNumber(kind: string, bound: unknown): Test | undefined {
  if (kind === "positive") return (output) => Number(output) > 0;
  if (kind === "nonnegative") return (output) => Number(output) >= 0;
  if (typeof bound !== "number") return undefined;
  if (kind === "minimum" || kind === "gte") return (output) => Number(output) >= bound;
  if (kind === "maximum" || kind === "lte") return (output) => Number(output) <= bound;
  return undefined;
}

function ofLength(kind: string, bound: unknown): Test | undefined {
  if (typeof bound !== "number") return undefined;
  if (kind === "minLength") return (output) => lengthOf(output) >= bound;
  if (kind === "maxLength") return (output) => lengthOf(output) <= bound;
  return undefined;
}

function lengthOf(output: unknown): number {
  return Reflect.get(Object(output), "length");
}
