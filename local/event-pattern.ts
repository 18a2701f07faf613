import { compileMatcher, type ValueMatcher } from "./event-pattern-values.ts";

/** Tells whether an event, in the shape EventBridge gives targets, matches a pattern. */
export type EventPattern = (event: unknown) => boolean;

/** A condition on a part of the event; `event` is the whole, for conditions on what is nowhere in it. */
type Condition = (part: unknown, event: unknown) => boolean;

/**
 * Compiles an EventBridge event pattern, once, when its rule is deployed. Throws an Error that names the field and the
 * operator that is not covered or not written as documented.
 */
export function compileEventPattern(pattern: unknown): EventPattern {
  const condition = compileObject(pattern, []);
  return (event) => condition(event, event);
}

function compileObject(pattern: unknown, path: readonly string[]): Condition {
  if (!isObject(pattern)) throw wrong(path, "expected an object of fields");
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw wrong(path, "expected at least one field");
  const conditions = fields.map(([name, value]) =>
    name === "$or" ? compileEither(value, path) : compileField(name, value, [...path, name]),
  );
  return (part, event) => conditions.every((condition) => condition(part, event));
}

function compileEither(alternatives: unknown, path: readonly string[]): Condition {
  if (!Array.isArray(alternatives) || alternatives.length < 2) {
    throw wrong([...path, "$or"], "expected a list of at least two patterns");
  }
  const conditions = alternatives.map((each) => compileObject(each, path));
  return (part, event) => conditions.some((condition) => condition(part, event));
}

function compileField(name: string, value: unknown, path: readonly string[]): Condition {
  if (!Array.isArray(value)) {
    const inner = compileObject(value, path);
    // One element of a list must meet all conditions; a part that is missing can still meet "exists": false.
    return (part, event) => withinLists(fieldOf(part, name)).some((each) => inner(each, event));
  }
  if (value.length === 0) throw wrong(path, "expected at least one value to match");
  const conditions = value.map((each) => compileLeaf(each, name, path));
  return (part, event) => conditions.some((condition) => condition(part, event));
}

function compileLeaf(value: unknown, name: string, path: readonly string[]): Condition {
  if (isObject(value) && Object.hasOwn(value, "exists")) return compileExists(value, name, path);
  let matches: ValueMatcher;
  try {
    matches = compileMatcher(value);
  } catch (error) {
    throw wrong(path, error instanceof Error ? error.message : String(error));
  }
  return (part) => leavesOf(fieldOf(part, name)).some(matches);
}

function compileExists(value: object, name: string, path: readonly string[]): Condition {
  const wanted: unknown = Reflect.get(value, "exists");
  if (typeof wanted !== "boolean" || Object.keys(value).length > 1) {
    throw wrong(path, '"exists" takes true or false, alone');
  }
  if (wanted) return (part) => leavesOf(fieldOf(part, name)).length > 0;
  return (_, event) => leavesAt(event, path).length === 0;
}

function leavesAt(event: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return leavesOf(event);
  return withinLists(event).flatMap((part) => leavesAt(fieldOf(part, name), rest));
}

/** The values themselves: a list stands for each of its elements, and an object is none. */
function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || isObject(value) ? [] : [value];
}

function withinLists(value: unknown): unknown[] {
  if (!Array.isArray(value)) return [value];
  return value.length === 0 ? [undefined] : value.flatMap(withinLists);
}

function fieldOf(part: unknown, name: string): unknown {
  return isObject(part) && Object.hasOwn(part, name) ? Reflect.get(part, name) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(path: readonly string[], reason: string): Error {
  return new Error(`event pattern${path.length === 0 ? "" : ` ${path.join(".")}`}: ${reason}`);
}
