import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { householdChanged } from "#events/household-changed.ts";
import { type MajorVersion, readableMajors, readDetail } from "#events/major-versions.ts";
import { contractOf } from "#events/sources/contracts.ts";
import { problemsOfReport } from "#events/sources/report-schema.ts";

// A next major as it might come: what a change says lies in `facts`, null for what is withdrawn, from `from`.
const ChangeOfV2 = z.looseObject({ from: z.unknown(), facts: z.record(z.string(), z.unknown()) });
const DetailOfV2 = z.looseObject({ changes: z.array(z.unknown()) });

const v2: MajorVersion = {
  detailType: "household.changed.v2",
  inCurrentWords(detail) {
    const parsed = DetailOfV2.safeParse(detail);
    return parsed.success ? { ...parsed.data, changes: parsed.data.changes.map(changeInCurrentWords) } : detail;
  },
};

function changeInCurrentWords(change: unknown): unknown {
  const parsed = ChangeOfV2.safeParse(change);
  if (!parsed.success) return change;
  const { from, facts, ...rest } = parsed.data;
  const reported = Object.entries(facts);
  return {
    ...rest,
    asOf: from,
    set: Object.fromEntries(reported.filter(([, value]) => value !== null)),
    unset: reported.filter(([, value]) => value === null).map(([name]) => name),
  };
}

const bothMajors = [...readableMajors, v2];
const inV1 = {
  id: "e-1",
  sequence: 1,
  changes: [{ person: "p-1", asOf: "2022-07-01", set: { medicalExpenseYear: 100 }, unset: ["basicMedicalInsurance"] }],
};
const inV2 = {
  id: "e-1",
  sequence: 1,
  changes: [{ person: "p-1", from: "2022-07-01", facts: { medicalExpenseYear: 100, basicMedicalInsurance: null } }],
};

describe("major versions", () => {
  it("are at most two at once, the current one among them", () => {
    expect(readableMajors.map(({ detailType }) => detailType)).toContain(householdChanged);
    expect(readableMajors.length).toBeLessThanOrEqual(2);
  });

  it("are read side by side, and say the same afterwards", () => {
    expect(readDetail("household.changed.v1", inV1, bothMajors)).toEqual({ detail: inV1 });
    expect(readDetail("household.changed.v2", inV2, bothMajors)).toEqual({ detail: inV1 });
  });

  it("hold each to the same contract, change by change", () => {
    const contract = contractOf("medical-security");
    if (!contract) throw new Error("no contract");
    const broken = { ...inV2, changes: [{ person: "p-1", from: "2022-07-01" }, ...inV2.changes] };
    const { detail } = readDetail("household.changed.v2", broken, bothMajors);
    expect(problemsOfReport(contract, detail).map(({ field }) => field)).toEqual([
      "changes[0].asOf",
      "changes[0].from",
    ]);
  });

  it("of another number are not read", () => {
    expect(readDetail("household.changed.v3", inV1, bothMajors).problem).toEqual({
      field: "detail-type",
      found: "text",
      expected: "household.changed.v1 or household.changed.v2",
    });
  });
});
