import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomeGroups } from "#desk/case/outcome-groups.ts";
import { doorsOf } from "#desk/pages/doors.ts";
import { linkTo, placeOf } from "#desk/place.ts";
import { formatsOf } from "#desk/words/formats.ts";
import { OutcomeCode, Urgency } from "#events/case-vocabulary.ts";
import { caseDetail } from "./case-builders.ts";

const listed = fc
  .array(
    fc.record({
      household: fc.constantFrom("h-1", "h-2", "h-3"),
      urgency: fc.constantFrom(...Urgency.options),
      stake: fc.integer({ min: 0, max: 3 }),
      day: fc.integer({ min: 10, max: 28 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ household, urgency, stake, day }, index) =>
      caseDetail({
        notice: `n-${index}`,
        household,
        urgency,
        stake,
        window: { earliest: "2022-07-01", due: `2022-07-${day}`, latest: "2022-07-30" },
      }),
    ),
  );

describe("today's list", () => {
  it("has each household once with all of its cases, the most urgent first at each door and among doors", () => {
    fc.assert(
      fc.property(listed, (cases) => {
        const doors = doorsOf(cases);
        expect(doors.flat().length).toBe(cases.length);
        expect(new Set(doors.map(([first]) => first?.household)).size).toBe(doors.length);
        for (const door of doors) expect(new Set(door.map(({ household }) => household)).size).toBe(1);
        const ranks = (of: readonly { readonly urgency: Urgency }[]) =>
          of.map(({ urgency }) => Urgency.options.indexOf(urgency));
        const inOrder = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
        for (const door of doors) expect(ranks(door)).toEqual(inOrder(ranks(door)));
        const firsts = doors.flatMap(([first]) => first ?? []);
        expect(ranks(firsts)).toEqual(inOrder(ranks(firsts)));
      }),
    );
  });

  it("does not depend on the order in which pages were read", () => {
    fc.assert(
      fc.property(listed, (cases) => {
        expect(doorsOf([...cases].reverse())).toEqual(doorsOf(cases));
      }),
    );
  });
});

describe("outcomes to choose from", () => {
  it("are all nineteen, each once", () => {
    const told = outcomeGroups(OutcomeCode.options).flatMap(([, codes]) => codes);
    expect([...told].sort()).toEqual([...OutcomeCode.options].sort());
    expect(told.length).toBe(19);
  });
});

describe("a place in the page", () => {
  it("is found again by its link, whatever stands in it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 })),
        fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
        (path, query) => {
          const place = placeOf(linkTo(path, query));
          expect(place.path).toEqual(path);
          expect(Object.fromEntries(place.query)).toEqual({ ...query });
        },
      ),
    );
  });
});

describe("money and days", () => {
  it("show fen only where there are any, and days as in Zhejiang wherever the phone is", () => {
    expect(formatsOf("zh").money(963)).toBe("¥963");
    expect(formatsOf("en").money(1438.5)).toBe("¥1,438.50");
    expect(formatsOf("en").dayOf("2022-06-30T16:30:00.000Z")).toBe("Fri 1 Jul");
    expect(formatsOf("zh").moment("2022-06-30T16:30:00.000Z")).toBe("7月1日 00:30");
  });
});
