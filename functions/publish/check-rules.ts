import type { TruthTree } from "#eligibility/tree.ts";
import { checkCondition } from "./expression/check-expression.ts";
import type { Names, Place } from "./expression/scope.ts";
import type { PackProblem } from "./pack-problem.ts";
import type { ConditionEntry, Rule } from "./pack-schemas.ts";
import type { Path, YamlFile } from "./yaml-file.ts";

/** A programme's file while it is checked. */
export interface Checking {
  readonly yaml: YamlFile;
  readonly names: Names;
  readonly problems: PackProblem[];
}

/** Where its rules stand. */
type CheckingRules = Checking & { readonly place: Place };

/** A condition's rules: exactly one of `when`, `all`, `any` and `not`. */
export function checkRules(checking: CheckingRules, condition: ConditionEntry, path: Path): TruthTree | undefined {
  const { when, all, any, not } = condition;
  const given = Object.entries({ when, all, any, not }).filter(([, rule]) => rule !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? "none" : given.map(([key]) => key).join(" and ");
    checking.problems.push(
      checking.yaml.problem(path, `${condition.id}: found ${found}, expected exactly one of when, all, any and not`),
    );
    return undefined;
  }
  if (when !== undefined) return checkRule(checking, when, [...path, "when"]);
  if (all) return checkGroup(checking, "and", all, [...path, "all"]);
  if (any) return checkGroup(checking, "or", any, [...path, "any"]);
  return not === undefined ? undefined : negated(checkRule(checking, not, [...path, "not"]));
}

/** An expression or a group of them. */
export function checkRule(checking: CheckingRules, rule: Rule, path: Path): TruthTree | undefined {
  if (typeof rule !== "string") {
    if ("all" in rule) return checkGroup(checking, "and", rule.all, [...path, "all"]);
    if ("any" in rule) return checkGroup(checking, "or", rule.any, [...path, "any"]);
    return negated(checkRule(checking, rule.not, [...path, "not"]));
  }
  const { tree, problems } = checkCondition(rule, checking.names, checking.place);
  for (const { at, message } of problems) {
    checking.problems.push({ file: checking.yaml.path, ...checking.yaml.positionIn(path, at), message });
  }
  return tree;
}

function checkGroup(
  checking: CheckingRules,
  op: "and" | "or",
  rules: readonly Rule[],
  path: Path,
): TruthTree | undefined {
  const trees = rules.map((rule, index) => checkRule(checking, rule, [...path, index]));
  const of = trees.filter((tree) => tree !== undefined);
  return of.length === trees.length ? { op, of } : undefined;
}

function negated(tree: TruthTree | undefined): TruthTree | undefined {
  return tree && { op: "not", of: tree };
}
