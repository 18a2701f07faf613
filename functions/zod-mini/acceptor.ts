import { Deferred } from "./deferred.ts";
import { testOf } from "./tests-of-checks.ts";

/** Not what the schema asks for, for certain. */
export const wrong = Symbol("wrong");
/** Only zod can tell. */
export const unsure = Symbol("unsure");

/** What zod makes of an input that it accepts; `wrong` or `unsure` of every other. */
export type Acceptor = (input: unknown) => unknown;

/** The acceptor of a schema; undefined where only zod knows what it asks for. */
export function acceptorOf({ kind, given, checks }: Deferred): Acceptor | undefined {
  const accept = kinds[kind]?.(...given);
  if (!accept || checks.length === 0) return accept;
  const tests = allOf(checks.map((check) => testOf(check, kind)));
  return tests && ((input) => tested(tests, accept(input)));
}

function tested(tests: readonly ((output: unknown) => boolean)[], output: unknown): unknown {
  if (isRefused(output)) return output;
  for (const test of tests) if (!test(output)) return wrong;
  return output;
}

const kinds: Readonly<Record<string, (...given: readonly unknown[]) => Acceptor | undefined>> = {
  string: () => asIs((input) => typeof input === "string"),
  number: () => asIs(Number.isFinite),
  int: () => asIs(Number.isSafeInteger),
  boolean: () => asIs((input) => typeof input === "boolean"),
  unknown: () => (input) => input,
  literal: (value) => oneOf(Array.isArray(value) ? value : [value]),
  enum: (values) => (Array.isArray(values) ? oneOf(values) : undefined),
  custom: (fits) => (typeof fits === "function" ? asIs((input) => Boolean(fits(input))) : undefined),
  // Those that zod leaves as they stand.
  url: () => (input) => (typeof input === "string" && plainAddress.test(input) && URL.canParse(input) ? input : unsure),
  optional: (inner) => withAsIs(undefined, inner),
  exactOptional: ofPart,
  nullable: (inner) => withAsIs(null, inner),
  pipe: (from, to) => {
    const parts = allOf([from, to].map(ofPart));
    return parts && ((input) => parts.reduce((output, accept) => (isRefused(output) ? output : accept(output)), input));
  },
  // One with a second parameter tells of problems.
  transform: (made) => (typeof made === "function" && made.length < 2 ? (input) => made(input) : undefined),
  union: (options) => {
    const accepts = Array.isArray(options) ? allOf(options.map(ofPart)) : undefined;
    return accepts && ((input) => firstOf(accepts, input));
  },
  array: (element) => {
    const accept = ofPart(element);
    return accept && ((input) => (Array.isArray(input) ? each(input, () => accept) : wrong));
  },
  tuple: (items, rest) => (Array.isArray(items) && rest === undefined ? tupleOf(items) : undefined),
  // Of keys that are told one by one zod demands them all.
  record: (key, value) => (key instanceof Deferred && key.kind === "string" ? recordOf(key, value) : undefined),
  object: (shape) => objectOf(shape, false),
  strictObject: (shape) => objectOf(shape, true),
};

const plainAddress = /^https?:\/\/[\w.:/-]+$/;

function isRefused(output: unknown): output is typeof wrong | typeof unsure {
  return output === wrong || output === unsure;
}

function asIs(fits: (input: unknown) => boolean): Acceptor {
  return (input) => (fits(input) ? input : wrong);
}

function oneOf(values: readonly unknown[]): Acceptor {
  const known = new Set(values);
  return asIs((input) => known.has(input));
}

function withAsIs(value: undefined | null, inner: unknown): Acceptor | undefined {
  const accept = ofPart(inner);
  return accept && ((input) => (input === value ? input : accept(input)));
}

function ofPart(part: unknown): Acceptor | undefined {
  return part instanceof Deferred ? acceptorOf(part) : undefined;
}

function allOf<Part>(parts: readonly (Part | undefined)[]): readonly Part[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known : undefined;
}

/** What the first schema makes of it that does not refuse it. */
function firstOf(accepts: readonly Acceptor[], input: unknown): unknown {
  for (const accept of accepts) {
    const output = accept(input);
    if (output !== wrong) return output;
  }
  return wrong;
}

function each(input: readonly unknown[], acceptorAt: (index: number) => Acceptor): unknown {
  const all: unknown[] = [];
  for (const [index, element] of input.entries()) {
    const output = acceptorAt(index)(element);
    if (isRefused(output)) return output;
    all.push(output);
  }
  return all;
}

function tupleOf(items: readonly unknown[]): Acceptor | undefined {
  const accepts = allOf(items.map(ofPart));
  if (!accepts) return undefined;
  return (input) => {
    if (!Array.isArray(input)) return wrong;
    // The last ones of a shorter list may be optional.
    return input.length === accepts.length ? each(input, (index) => accepts[index] ?? (() => unsure)) : unsure;
  };
}

function recordOf(key: Deferred, value: unknown): Acceptor | undefined {
  const acceptKey = ofPart(key);
  const accept = ofPart(value);
  if (!acceptKey || !accept) return undefined;
  return (input) => {
    if (!isPlain(input)) return unsure;
    const all: Record<string, unknown> = {};
    for (const name of Object.keys(input)) {
      if (name === "__proto__" || isRefused(acceptKey(name))) return unsure;
      const output = accept(input[name]);
      if (isRefused(output)) return output;
      all[name] = output;
    }
    return all;
  };
}

/** As JSON has objects. */
function isPlain(input: unknown): input is Record<string, unknown> {
  return isObject(input) && Object.getPrototypeOf(input) === Object.prototype;
}

function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

interface Field {
  readonly name: string;
  readonly accept: Acceptor;
  /** What comes of an object without it. */
  readonly absent: "left out" | typeof wrong | typeof unsure;
}

function objectOf(shape: unknown, isStrict: boolean): Acceptor | undefined {
  const fields = allOf(Object.entries(Object(shape)).map(fieldOf));
  if (!fields) return undefined;
  const names = new Set(fields.map(({ name }) => name));
  return (input) => {
    if (!isObject(input)) return wrong;
    return isStrict && hasOthers(input, names) ? wrong : fieldsOf(input, fields);
  };
}

function fieldOf([name, schema]: readonly [string, unknown]): Field | undefined {
  const accept = ofPart(schema);
  if (!accept || name === "__proto__") return undefined;
  return { name, accept, absent: absentOf(schema instanceof Deferred ? schema.kind : "") };
}

// Of the other kinds it depends on what they are made of.
const needed = new Set("string number int boolean literal enum url array tuple record object strictObject".split(" "));

function absentOf(kind: string): Field["absent"] {
  if (kind === "optional" || kind === "exactOptional") return "left out";
  return needed.has(kind) ? wrong : unsure;
}

function hasOthers(input: object, names: ReadonlySet<string>): boolean {
  for (const name in input) if (!names.has(name)) return true;
  return false;
}

function fieldsOf(input: Readonly<Record<string, unknown>>, fields: readonly Field[]): unknown {
  const all: Record<string, unknown> = {};
  for (const { name, accept, absent } of fields) {
    const output = name in input ? accept(input[name]) : absent;
    if (isRefused(output)) return output;
    if (output !== "left out" || name in input) all[name] = output;
  }
  return all;
}
