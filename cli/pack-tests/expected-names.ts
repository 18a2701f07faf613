import type { Standard } from "#eligibility/standard.ts";
import type { Programme } from "#eligibility/standard-document.ts";
import { didYouMean } from "#functions/publish/nearest-name.ts";
import type { PackProblem } from "#functions/publish/pack-problem.ts";
import type { ExpectedDetermination } from "#functions/publish/test-file.ts";
import type { Path, YamlFile } from "#functions/publish/yaml-file.ts";

/** Names in an expectation that the programme or the dictionary does not have: such a test could never pass. */
export function unknownNames(
  yaml: YamlFile,
  { tier, check = [], reasons = [], missing = [] }: ExpectedDetermination,
  { definition, standard }: { readonly definition: Programme; readonly standard: Standard },
): PackProblem[] {
  const problems: PackProblem[] = [];
  const look = (name: string, path: Path, among: { readonly kind: string; readonly names: readonly string[] }) => {
    if (among.names.includes(name)) return;
    const hint = didYouMean(name, among.names) || `, expected one of ${among.names.join(", ") || "none"}`;
    problems.push(yaml.problem(path, `${name}: no such ${among.kind}${hint}`));
  };
  const ofLayer = (layer: "screening" | "verification") => ({
    kind: `${layer} condition of ${definition.id}`,
    names: definition.conditions.filter((each) => each.layer === layer).map(({ id }) => id),
  });
  const tiers = { kind: `tier of ${definition.id}`, names: (definition.amount.tiers ?? []).map(({ id }) => id) };
  if (typeof tier === "string") look(tier, ["tier"], tiers);
  for (const [index, id] of check.entries()) look(id, ["check", index], ofLayer("verification"));
  for (const [index, { condition }] of reasons.entries()) {
    look(condition, ["reasons", index, "condition"], ofLayer("screening"));
  }
  const parameters = standard.document.parameters.map(({ name }) => `parameter.${name}`);
  const missable = { kind: "fact or parameter", names: [...standard.facts.keys(), ...parameters, "household.area"] };
  for (const [index, name] of missing.entries()) {
    look(name.replace(/^person:[^.]+\./, "person."), ["missing", index], missable);
  }
  return problems;
}
