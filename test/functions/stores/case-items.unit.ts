import { describe, expect, it } from "vitest";
import { isOpen } from "#outreach/case.ts";
import { caseItem, fromCaseItem, type KeptWithCase, rowOf, storedEntryOf } from "#stores/case-items.ts";
import { caseOf, noticeOf, programmeOf } from "#test/functions/outreach/cases.ts";

const kept: KeptWithCase = {
  version: 1,
  newest: { number: 1, at: "2022-07-04T01:00:00.000Z", event: { kind: "raised", noticeRevision: 1 } },
  unreported: undefined,
};
const oneThing = caseOf(
  noticeOf({
    programmes: [
      programmeOf("minimum-living-guarantee", {
        reasons: ["income-below-standard", "not-all-destitute"],
        check: ["registered-in-zhejiang", "assets-within-limit", "no-vehicle", "one-home", "no-commercial-property"],
      }),
      programmeOf("housing-assistance", { verdict: "unknown", missing: ["household.housing"] }),
      programmeOf("free-electricity", { per: "kind", check: ["meter-matched"] }),
      programmeOf("utility-relief", { per: "kind", reasons: ["follows-electricity"] }),
    ],
  }),
);

describe("a case's item", () => {
  it("gives the case and its newest entry back", () => {
    const item = caseItem(oneThing, kept);
    expect(fromCaseItem(item)).toEqual(oneThing);
    const { content: _content, ...row } = oneThing;
    expect(rowOf(item)).toEqual(row);
    expect(storedEntryOf(item)).toEqual(kept.newest);
  });

  it("of a bundle of four programmes is written for one unit, and stands in a list for few bytes", () => {
    const item = caseItem(oneThing, kept);
    const bytes = Object.entries(item).reduce(
      (sum, [name, { S: text = "", B: packed, N: number = "" }]) =>
        sum + name.length + (packed?.length ?? text.length + number.length),
      0,
    );
    expect(isOpen(oneThing)).toBe(true);
    expect(bytes).toBeLessThan(700);
    expect(item["row"]?.B?.length).toBeLessThan(200);
  });

  it("that was stored as text, before it was packed, is read all the same", () => {
    const { content, ...row } = oneThing;
    const item = {
      ...caseItem(oneThing, kept),
      row: { S: JSON.stringify(row) },
      content: { S: JSON.stringify(content) },
      entry: { S: JSON.stringify(kept.newest) },
    };
    expect(fromCaseItem(item)).toEqual(oneThing);
    expect(storedEntryOf(item)).toEqual(kept.newest);
  });
});
