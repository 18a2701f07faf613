import { Deferred } from "./deferred.ts";
import { Schema } from "./schema.ts";

const schema =
  (kind: string) =>
  (...given: readonly unknown[]) =>
    new Schema(kind, given);
const check =
  (kind: string) =>
  (...given: readonly unknown[]) =>
    new Deferred(kind, given);

export const _default = schema("_default");
export const array = schema("array");
export const boolean = schema("boolean");
const caught = schema("catch");
export const custom = schema("custom");
export const discriminatedUnion = schema("discriminatedUnion");
const enumeration = schema("enum");
export const exactOptional = schema("exactOptional");
export const int = schema("int");
export const iso = { date: schema("iso.date"), datetime: schema("iso.datetime") };
export const lazy = schema("lazy");
export const literal = schema("literal");
export const never = schema("never");
export const nonoptional = schema("nonoptional");
export const nullable = schema("nullable");
export const number = schema("number");
export const object = schema("object");
export const optional = schema("optional");
export const pick = schema("pick");
export const pipe = schema("pipe");
export const record = schema("record");
export const strictObject = schema("strictObject");
export const string = schema("string");
export const transform = schema("transform");
export const tuple = schema("tuple");
export const union = schema("union");
export const unknown = schema("unknown");
export const url = schema("url");
export { caught as catch, enumeration as enum };

export const gte = check("gte");
export const lte = check("lte");
export const maximum = check("maximum");
export const maxLength = check("maxLength");
export const minimum = check("minimum");
export const minLength = check("minLength");
export const nonnegative = check("nonnegative");
export const positive = check("positive");
export const refine = check("refine");
export const regex = check("regex");

export const NEVER = Object.freeze({ status: "aborted" });
