import type { QuantityTree, ValueTree } from "../tree.ts";
import { packParameter } from "./parameter-in-force.ts";

/** A table or a scale that publication took apart, put together again. */
export interface LookedUp {
  readonly kind: "table" | "marginal" | "amount";
  /** One of the parameter's numbers, by which its description is found. */
  readonly parameter: string;
  /** What the table is looked up by, or the scale applied to. */
  readonly by: { readonly quantity: QuantityTree } | { readonly value: ValueTree };
}

type Choice = QuantityTree & { readonly op: "if" };

/** The table or scale that a tree reads, if it does nothing else. */
export function lookedUp(tree: QuantityTree): LookedUp | undefined {
  if (tree.op === "if") return tableIn(tree) ?? amountScaleIn(tree);
  return tree.op === "+" || tree.op === "*" ? marginalScaleIn(tree) : undefined;
}

function entryIn(tree: QuantityTree, form: RegExp): string | undefined {
  return tree.op === "parameter" && form.test(tree.name) ? tree.name : undefined;
}

const sameTree = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sameParameter = (a: string, b: string) => packParameter(a) === packParameter(b);

/** `x[key]`: where the key is this one the number of this key, else … */
function tableIn(tree: Choice): LookedUp | undefined {
  const { when, holds, fails } = tree;
  const parameter = entryIn(holds, /\]$/);
  if (parameter === undefined || (when.op !== "==" && when.op !== "same")) return undefined;
  const by: LookedUp["by"] = when.op === "same" ? { value: when.left } : { quantity: when.left };
  const rest = fails.op === "if" ? tableIn(fails) : undefined;
  const last = rest ? rest.parameter : entryIn(fails, /\]$/);
  const fits = last !== undefined && sameParameter(parameter, last) && (!rest || sameTree(rest.by, by));
  return fits ? { kind: "table", parameter, by } : undefined;
}

/** `scale(x, of)` of amounts: where the number has reached this bracket its amount, else … */
function amountScaleIn(tree: Choice): LookedUp | undefined {
  const { when, holds, fails } = tree;
  const parameter = entryIn(holds, /\]\.amount$/);
  if (parameter === undefined || when.op !== ">=" || entryIn(when.right, /\]\.from$/) === undefined) return undefined;
  const rest = fails.op === "if" ? amountScaleIn(fails) : undefined;
  const ends = fails.op === "number" && fails.value === 0;
  const by = { quantity: when.left };
  const fits = rest ? sameParameter(rest.parameter, parameter) && sameTree(rest.by, by) : ends;
  return fits ? { kind: "amount", parameter, by } : undefined;
}

/** `scale(x, of)` of rates: each bracket's rate times the part of the number within it, in all. */
function marginalScaleIn(tree: QuantityTree): LookedUp | undefined {
  if (tree.op === "*") {
    const parameter = entryIn(tree.left, /\]\.rate$/);
    const [, above] = tree.right.op === "greatest" ? tree.right.of : [];
    if (parameter === undefined || above?.op !== "-") return undefined;
    const [within] = above.left.op === "least" ? above.left.of : [above.left];
    return within && { kind: "marginal", parameter, by: { quantity: within } };
  }
  if (tree.op !== "+") return undefined;
  const left = marginalScaleIn(tree.left);
  const right = marginalScaleIn(tree.right);
  if (!left || !right || !sameParameter(left.parameter, right.parameter)) return undefined;
  return sameTree(left.by, right.by) ? left : undefined;
}
