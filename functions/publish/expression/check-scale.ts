import type { QuantityTree } from "#eligibility/tree.ts";
import { bracketName, thresholdName } from "../parameter-scalars.ts";
import type { Call } from "./call.ts";
import type { KnownScale } from "./known-parameter.ts";
import { inUnit, type Typed, typeInWords, unitInWords } from "./typed.ts";

/** `scale(parameter.medicalAidRate, person.medicalExpenseYear)`. */
export function checkScale({ scope, at, args: [scale, of, ...more] }: Call): Typed | undefined {
  if (scale?.kind !== "scale" || !of || more.length > 0) {
    return scope.report(
      at,
      `scale(…): found ${scale ? typeInWords(scale) : "nothing"}, expected a parameter that is a scale and a number, as in scale(parameter.x, person.y)`,
    );
  }
  const { thresholdUnit } = scale.scale;
  const number = inUnit(of, thresholdUnit);
  if (number?.kind !== "quantity" || number.unit !== thresholdUnit) {
    return scope.report(
      at,
      `scale(…): found ${typeInWords(of)}, expected ${unitInWords(thresholdUnit)} as the brackets of parameter.${scale.name}`,
    );
  }
  return scale.scale.scale === "marginal"
    ? { kind: "quantity", unit: thresholdUnit, tree: marginal(scale.name, scale.scale, number.tree) }
    : { kind: "quantity", unit: scale.scale.unit, tree: amountOf(scale.name, scale.scale, number.tree) };
}

const zero: QuantityTree = { op: "number", value: 0 };

function parameter(name: string): QuantityTree {
  return { op: "parameter", name };
}

/** Each bracket's rate times the part of the number within it, in all. */
function marginal(name: string, { brackets }: KnownScale, of: QuantityTree): QuantityTree {
  const parts = Array.from({ length: brackets }, (_, index): QuantityTree => {
    const last = index === brackets - 1;
    const end = parameter(thresholdName(name, index + 1));
    const upTo: QuantityTree = last ? of : { op: "least", of: [of, end] };
    const above: QuantityTree = { op: "-", left: upTo, right: parameter(thresholdName(name, index)) };
    return {
      op: "*",
      left: parameter(bracketName(name, index, "marginal")),
      right: { op: "greatest", of: [zero, above] },
    };
  });
  const [first = zero, ...more] = parts;
  return more.reduce<QuantityTree>((left, right) => ({ op: "+", left, right }), first);
}

/** The amount of the bracket that the number is in; nought below the first. */
function amountOf(name: string, { brackets, thresholdUnit }: KnownScale, of: QuantityTree): QuantityTree {
  return Array.from({ length: brackets }, (_, index) => index).reduce<QuantityTree>((fails, index) => {
    const right = parameter(thresholdName(name, index));
    return {
      op: "if",
      when: { op: ">=", left: of, right, ...(thresholdUnit === "yuan" ? { money: true as const } : {}) },
      holds: parameter(bracketName(name, index, "amount")),
      fails,
    };
  }, zero);
}
