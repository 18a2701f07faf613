import type { StandardDocument } from "#eligibility/standard-document.ts";
import { celParameters } from "#test/functions/eligibility/cel/cel-household.ts";

/** The measured pack's parameters as hand-written code has them: money in fen. */
export interface PreparedParameters {
  readonly guarantee: number;
  readonly marginFactor: number;
  readonly careByGrade: readonly number[];
  readonly disabilityLiving: number;
  readonly childAllowance: number;
  readonly longevityAge: number;
  readonly longevityFrom80: number;
  readonly longevityFrom90: number;
  readonly longevityFrom100: number;
  readonly educationByStage: Readonly<Record<string, number>>;
  readonly medicalBrackets: readonly { readonly from: number; readonly to: number; readonly rate: number }[];
  readonly medicalDeductible: number;
  readonly medicalCap: number;
  readonly jobSubsidy: number;
  readonly hardship: number;
  readonly pensionContribution: number;
}

/** The parameters of an area on a day; prepared once for each county. */
export function preparedParameters(document: StandardDocument, on: string): (area: string) => PreparedParameters {
  const named = celParameters(document, on);
  const byCounty = new Map<string, PreparedParameters>();
  return (area) => {
    const county = area.slice(0, 6);
    let parameters = byCounty.get(county);
    if (!parameters) {
      parameters = prepare(named(area));
      byCounty.set(county, parameters);
    }
    return parameters;
  };
}

function prepare(named: Readonly<Record<string, number>>): PreparedParameters {
  const number = (name: string): number => {
    const value = named[name];
    if (value === undefined) throw new Error(`The measured pack has no parameter ${name}.`);
    return value;
  };
  const starts = [0, 1, 2].map((index) => number(`medicalAidRate[${index}].from`));
  const stages = [
    "none",
    "preschool",
    "primary",
    "junior-secondary",
    "senior-secondary",
    "vocational",
    "higher",
    "special",
  ];
  return {
    guarantee: number("minimumLivingGuarantee"),
    marginFactor: number("lowIncomeMarginFactor"),
    careByGrade: [0, 1, 2, 3, 4].map((grade) => number(`severeDisabilityCare[${grade}]`)),
    disabilityLiving: number("disabilityLiving"),
    childAllowance: number("childAllowance"),
    longevityAge: number("longevityAge"),
    longevityFrom80: number("longevityAllowance[80]"),
    longevityFrom90: number("longevityAllowance[90]"),
    longevityFrom100: number("longevityAllowance[100]"),
    educationByStage: Object.fromEntries(stages.map((stage) => [stage, number(`educationAid[${stage}]`)])),
    medicalBrackets: starts.map((from, index) => ({
      from,
      to: starts[index + 1] ?? Number.POSITIVE_INFINITY,
      rate: number(`medicalAidRate[${index}].rate`),
    })),
    medicalDeductible: number("medicalDeductible"),
    medicalCap: number("medicalCap"),
    jobSubsidy: number("jobSubsidy"),
    hardship: number("hardship"),
    pensionContribution: number("pensionContribution"),
  };
}
