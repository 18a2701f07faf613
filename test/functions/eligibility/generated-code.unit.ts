import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bounds } from "#eligibility/arithmetic.ts";
import { assess } from "#eligibility/assess.ts";
import { boundsOf } from "#eligibility/bounds.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { outcomeOf, tracedConditions } from "#eligibility/programme-code.ts";
import type { Subject } from "#eligibility/situation.ts";
import { type CompiledProgramme, compileStandard } from "#eligibility/standard.ts";
import { truthOf } from "#eligibility/truth.ts";
import { date, documentOf, household, programme, sometimes } from "./random-standard.ts";
import { quantityTree, truthTree } from "./random-trees.ts";

const outcomes = [false, true, undefined];

/** How a programme came out, and each of its conditions: what is unknown has more than one number in the code. */
function came(subject: Subject | undefined, programme: CompiledProgramme | undefined) {
  const code = subject?.results[programme?.place ?? -1];
  return { outcome: outcomeOf(code), traced: tracedConditions(code, programme?.screening ?? []) };
}

/** Generated code gives a number that is known; where it gives NaN, bounds are asked, which may still decide. */
function expectAmount(generated: number, bounds: Bounds): void {
  // Adding nought makes nought of minus nought, which is the same amount.
  if (!Number.isNaN(generated)) expect([generated + 0, generated + 0]).toEqual(bounds.map((bound) => bound + 0));
}

describe("generated code", () => {
  it("says of every condition and number what the interpreter says, whatever is known", () => {
    const cases = fc.record({
      ofHousehold: truthTree(3, []),
      ofPerson: truthTree(3, [0]),
      amount: quantityTree(2, [0]),
      limit: sometimes(fc.integer({ min: 0, max: 30 })),
      household,
    });
    fc.assert(
      fc.property(cases, ({ ofHousehold, ofPerson, amount, limit, household: of }) => {
        const first = programme("first", "household", { op: "boolean", value: true });
        // What stands for the verdict of another programme must not be the programme itself.
        const document = documentOf(
          [first, programme("a", "household", ofHousehold), programme("b", "person", ofPerson, amount)],
          limit,
        );
        const standard = compileStandard(document, 0);
        const [, a, b] = standard.programmes;
        const generated = assess(standard, of, "2022-07-01");
        const interpreted = assess(compileStandard(document, 1), of, "2022-07-01");
        const code = (subject: Subject | undefined, at = a) => subject?.results[at?.place ?? -1];
        expect(outcomes[outcomeOf(code(generated))]).toBe(truthOf({ assessment: interpreted, slots: [] }, ofHousehold));
        expect(came(generated, a)).toEqual(came(interpreted, a));
        for (const [index, person] of interpreted.members.entries()) {
          const asPerson = { assessment: interpreted, slots: [person] };
          const truth = truthOf(asPerson, ofPerson);
          const same = generated.members[index];
          expect(outcomes[outcomeOf(code(same, b))]).toBe(truth);
          expect(came(same, b)).toEqual(came(person, b));
          if (truth === true) {
            expectAmount(same?.results[b?.amountPlace ?? -1] ?? Number.NaN, boundsOf(asPerson, amount));
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("never says yes or no where filling in what is missing could say the opposite", () => {
    const filled = fc.record({
      birthDate: date,
      since: date,
      score: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom("a", "b"),
      able: fc.boolean(),
    });
    const cases = fc.record({
      condition: truthTree(3, []),
      household,
      filled: fc.array(filled, { minLength: 3, maxLength: 3 }),
      income: fc.integer({ min: 0, max: 30 }),
      list: fc.subarray(["a", "b"]),
      limit: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(cases, ({ condition, household: partly, filled: more, income, list, limit }) => {
        const standard = compileStandard(
          documentOf(
            [programme("first", "household", { op: "boolean", value: true }), programme("a", "household", condition)],
            limit,
          ),
          0,
        );
        const place = standard.programmes[1]?.place ?? -1;
        const whole: HouseholdFacts = {
          ...partly,
          facts: { income, list, ...partly.facts },
          members: partly.members.map((each, index) => ({
            ...each,
            // A fact with a value while unreported is known already.
            facts: { ...more[index], since: "2020-02-29", ...each.facts },
          })),
        };
        const said = outcomeOf(assess(standard, partly, "2022-07-01").results[place]);
        const truth = outcomeOf(assess(standard, whole, "2022-07-01").results[place]);
        if (said !== 2 && truth !== 2) expect(said).toBe(truth);
      }),
      { numRuns: 3000 },
    );
  });
});
