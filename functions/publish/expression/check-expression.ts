import { type ASTNode, ParseError, parse } from "@marcbachmann/cel-js";
import type { QuantityTree, TruthTree } from "#eligibility/tree.ts";
import { checkNode } from "./check-node.ts";
import type { ExpressionProblem, Names, Place, Scope } from "./scope.ts";
import { inUnit, type Typed, typeInWords, unitInWords } from "./typed.ts";

export interface CheckedExpression<Tree> {
  /** Absent where there is a problem. */
  readonly tree?: Tree;
  readonly problems: readonly ExpressionProblem[];
}

/** Checks an expression that must be a condition. */
export function checkCondition(text: string, names: Names, place: Place): CheckedExpression<TruthTree> {
  return check(text, names, place, (typed, report) =>
    typed.kind === "truth"
      ? typed.tree
      : report(0, `found ${typeInWords(typed)}, expected a condition (true or false)`),
  );
}

/** Checks an expression that must be a number of a unit; `undefined` is a plain number. */
export function checkQuantity(
  text: string,
  names: Names,
  place: Place & { readonly unit: string | undefined },
): CheckedExpression<QuantityTree> {
  const { unit } = place;
  return check(text, names, place, (typed, report) => {
    const quantity = inUnit(typed, unit);
    if (quantity?.kind === "quantity" && quantity.unit === unit) return quantity.tree;
    return report(0, `found ${typeInWords(typed)}, expected ${unitInWords(unit)}`);
  });
}

function check<Tree>(
  text: string,
  names: Names,
  place: Place,
  expect: (typed: Typed, report: Scope["report"]) => Tree | undefined,
): CheckedExpression<Tree> {
  const problems: ExpressionProblem[] = [];
  const report = (at: number, message: string) => {
    problems.push({ at, message });
    return undefined;
  };
  const ast = parsed(text, report);
  const typed = ast && checkNode({ ...place, names, variables: new Map(), report }, ast);
  const tree = typed && expect(typed, report);
  return { ...(tree === undefined || problems.length > 0 ? {} : { tree }), problems };
}

function parsed(text: string, report: Scope["report"]): ASTNode | undefined {
  try {
    return parse(withPlainProgrammes(text)).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const hint = /character: =/.test(error.summary) ? "; to compare write ==" : "";
    return report(error.range?.start ?? 0, `found no expression: ${error.summary}${hint}`);
  }
}

/**
 * Programmes' identifiers have hyphens, which CEL would read as minus: `programme.free-electricity` is read as
 * `programme.free_electricity`, which is as long, so that every place in the text stays where it is.
 */
function withPlainProgrammes(text: string): string {
  const stringOrProgramme = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\bprogramme\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*/g;
  return text.replace(stringOrProgramme, (found) => (/^["']/.test(found) ? found : found.replaceAll("-", "_")));
}
