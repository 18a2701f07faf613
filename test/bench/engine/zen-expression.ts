/*
 * The measured pack in the expression language of zen-engine: one expression for a household, since each call crosses
 * from JavaScript into native code. It reads `f` (the family as plain numbers) and `p` (parameters), money in fen.
 */

const near = "0.000001";
const inWork = (employment: string) => `${employment} in ["employed", "employed-part-time", "self-employed"]`;
const isCertified = "(#.disabilityGrade >= 1 and #.certificateUntil >= f.today)";
const isSevere = "#.disabilityGrade in [1, 2]";
const isUnattended = '(#.age < 18 and #.guardianship == "unattended")';
const isOrphan = '(#.guardianship == "orphan" and (#.age < 18 or (#.student and #.age < 23)))';

const bracket = (index: number, end: string) =>
  `p.rates[${index}] * max([0, min([#.medicalExpenseYear - p.medicalDeductible, ${end}]) - p.starts[${index}]])`;
const medicalAid = `min([${bracket(0, "p.starts[1]")} + ${bracket(1, "p.starts[2]")} + ${bracket(2, "1000000000000")}, p.medicalCap])`;
const rounded = (number: string, step: number) => `floor(${number} / ${step} + 0.500001) * ${step}`;

const yesNo = (condition: string, amount = "0") => `(${condition}) ? (${amount}) : -1`;

/** Gives `{ household: [amount …], persons: [[amount …] …] }` in the order of measured-programmes.ts. */
export const zenExpression = `
size = len(f.members);
incomePerPerson = (sum(map(f.members, #.monthlyIncome)) + f.otherMonthlyIncome) / size;
poor = incomePerPerson < p.guarantee - ${near} and startsWith(f.registeredArea, "33");
margin = not poor and incomePerPerson <= p.marginFactor * p.guarantee + ${near};
{
  household: [
    ${yesNo("poor", "(p.guarantee - incomePerPerson) * size")},
    ${yesNo("margin")},
    ${yesNo("poor")},
    ${yesNo("min(map(f.members, #.age)) >= 60 and size <= 2")},
    ${yesNo(
      `some(f.members, #.age >= 18 and #.age < 60 and #.employment == "unemployed") and len(filter(f.members, ${inWork("#.employment")})) == 0 and all(f.members, #.employment != "retired" or #.monthlyIncome < p.guarantee - ${near})`,
      'p.jobSubsidy * min([len(filter(f.members, #.employment == "unemployed")), 3])',
    )},
    ${yesNo(
      `len(filter(f.members, ${isCertified})) >= 1 and incomePerPerson < 2.5 * p.guarantee - ${near}`,
      `sum(map(filter(f.members, ${isCertified}), #.disabilityGrade <= 2 ? p.hardship : p.hardship / 2))`,
    )}
  ],
  persons: map(f.members, [
    ${yesNo(`(${isSevere} or (#.disabilityGrade == 3 and #.disabilityKind in ["intellectual", "mental"])) and #.certificateUntil >= f.today`, "p.careByGrade[#.disabilityGrade]")},
    ${yesNo(`${isCertified} and (poor or margin) and not ${isOrphan} and not ${isUnattended}`, rounded("p.disabilityLiving * p.guarantee", 100))},
    ${yesNo(isUnattended, "p.childAllowance")},
    ${yesNo(isOrphan, "p.childAllowance")},
    ${yesNo(
      'startsWith(f.registeredArea, "33") and #.age >= p.longevityAge',
      "#.age >= 100 ? p.longevityFrom100 : #.age >= 90 ? p.longevityFrom90 : p.longevityFrom80",
    )},
    ${yesNo(
      '#.student and #.stage in ["preschool", "senior-secondary", "vocational", "higher", "special"] and (poor or margin) and not ("education-aid" in #.enrolments)',
      "p.educationByStage[#.stage]",
    )},
    ${yesNo("(poor or margin) and #.medicalExpenseYear > p.medicalDeductible", medicalAid)},
    ${yesNo(
      `#.ageInMonths >= 192 and #.ageInMonths < 720 and not #.student and not (${inWork("#.employment")}) and #.employment != "retired" and (poor or (${isCertified} and #.disabilityGrade <= 2))`,
      rounded(`p.pensionContribution * (${isSevere} ? 1 : 0.5)`, 10),
    )}
  ])
}`;
