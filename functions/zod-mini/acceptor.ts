import { Deferred } from "./deferred.ts";
import { testOf } from "./tests-of-checks.ts";

/** Not what the schema asks for, for certain. */
export const wrong = Symbol("wrong");
/** Only zod can tell. */
export const unsure = Symbol("unsure");

/** What zod makes of an input that it accepts; `wrong` or `unsure` of every other. */
export type Acceptor = (input: unknown) => unknown;

/** The acceptor of a schema; its parts' are made when they are first met. */
export function acceptorOf({ kind, given, checks }: Deferred): Acceptor {
  const accept = kinds[kind]?.(...given) ?? asksZod;
  if (checks.length === 0) return accept;
  const tests = checks.map((check) => testOf(check, kind));
  return (input) => {
    const output = accept(input);
    if (isRefused(output)) return output;
    for (const test of tests) {
      if (!test) return unsure;
      if (!test(output)) return wrong;
    }
    return output;
  };
}

const asksZod: Acceptor = () => unsure;

/** By a schema's name in zod/mini; undefined where zod has rules for what was given that are not known here. */
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
  optional: (inner) => orElse(undefined, isPlainlyAbsent(inner) ? undefined : unsure, ofPart(inner)),
  exactOptional: ofPart,
  nullable: (inner) => orElse(null, null, ofPart(inner)),
  pipe: (from, to) => {
    const [first, then] = [ofPart(from), ofPart(to)];
    return (input) => {
      const output = first(input);
      return isRefused(output) ? output : then(output);
    };
  },
  // One with a second parameter tells of problems.
  transform: (made) => (typeof made === "function" && made.length < 2 ? (input) => made(input) : undefined),
  union: (options) => (Array.isArray(options) ? firstOf(options.map(ofPart)) : undefined),
  array: (element) => {
    const accept = ofPart(element);
    return (input) => (Array.isArray(input) ? each(input, () => accept) : wrong);
  },
  tuple: (items, rest) => (Array.isArray(items) && rest === undefined ? tupleOf(items.map(ofPart)) : undefined),
  // Of keys that are told one by one zod demands them all.
  record: (key, value) =>
    key instanceof Deferred && key.kind === "string" ? recordOf(ofPart(key), ofPart(value)) : undefined,
  object: (shape) => objectOf(shape, false),
  strictObject: (shape) => objectOf(shape, true),
};

const plainAddress = /^https?:\/\/[\w.:/-]+$/;

function isRefused(output: unknown): output is typeof wrong | typeof unsure {
  return output === wrong || output === unsure;
}

function ofPart(part: unknown): Acceptor {
  if (!(part instanceof Deferred)) return asksZod;
  let accept: Acceptor | undefined;
  return (input) => {
    accept ??= acceptorOf(part);
    return accept(input);
  };
}

function asIs(fits: (input: unknown) => boolean): Acceptor {
  return (input) => (fits(input) ? input : wrong);
}

function oneOf(values: readonly unknown[]): Acceptor {
  const known = new Set(values);
  return asIs((input) => known.has(input));
}

function orElse(value: undefined | null, output: unknown, accept: Acceptor): Acceptor {
  return (input) => (input === value ? output : accept(input));
}

/** What the first schema makes of it that does not refuse it. */
function firstOf(accepts: readonly Acceptor[]): Acceptor {
  return (input) => {
    for (const accept of accepts) {
      const output = accept(input);
      if (output !== wrong) return output;
    }
    return wrong;
  };
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

function tupleOf(accepts: readonly Acceptor[]): Acceptor {
  return (input) => {
    if (!Array.isArray(input)) return wrong;
    // The last ones of a shorter list may be optional.
    return input.length === accepts.length ? each(input, (index) => accepts[index] ?? asksZod) : unsure;
  };
}

function recordOf(acceptKey: Acceptor, accept: Acceptor): Acceptor {
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
  readonly absent: typeof leftOut | typeof wrong | typeof unsure;
}

const leftOut = Symbol("left out");

function objectOf(shape: unknown, isStrict: boolean): Acceptor {
  const fields = Object.entries(Object(shape)).map(fieldOf);
  const names = new Set(fields.map(({ name }) => name));
  return (input) => {
    if (!isObject(input)) return wrong;
    return isStrict && hasOthers(input, names) ? wrong : fieldsOf(input, fields);
  };
}

function fieldOf([name, schema]: readonly [string, unknown]): Field {
  // Zod never makes a field of this name.
  if (name === "__proto__") return { name, accept: asksZod, absent: unsure };
  return { name, accept: ofPart(schema), absent: absentOf(schema) };
}

function absentOf(schema: unknown): Field["absent"] {
  if (!(schema instanceof Deferred)) return unsure;
  const { kind, given } = schema;
  if (kind === "optional" || kind === "exactOptional") return isPlainlyAbsent(given[0]) ? leftOut : unsure;
  return needed.has(kind) ? wrong : unsure;
}

const needed = new Set("string number int boolean literal enum url array tuple record object strictObject".split(" "));

/** True where nothing stands in for what is absent, as a default does. */
function isPlainlyAbsent(schema: unknown): boolean {
  if (!(schema instanceof Deferred)) return false;
  const { kind, given } = schema;
  if (kind === "optional" || kind === "exactOptional" || kind === "nullable") return isPlainlyAbsent(given[0]);
  if (kind === "union") return Array.isArray(given[0]) && given[0].every(isPlainlyAbsent);
  return needed.has(kind) || kind === "unknown" || kind === "custom";
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
    if (output !== leftOut) all[name] = output;
  }
  return all;
}
