import { accountId, partition, region } from "../account.ts";
import type { Stack } from "./assembly.ts";

/** How a stack's values are found out: everything that an intrinsic function can point at. */
export interface Resolution {
  readonly stack: Stack;
  /** `Ref` of a resource. Throws an Error when its type has none here. */
  ref(logicalId: string): string;
  /** `Fn::GetAtt` of a resource. Throws an Error when its type has no such attribute here. */
  attribute(logicalId: string, name: string): string;
  /** `Fn::ImportValue`: the value another stack exports. Throws an Error when none does. */
  imported(exportName: string): unknown;
}

/** Stands for `AWS::NoValue`: whatever holds it goes without. */
const noValue = Symbol("AWS::NoValue");

/** A value of a template with all intrinsic functions resolved. Throws an Error that names one not covered. */
export function resolve(value: unknown, resolution: Resolution): unknown {
  const resolved = resolveDeep(value, resolution);
  return resolved === noValue ? undefined : resolved;
}

function resolveDeep(value: unknown, resolution: Resolution): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => resolveDeep(each, resolution)).filter((each) => each !== noValue);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && (only[0] === "Ref" || only[0].startsWith("Fn::"))) {
    return resolveFunction(only[0], only[1], resolution);
  }
  return Object.fromEntries(
    entries.map(([name, each]) => [name, resolveDeep(each, resolution)]).filter(([, each]) => each !== noValue),
  );
}

type Intrinsic = (argument: unknown, resolution: Resolution) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, resolution) => resolveRef(text(argument), resolution),
  "Fn::GetAtt": (argument, { attribute }) => {
    const [logicalId = "", ...name] = Array.isArray(argument) ? argument.map(text) : text(argument).split(".");
    return attribute(logicalId, name.join("."));
  },
  "Fn::Join": (argument, resolution) => {
    const [separator, parts] = pair(argument);
    return list(resolveDeep(parts, resolution)).map(text).join(text(separator));
  },
  "Fn::Sub": resolveSub,
  "Fn::Select": (argument, resolution) => {
    const [index, parts] = pair(argument);
    const values = list(resolveDeep(parts, resolution));
    const position = Number(resolveDeep(index, resolution));
    if (!(position in values)) throw new Error(`Fn::Select: there is no value number ${position}`);
    return values[position];
  },
  "Fn::Split": (argument, resolution) => {
    const [separator, whole] = pair(argument);
    return text(resolveDeep(whole, resolution)).split(text(separator));
  },
  "Fn::ImportValue": (argument, resolution) => resolution.imported(text(resolveDeep(argument, resolution))),
  "Fn::If": (argument, resolution) => {
    const [condition, whenTrue, whenFalse] = list(argument);
    return resolveDeep(conditionHolds(text(condition), resolution) ? whenTrue : whenFalse, resolution);
  },
};

function resolveFunction(name: string, argument: unknown, resolution: Resolution): unknown {
  const intrinsic = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
  if (!intrinsic) throw new Error(`${name} is not covered by the embedded AWS`);
  return intrinsic(argument, resolution);
}

const pseudoParameters: Readonly<Record<string, string>> = {
  "AWS::AccountId": accountId,
  "AWS::Partition": partition,
  "AWS::Region": region,
  "AWS::URLSuffix": "amazonaws.com",
};

function resolveRef(name: string, { stack, ref }: Resolution): unknown {
  if (name === "AWS::NoValue") return noValue;
  if (name === "AWS::StackName") return stack.name;
  if (name === "AWS::StackId")
    return `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stack.name}/embedded`;
  if (Object.hasOwn(pseudoParameters, name)) return pseudoParameters[name];
  if (name.startsWith("AWS::")) throw new Error(`the pseudo parameter ${name} is not covered by the embedded AWS`);
  const parameter = stack.template.Parameters[name];
  if (!parameter) return ref(name);
  if (parameter.Default === undefined) throw new Error(`the parameter ${name} has no default`);
  return parameter.Default;
}

function resolveSub(argument: unknown, resolution: Resolution): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return text(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    if (Object.hasOwn(Object(variables), name))
      return text(resolveDeep(Reflect.get(Object(variables), name), resolution));
    const [logicalId = "", ...attribute] = name.split(".");
    return attribute.length === 0
      ? text(resolveRef(name, resolution))
      : resolution.attribute(logicalId, attribute.join("."));
  });
}

/** Whether a condition of the template holds. Throws an Error when it is not declared or uses what is not covered. */
export function conditionHolds(name: string, resolution: Resolution): boolean {
  const conditions = resolution.stack.template.Conditions;
  if (!Object.hasOwn(conditions, name)) throw new Error(`there is no condition ${name}`);
  return holds(conditions[name], resolution);
}

function holds(condition: unknown, resolution: Resolution): boolean {
  const [only, ...others] = Object.entries(Object(condition));
  if (!only || others.length > 0) throw new Error("a condition must be one function");
  const [name, argument] = only;
  switch (name) {
    case "Condition":
      return conditionHolds(text(argument), resolution);
    case "Fn::Equals": {
      const [left, right] = pair(argument).map((each) => resolveDeep(each, resolution));
      return left === right;
    }
    case "Fn::And":
      return list(argument).every((each) => holds(each, resolution));
    case "Fn::Or":
      return list(argument).some((each) => holds(each, resolution));
    case "Fn::Not":
      return !list(argument).some((each) => holds(each, resolution));
    default:
      throw new Error(`${name} in a condition is not covered by the embedded AWS`);
  }
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error("an intrinsic function has something else where it takes text");
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error("an intrinsic function has something else where it takes a list");
  return value;
}

function pair(value: unknown): [unknown, unknown] {
  const [first, second] = list(value);
  return [first, second];
}
