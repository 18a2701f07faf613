import type { Call } from "./call.ts";
import { constantIn, inUnit, type Typed, typeInWords } from "./typed.ts";

/** `round(x)` to whole yuan, years or whatever is counted, `round(x, 0.1)` to a tenth; half up. */
export function checkRound({ scope, at, args: [of, step, ...more] }: Call): Typed | undefined {
  const quantity = of && inUnit(of, undefined);
  if (quantity?.kind !== "quantity" || quantity.unit === "date" || more.length > 0) {
    return scope.report(
      at,
      `round(…): found ${of ? typeInWords(of) : "nothing"}, expected a number, and a step where it is not 1, as in round(x, 0.1)`,
    );
  }
  const multiple = constantIn(step?.kind === "constant" ? step.value : 1, quantity.unit);
  const fits = step === undefined || step.kind === "constant";
  if (!fits || multiple?.tree.op !== "number" || multiple.tree.value <= 0) {
    const expected = quantity.unit === "yuan" ? "a step in yuan of whole fen" : "a step above 0";
    return scope.report(
      at,
      `round(…): found ${step ? typeInWords(step) : "nothing"}, expected ${expected}, written as a number`,
    );
  }
  return {
    kind: "quantity",
    unit: quantity.unit,
    tree: { op: "round", of: quantity.tree, step: multiple.tree.value },
  };
}
