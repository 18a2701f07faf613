import fc from "fast-check";
import type * as z from "zod/mini";

/** The part of zod/mini that random schemas are made of. */
export type Zod = typeof z;

/** A schema as either zod makes it, and what it may accept. */
export interface Made {
  readonly schema: (zod: Zod) => z.ZodMiniType;
  readonly input: fc.Arbitrary<unknown>;
}

const texts = fc.oneof(fc.constantFrom("", "h-1", "2022-07-01", "330106", "42", "constructor"), fc.string());
const numbers = fc.oneof(fc.constantFrom(0, -0, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY), fc.integer());
const addresses = fc.oneof(
  fc.constantFrom("https://sqs.cn-north-1.amazonaws.com.cn/1/q", " http://a.b ", "http://", "https://a b", "ftp://a"),
  fc.webUrl(),
);

const simple: readonly Made[] = [
  { schema: (zod) => zod.string(), input: texts },
  { schema: (zod) => zod.string().check(zod.regex(/^[a-z]-\d+$/), zod.maxLength(20)), input: texts },
  { schema: (zod) => zod.string().check(zod.minLength(1, { error: "a name" })), input: texts },
  { schema: (zod) => zod.string().check(zod.refine((text) => text !== "42", { error: "not that" })), input: texts },
  { schema: (zod) => zod.number({ error: "a number" }), input: numbers },
  { schema: (zod) => zod.number().check(zod.minimum(-5), zod.maximum(100)), input: numbers },
  { schema: (zod) => zod.int().check(zod.positive()), input: numbers },
  { schema: (zod) => zod.int().check(zod.nonnegative()), input: numbers },
  { schema: (zod) => zod.boolean(), input: fc.boolean() },
  { schema: (zod) => zod.unknown(), input: fc.anything() },
  { schema: (zod) => zod.literal("h-1"), input: texts },
  { schema: (zod) => zod.literal(["h-1", 0, null]), input: fc.constantFrom("h-1", 0, -0, null) },
  { schema: (zod) => zod.enum(["h-1", "42"], { error: "one of two" }), input: texts },
  { schema: (zod) => zod.enum({ a: "h-1", b: "42" }), input: texts },
  { schema: (zod) => zod.url({ error: "an address" }), input: addresses },
  { schema: (zod) => zod.iso.date(), input: texts },
  { schema: (zod) => zod.custom<string>((value) => typeof value === "string"), input: texts },
  {
    schema: (zod) =>
      zod.pipe(
        zod.string(),
        zod.transform((text) => text.split("-")),
      ),
    input: texts,
  },
  { schema: (zod) => zod._default(zod.string(), "none"), input: fc.option(texts, { nil: undefined }) },
  { schema: (zod) => zod.never(), input: fc.constant(undefined) },
];

/** Random schemas, of schemas in schemas, as the functions have them. */
export const randomSchemas: fc.Arbitrary<Made> = fc.letrec<{ any: Made }>((tie) => {
  const inner = tie("any");
  const part = fc.constantFrom("a", "b", "h-1", "toString", "0");
  const shapes = fc.dictionary(part, inner, { maxKeys: 4 });
  const inputOf = (shape: Record<string, Made>) =>
    fc.record(Object.fromEntries(Object.entries(shape).map(([name, { input }]) => [name, input])), {
      requiredKeys: [],
    });
  const all = (zod: Zod, shape: Record<string, Made>) =>
    Object.fromEntries(Object.entries(shape).map(([name, { schema }]) => [name, schema(zod)]));
  return {
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(...simple),
      inner.map(({ schema, input }) => ({
        schema: (zod: Zod) => zod.optional(schema(zod)),
        input: fc.option(input, { nil: undefined }),
      })),
      inner.map(({ schema, input }) => ({ schema: (zod: Zod) => zod.exactOptional(schema(zod)), input })),
      inner.map(({ schema, input }) => ({ schema: (zod: Zod) => zod.nullable(schema(zod)), input: fc.option(input) })),
      inner.map(({ schema, input }) => ({
        schema: (zod: Zod) => zod.array(schema(zod)).check(zod.maxLength(3)),
        input: fc.array(input, { maxLength: 4 }),
      })),
      inner.map(({ schema, input }) => ({
        schema: (zod: Zod) => zod.record(zod.string().check(zod.maxLength(9)), schema(zod)),
        input: fc.dictionary(texts, input, { maxKeys: 3 }),
      })),
      inner.map(({ schema, input }) => ({
        schema: (zod: Zod) => zod.record(zod.enum(["a", "b"]), schema(zod)),
        input: fc.dictionary(part, input, { maxKeys: 3 }),
      })),
      inner.map(({ schema, input }) => ({ schema: (zod: Zod) => zod.lazy(() => schema(zod)), input })),
      fc.array(inner, { minLength: 1, maxLength: 3 }).map((items) => ({
        schema: (zod: Zod) => zod.union(items.map(({ schema }) => schema(zod))),
        input: fc.oneof(...items.map(({ input }) => input)),
      })),
      fc.tuple(inner, inner).map(([first, second]) => ({
        schema: (zod: Zod) => zod.tuple([first.schema(zod), second.schema(zod)]),
        input: fc.oneof(fc.tuple(first.input, second.input), fc.tuple(first.input)),
      })),
      shapes.map((shape) => ({ schema: (zod: Zod) => zod.object(all(zod, shape)), input: inputOf(shape) })),
      shapes.map((shape) => ({ schema: (zod: Zod) => zod.strictObject(all(zod, shape)), input: inputOf(shape) })),
      shapes.map((shape) => ({
        schema: (zod: Zod) => zod.strictObject(all(zod, shape)),
        input: fc
          .tuple(inputOf(shape), fc.dictionary(texts, fc.anything(), { maxKeys: 1 }))
          .map(([a, b]) => ({ ...a, ...b })),
      })),
    ),
  };
}).any;
