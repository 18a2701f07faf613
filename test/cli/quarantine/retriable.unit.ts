import { describe, expect, it } from "vitest";
import { eventAgain } from "#cli/quarantine/retriable.ts";
import type { ChangeQuarantined } from "#events/change-quarantined.ts";

const change = { person: "p-1", asOf: "2022-07-01", set: { monthlyIncome: 620.555 } };
const entry: ChangeQuarantined = {
  type: "change.quarantined",
  code: "wrong-value",
  source: "human-resources",
  event: "human-resources-17",
  sequence: 17,
  change: 2,
  problems: [{ field: "set.monthlyIncome", found: "number", expected: "yuan with at most two decimals" }],
  at: "2022-07-01T08:30:00.000Z",
  rejected: change,
};
const detailOf = (again: ReturnType<typeof eventAgain>): unknown =>
  JSON.parse("detail" in again ? again.detail : "null");

describe("a change that was set aside goes again", () => {
  it("under its own source, id and sequence, so that it is the same report", () => {
    const again = eventAgain(entry);
    expect(again).toMatchObject({ source: "human-resources" });
    expect(detailOf(again)).toEqual({ id: "human-resources-17", sequence: 17, changes: [change] });
  });

  it("as it was corrected", () => {
    const corrected = { ...change, set: { monthlyIncome: 620.55 } };
    expect(detailOf(eventAgain(entry, corrected))).toEqual({
      id: "human-resources-17",
      sequence: 17,
      changes: [corrected],
    });
  });

  it("as the whole event where that was wrong", () => {
    const { event: _event, sequence: _sequence, change: _change, ...whole } = entry;
    const detail = { id: "x", changes: [] };
    expect(detailOf(eventAgain({ ...whole, code: "malformed-event", rejected: detail }))).toEqual(detail);
  });
});

describe("a change that was set aside cannot go again", () => {
  const { rejected: _, ...withoutContent } = entry;
  const { sequence: __, ...withoutSequence } = entry;
  it.each<[string, ChangeQuarantined, string]>([
    ["when nobody sent it", { ...entry, code: "found-wrong" }, "the source sent nothing wrong"],
    ["without a source", { ...entry, source: "" }, "it has no source"],
    ["when it was too large to keep", withoutContent, "replay it from the bus's archive"],
    ["without its event's sequence", withoutSequence, "the source has to send it anew"],
  ])("%s", (_case, quarantined, reason) => {
    const again = eventAgain(quarantined);
    expect("en" in again ? again.en : "").toContain(reason);
    expect("zh" in again ? again.zh : "").toMatch(/\p{Script=Han}/u);
  });
});
