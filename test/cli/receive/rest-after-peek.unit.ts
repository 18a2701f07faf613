import fc from "fast-check";
import { expect, test } from "vitest";
import { canPeek, restAfterPeek } from "#cli/receive/rest-after-peek.ts";

const fourteenDays = 14 * 24 * 60 * 60;

/** Receipts of a message in all its life, if people peek again the moment they can, having begun after so many. */
function receiptsByPeeks(limits: { maxReceiveCount: number; retention: number }, before: number, from: number): number {
  let receipts = before;
  for (let now = from; now < limits.retention && receipts <= limits.maxReceiveCount; ) {
    receipts += 1;
    now += restAfterPeek(receipts, limits) || 0.000_001;
  }
  return receipts;
}

test("a queue of 1,000 receipts takes 499 peeks at any pace, then one in 81 minutes", () => {
  const county = { maxReceiveCount: 1000, retention: fourteenDays };
  expect(canPeek(county)).toBe(true);
  expect([1, 499, 500, 999].map((receipts) => restAfterPeek(receipts, county))).toEqual([0, 0, 4839, 4839]);
});

test("where no dead letters are, a message never rests", () => {
  expect(restAfterPeek(5000, { retention: fourteenDays })).toBe(0);
  expect(canPeek({ retention: fourteenDays })).toBe(true);
});

test("a queue of 5 receipts cannot be peeked into", () => {
  expect(canPeek({ maxReceiveCount: 5, retention: fourteenDays })).toBe(false);
});

test("peeks alone never come near the dead-letter queue, however often and from when", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 1000 }),
      fc.integer({ min: 60, max: fourteenDays }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (maxReceiveCount, retention, start) => {
        const limits = { maxReceiveCount, retention };
        fc.pre(canPeek(limits));
        expect(receiptsByPeeks(limits, 0, start * retention)).toBeLessThanOrEqual((3 * maxReceiveCount) / 4);
      },
    ),
  );
});
