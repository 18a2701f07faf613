import { describe, expect, it } from "vitest";
import { compileStandard } from "#eligibility/standard.ts";
import type { PreviewRequest } from "#events/desk-api/previews.ts";
import { draftOf } from "#preview/asked-preview.ts";
import { judgedOn } from "#test/functions/eligibility/families.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

const guarantee = "minimumLivingGuarantee";

function asked(area: string, value: number, parameter = guarantee): PreviewRequest {
  return { area: "33", on: "2022-07-15", parameters: [{ parameter, area, value }] };
}

/** The guarantee in an area on a day, in yuan. */
function guaranteeIn(request: PreviewRequest, area: string, day: number): number {
  const { parametersOf, document } = compileStandard(draftOf(zhejiangDocument(), request));
  const place = document.parameters.findIndex(({ name }) => name === guarantee);
  return (parametersOf(area).valuesOn(day)[place] ?? Number.NaN) / 100;
}

const day = (date: string) => Date.parse(date) / 86_400_000;

describe("a standard as an officer asks about it", () => {
  it("has the value from the day asked about, in the area and in all that have values of their own within it", () => {
    for (const area of ["330106001001", "330203", "331181"]) {
      expect(guaranteeIn(asked("33", 1234), area, day("2022-07-15"))).toBe(1234);
    }
    expect(guaranteeIn(asked("3301", 1234), "330106", day("2022-07-15"))).toBe(1234);
    expect(guaranteeIn(asked("3301", 1234), "330106", day("2022-07-14"))).toBe(1029);
    expect(guaranteeIn(asked("3301", 1234), "330203", day(judgedOn))).toBe(1045);
    expect(guaranteeIn(asked("330106", 1234), "330108", day("2022-07-15"))).toBe(1051);
  });

  it.each([
    ["a parameter", asked("33", 1, "guarantee"), "guarantee: found no such parameter in zhejiang"],
    ["an area", asked("11", 1), "11: found no such area in zhejiang"],
  ])("is none where %s is not the standard's", (_, request, message) => {
    expect(() => draftOf(zhejiangDocument(), request)).toThrow(message);
  });
});
