import { expect, test } from "vitest";
import { reportedIn, withReported } from "./household-row.ts";

const reported = (asOf: string, sequence: number, monthlyIncome: number) =>
  reportedIn({ person: "p-1", asOf, set: { monthlyIncome } }, sequence, "Asia/Shanghai", "2022-07-01");

test("the textbook's row keeps of each fact what was reported for the later day, then the later report, in any order", () => {
  const [old, later, last] = [reported("2022-05-01", 9, 1), reported("2022-06-01", 1, 2), reported("2022-06-01", 2, 3)];
  for (const order of [
    [old, later, last],
    [last, later, old],
    [later, last, old],
  ]) {
    expect(order.reduce(withReported, {})["monthlyIncome"]?.value).toBe(3);
  }
});

test("the textbook's row knows a fact no longer once the family's authorisation is over", () => {
  const change = { household: "h-1", asOf: "2022-06-01", set: { savings: 5 } };
  const until = (day: string) => ({ ...change, authorisation: { id: "a", until: day } });
  expect(reportedIn(until("2022-07-01"), 1, "Asia/Shanghai", "2022-07-01")["savings"]?.value).toBe(5);
  expect(reportedIn(until("2022-06-30"), 1, "Asia/Shanghai", "2022-07-01")["savings"]?.value).toBeUndefined();
});
