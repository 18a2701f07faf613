import { programmesRead } from "#eligibility/programme-order.ts";
import type { Condition, Programme } from "#eligibility/standard-document.ts";
import type { TruthTree } from "#eligibility/tree.ts";
import { checkCondition, checkQuantity } from "./expression/check-expression.ts";
import type { Names, Place } from "./expression/scope.ts";
import type { PackProblem } from "./pack-problem.ts";
import type { ConditionEntry, ProgrammeEntry, Rule } from "./pack-schemas.ts";
import type { Path, YamlFile } from "./yaml-file.ts";

export interface ProgrammeFile {
  readonly yaml: YamlFile;
  readonly entry: ProgrammeEntry;
}

/** Checks a programme's conditions and amount; gives it with its syntax trees where nothing is wrong. */
export function checkProgramme(
  { yaml, entry }: ProgrammeFile,
  { names, role }: { readonly names: Names; readonly role: string },
): { readonly programme?: Programme; readonly problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const report = (path: Path, message: string) => {
    problems.push(yaml.problem(path, message));
  };
  const seen = new Set<string>();
  const conditions = entry.conditions.flatMap((condition, index): Condition[] => {
    const path = ["conditions", index];
    if (seen.has(condition.id)) report([...path, "id"], `${condition.id}: found again, expected each condition once`);
    seen.add(condition.id);
    const source = condition.source ?? entry.source;
    if (!source)
      report(
        path,
        `${condition.id}: found a condition without a source, expected source: [{ title: …, clause: … }] here or for the programme`,
      );
    const layer = condition.layer ?? "screening";
    const place: Place = { of: entry.of, layer, readsProgrammes: true };
    const when = checkRules({ yaml, names, place, problems }, condition, path);
    return when && source ? [{ id: condition.id, text: condition.text, layer, source, when }] : [];
  });
  if (!entry.conditions.some(({ layer }) => layer !== "verification")) {
    report(["conditions"], "conditions: found verification conditions only, expected at least one that screens");
  }
  const value = checkAmount({ yaml, names, problems }, entry, report);
  if (problems.length > 0) return { problems };
  const { per, text } = entry.amount;
  return {
    programme: {
      id: entry.id,
      name: entry.name,
      of: entry.of,
      role,
      source: entry.source ?? [],
      conditions,
      amount: { per, ...(value === undefined ? {} : { value }), ...(text === undefined ? {} : { text }) },
    },
    problems,
  };
}

interface Checking {
  readonly yaml: YamlFile;
  readonly names: Names;
  readonly problems: PackProblem[];
}

function checkRules(
  checking: Checking & { readonly place: Place },
  condition: ConditionEntry,
  path: Path,
): TruthTree | undefined {
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

function checkRule(checking: Checking & { readonly place: Place }, rule: Rule, path: Path): TruthTree | undefined {
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
  checking: Checking & { readonly place: Place },
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

function checkAmount(
  { yaml, names, problems }: Checking,
  { of, amount }: ProgrammeEntry,
  report: (path: Path, message: string) => void,
) {
  const { per, value, text } = amount;
  const isMoney = per !== "kind" && per !== "none";
  if (isMoney && value === undefined)
    report(["amount"], `amount: found none, expected value: an amount in yuan per ${per}`);
  if (!isMoney && value !== undefined)
    report(["amount", "value"], `amount.value: found an amount per ${per}, expected none`);
  if (per === "kind" && !text) report(["amount"], "amount: found none, expected text: what is given in kind");
  if (!isMoney || value === undefined) return undefined;
  const checked = checkQuantity(value, names, { of, layer: "screening", readsProgrammes: true, unit: "yuan" });
  for (const { at, message } of checked.problems) {
    problems.push({ file: yaml.path, ...yaml.positionIn(["amount", "value"], at), message });
  }
  return checked.tree;
}

/** Programmes that follow each other's verdicts in a circle. */
export function checkCircles(files: readonly ProgrammeFile[], programmes: readonly Programme[]): PackProblem[] {
  const byId = new Map(programmes.map((programme) => [programme.id, programme]));
  const pathToItself = (start: string, id: string, path: readonly string[]): readonly string[] | undefined => {
    const programme = byId.get(id);
    for (const next of programme ? programmesRead(programme) : []) {
      if (next === start) return [...path, next];
      const circle = path.includes(next) ? undefined : pathToItself(start, next, [...path, next]);
      if (circle) return circle;
    }
    return undefined;
  };
  return files.flatMap(({ yaml, entry }) => {
    const circle = pathToItself(entry.id, entry.id, [entry.id]);
    return circle
      ? [
          yaml.problem(
            ["conditions"],
            `conditions: found programmes that follow each other in a circle: ${circle.join(" → ")}`,
          ),
        ]
      : [];
  });
}
