import { householdFacts } from "#eligibility/household-on-file.ts";
import { determinations, judge } from "#eligibility/judge.ts";
import type { Determination, HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Facts } from "#events/fact-value.ts";
import { zhejiang, zhejiangDocument } from "#test/standards/zhejiang.ts";

/** The first day on which every county has its second guarantee. */
export const judgedOn = "2022-07-01";

/** A village of Xihu, Hangzhou, and one of Haishu, Ningbo: the margin's factor is 2 in Hangzhou and 1.5 elsewhere. */
export const inHangzhou = "330106001001";
export const inNingbo = "330203001001";

export interface Family {
  /** Facts of each member, who are p-1, p-2 and so on. */
  readonly members: readonly Facts[];
  readonly facts?: Facts;
  readonly area?: string;
  readonly enrolled?: string[];
}

/** A family as the engine sees one; it lives in Ningbo and has no income beside its members' where nothing is said. */
export function family({ members, facts = { otherMonthlyIncome: 0 }, area = inNingbo, enrolled }: Family) {
  return householdFacts({
    household: "h-1",
    area,
    facts,
    members: members.map((each, index) => ({ person: `p-${index + 1}`, facts: each })),
    ...(enrolled ? { enrolled } : {}),
  });
}

/** One grown person with an income, in yuan a month. */
export function living(monthlyIncome: number, area = inNingbo): HouseholdFacts {
  return family({ members: [{ birthDate: "1980-01-01", monthlyIncome }], area });
}

export function judged(household: HouseholdFacts, on = judgedOn, standard: Standard = zhejiang()): Judgement {
  return judge(standard, household, on);
}

/** The same without watch points, which take the most time. */
export function determined(household: HouseholdFacts, on = judgedOn): Determination[] {
  return determinations(zhejiang(), household, on);
}

/** What a programme says of the household, or of one of its persons. */
export function determination({ results }: Judgement, programme: string, person?: string): Determination {
  const found = results.find((each) => each.programme === programme && each.person === person);
  if (!found) throw new Error(`Found no determination of ${programme} for ${person ?? "the household"}.`);
  return found;
}

export function verdictOf(judgement: Judgement, programme: string, person?: string) {
  return determination(judgement, programme, person).verdict;
}

/** The Zhejiang pack's document in which a parameter has other values: by area, by the date they hold from. */
export function documentWith(parameter: string, areas: Record<string, Record<string, number>>): StandardDocument {
  const document = zhejiangDocument();
  if (!document.parameters.some(({ name }) => name === parameter)) throw new Error(`Found no parameter ${parameter}.`);
  return {
    ...document,
    parameters: document.parameters.map((each) => (each.name === parameter ? { ...each, areas } : each)),
  };
}

/** The Zhejiang pack with one minimum living guarantee everywhere. */
export function withGuarantee(yuan: number): Standard {
  return compileStandard(documentWith("minimumLivingGuarantee", { "33": { "2021-12-31": yuan } }));
}
