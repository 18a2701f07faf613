import fc from "fast-check";
import { membershipFact, type SubjectFacts } from "#household/fold.ts";
import { mergeRegister, type Register, voided } from "#household/register.ts";

// Few persons, households and moments, so that reports meet, contradict and overtake each other.
const person = fc.constantFrom("p-1", "p-2", "p-3");
const household = fc.constantFrom("h-1", "h-2", "h-3");
const stamp = fc.record({
  asOf: fc.integer({ min: 0, max: 4 }),
  sequence: fc.integer({ min: 0, max: 2 }),
  origin: fc.constantFrom("a", "b", "c"),
});

/** What a change says of a fact, or, now and then, that a report is taken back, or taken back for another. */
function register(value: fc.Arbitrary<string | number | null>): fc.Arbitrary<Register> {
  const report = fc.record({ value, stamp });
  return fc.oneof(
    { weight: 6, arbitrary: report },
    { weight: 1, arbitrary: stamp.map(voided) },
    { weight: 1, arbitrary: fc.tuple(report, stamp).map(([each, wrong]) => mergeRegister(each, voided(wrong))) },
  );
}

const incomeReport = fc
  .record({ subject: person, income: register(fc.constantFrom(0, 620, 2100, null)) })
  .map(({ subject, income }): SubjectFacts => ({ of: "person", subject, registers: { monthlyIncome: income } }));
const membershipReport = fc
  .record({ subject: person, home: register(fc.oneof({ weight: 5, arbitrary: household }, fc.constant(null))) })
  .map(({ subject, home }): SubjectFacts => ({ of: "person", subject, registers: { [membershipFact]: home } }));
const areaReport = fc
  .record({ subject: household, area: register(fc.constantFrom("330106001001", "330203002001")) })
  .map(({ subject, area }): SubjectFacts => ({ of: "household", subject, registers: { area } }));

/** What source systems may report, in any order. */
export const report: fc.Arbitrary<SubjectFacts> = fc.oneof(incomeReport, membershipReport, areaReport);
