import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFor, officeMessage } from "#outreach/office-message.ts";
import { restAfter } from "#outreach/signed-webhook.ts";
import { noticeOf } from "./cases.ts";

describe("what an office system is told", () => {
  const subscription = { area: "3304", takes: new Set(["notices" as const]), roles: new Set(["assistance-worker"]) };
  const told = (area: string, role: string) => {
    const message = officeMessage(noticeOf({ area, role }));
    return message !== undefined && isFor(subscription, message);
  };

  it("is of its area and of the roles it lists, and nothing else", () => {
    expect(told("330424001001", "assistance-worker")).toBe(true);
    expect(told("330424001001", "child-director")).toBe(false);
    expect(told("330106001001", "assistance-worker")).toBe(false);
  });

  it("is under an identifier of the notice and its revision, the same however often it is sent", () => {
    const notice = noticeOf({ notice: "n-1", revision: 3 });
    expect(officeMessage(notice)).toEqual(officeMessage(structuredClone(notice)));
    expect(officeMessage(notice)?.id).toBe("n-1.3");
    expect(officeMessage(noticeOf({ notice: "n-1", revision: 4 }))?.id).not.toBe("n-1.3");
  });

  it("is never what is no notice, nor a notice with a field more, such as a name", () => {
    expect(officeMessage({ type: "something else" })).toBeUndefined();
    expect(officeMessage({ ...noticeOf(), name: "王小明" })).toBeUndefined();
  });
});

it("what is not taken rests longer each time, an hour at most, and is tried for three days and no week", () => {
  fc.assert(
    fc.property(fc.nat({ max: 2000 }), (tries) => {
      expect(restAfter(tries)).toBeGreaterThanOrEqual(30);
      expect(restAfter(tries + 1)).toBeGreaterThanOrEqual(restAfter(tries));
      expect(restAfter(tries)).toBeLessThanOrEqual(3600);
    }),
  );
  const seconds = Array.from({ length: 80 }, (_, tries) => restAfter(tries + 1)).reduce((sum, each) => sum + each, 0);
  expect(seconds / 86_400).toBeGreaterThan(3);
  expect(seconds / 86_400).toBeLessThan(7);
});
