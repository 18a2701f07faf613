/*
 * The measured pack as rules of json-rules-engine. It can neither look through a family's members nor count: `f` facts of
 * the household and of each person are prepared by the host, and so are amounts. One run for the household, one for each
 * member.
 */

interface Test {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
}
type Conditions =
  | Test
  | { readonly all: readonly Conditions[] }
  | { readonly any: readonly Conditions[] }
  | { readonly not: Conditions };

/** A rule as json-rules-engine takes it; the event's type is the programme. */
export interface JsonRule {
  readonly conditions: { readonly all: readonly Conditions[] };
  readonly event: { readonly type: string };
  readonly priority?: number;
}

const test = (fact: string, operator: string, value: unknown): Test => ({ fact, operator, value });
const is = (fact: string, value: unknown = true): Test => test(fact, "equal", value);
const other = (fact: string) => ({ fact });

const rule = (type: string, all: readonly Conditions[], priority = 1): JsonRule => ({
  conditions: { all },
  event: { type },
  priority,
});

export const householdRules: readonly JsonRule[] = [
  rule("minimum-living-guarantee", [test("income", "lessThan", other("limit")), is("registered")], 20),
  rule("low-income-margin", [is("poor", false), test("income", "lessThanInclusive", other("marginLimit"))], 10),
  rule("free-electricity", [is("poor")]),
  rule("elders-alone", [test("youngest", "greaterThanInclusive", 60), test("size", "lessThanInclusive", 2)]),
  rule("zero-employment-family", [is("seeksWork"), is("workers", 0), is("othersCannot")]),
  rule("family-hardship-allowance", [
    test("certifiedMembers", "greaterThanInclusive", 1),
    test("income", "lessThan", other("hardshipLimit")),
  ]),
];

const child = test("age", "lessThan", 18);
const certificateValid = test("certificateUntil", "greaterThanInclusive", other("today"));
const certified = { all: [test("disabilityGrade", "greaterThanInclusive", 1), certificateValid] };
const lowIncome = { any: [is("poor"), is("margin")] };

export const personRules: readonly JsonRule[] = [
  rule("severe-disability-care", [
    {
      any: [
        test("disabilityGrade", "in", [1, 2]),
        { all: [is("disabilityGrade", 3), test("disabilityKind", "in", ["intellectual", "mental"])] },
      ],
    },
    certificateValid,
  ]),
  rule("unattended-children", [child, is("guardianship", "unattended")], 20),
  rule(
    "orphan-allowance",
    [is("guardianship", "orphan"), { any: [child, { all: [is("student"), test("age", "lessThan", 23)] }] }],
    20,
  ),
  rule("disability-living-subsidy", [certified, lowIncome, is("orphan", false), is("unattended", false)]),
  rule("longevity-allowance", [test("age", "greaterThanInclusive", other("longevityAge")), is("registered")]),
  rule("education-aid", [
    is("student"),
    test("stage", "in", ["preschool", "senior-secondary", "vocational", "higher", "special"]),
    lowIncome,
    test("enrolments", "doesNotContain", "education-aid"),
  ]),
  rule("medical-aid", [lowIncome, test("medicalExpenseYear", "greaterThan", other("medicalDeductible"))]),
  rule("pension-contribution", [
    test("ageInMonths", "greaterThanInclusive", 192),
    test("ageInMonths", "lessThan", 720),
    is("student", false),
    test("employment", "notIn", ["employed", "employed-part-time", "self-employed", "retired"]),
    { any: [is("poor"), { all: [certified, test("disabilityGrade", "lessThanInclusive", 2)] }] },
  ]),
];

/** Facts that a programme's yes makes true for the rules after it. */
export const factsOfEvents: Readonly<Record<string, string>> = {
  "minimum-living-guarantee": "poor",
  "low-income-margin": "margin",
  "unattended-children": "unattended",
  "orphan-allowance": "orphan",
};
