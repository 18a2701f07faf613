import type { Programme } from "#eligibility/standard-document.ts";
import type { QuantityTree } from "#eligibility/tree.ts";
import { type Checking, checkRule } from "./check-rules.ts";
import { checkQuantity } from "./expression/check-expression.ts";
import type { Place } from "./expression/scope.ts";
import type { ProgrammeEntry, TierEntry } from "./pack-schemas.ts";
import type { Path } from "./yaml-file.ts";

type Amount = Programme["amount"];
type Tier = NonNullable<Amount["tiers"]>[number];

/** Checks an amount: of money with a value or tiers of values, in kind with a text or tiers of texts, or none. */
export function checkAmount(checking: Checking, { of, amount }: ProgrammeEntry): Amount {
  const { per, text, tiers: entries } = amount;
  const place: Place = { of, layer: "screening", readsProgrammes: true };
  checkParts(checking, amount);
  const tiers = entries && checkTiers({ ...checking, place }, entries, isMoney(per));
  const value =
    tiers && isMoney(per) ? valueOfTiers(tiers) : checkValue({ ...checking, place }, amount.value, ["amount", "value"]);
  return {
    per,
    ...(value === undefined ? {} : { value }),
    ...(tiers === undefined ? {} : { tiers: tiers.map(({ tier }) => tier) }),
    ...(text === undefined ? {} : { text }),
  };
}

function isMoney(per: Amount["per"]): boolean {
  return per !== "kind" && per !== "none";
}

/** What an amount must have and what it must not, by how it is given. */
function checkParts({ yaml, problems }: Checking, { per, value, tiers, text }: ProgrammeEntry["amount"]): void {
  const report = (path: Path, message: string) => {
    problems.push(yaml.problem(path, message));
  };
  if (value !== undefined && tiers) {
    report(["amount", "value"], "amount.value: found a value beside tiers, expected one of them");
  }
  if (isMoney(per) && value === undefined && !tiers)
    report(["amount"], `amount: found none, expected value: an amount in yuan per ${per}`);
  if (!isMoney(per) && value !== undefined)
    report(["amount", "value"], `amount.value: found an amount per ${per}, expected none`);
  if (per === "kind" && !text && !tiers) report(["amount"], "amount: found none, expected text: what is given in kind");
  if (per === "none" && tiers)
    report(["amount", "tiers"], "amount.tiers: found tiers of an amount per none, expected none");
}

type CheckingAmount = Checking & { readonly place: Place };

interface CheckedTier {
  readonly tier: Tier;
  readonly value: QuantityTree | undefined;
}

function checkTiers(checking: CheckingAmount, tiers: readonly TierEntry[], ofMoney: boolean): CheckedTier[] {
  const ids = tiers.map(({ id }) => id);
  const report = (path: Path, message: string) => {
    checking.problems.push(checking.yaml.problem(path, message));
  };
  return tiers.map((entry, index) => {
    const path = ["amount", "tiers", index];
    if (ids.indexOf(entry.id) < index) report([...path, "id"], `${entry.id}: found again, expected each tier once`);
    const last = index === tiers.length - 1;
    if (!last && entry.when === undefined)
      report(
        path,
        `${entry.id}: found no when before the last tier, expected one: the tiers after it would never apply`,
      );
    if (last && entry.when !== undefined)
      report(
        [...path, "when"],
        `${entry.id}: found a condition of the last tier, expected none: it is for all the rest`,
      );
    if (ofMoney && entry.value === undefined) report(path, `${entry.id}: found no value, expected an amount in yuan`);
    if (!ofMoney && entry.value !== undefined)
      report([...path, "value"], `${entry.id}: found a value, expected none of what is given in kind`);
    return checkTier(checking, entry, { path, ofMoney });
  });
}

function checkTier(
  checking: CheckingAmount,
  { id, text, when: rule, value }: TierEntry,
  { path, ofMoney }: { readonly path: Path; readonly ofMoney: boolean },
): CheckedTier {
  const when = rule === undefined ? undefined : checkRule(checking, rule, [...path, "when"]);
  return {
    tier: { id, text, ...(when === undefined ? {} : { when }) },
    value: ofMoney ? checkValue(checking, value, [...path, "value"]) : undefined,
  };
}

/** The value of the first tier that applies. */
function valueOfTiers(tiers: readonly CheckedTier[]): QuantityTree | undefined {
  return tiers.reduceRight<QuantityTree | undefined>(
    (fails, { tier: { when }, value: holds }) => (when && holds && fails ? { op: "if", when, holds, fails } : holds),
    undefined,
  );
}

function checkValue(
  { yaml, names, problems, place }: CheckingAmount,
  value: string | undefined,
  path: Path,
): QuantityTree | undefined {
  if (value === undefined) return undefined;
  const checked = checkQuantity(value, names, { ...place, unit: "yuan" });
  for (const { at, message } of checked.problems) {
    problems.push({ file: yaml.path, ...yaml.positionIn(path, at), message });
  }
  return checked.tree;
}
