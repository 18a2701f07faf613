import { expect, test } from "vitest";
import { alarmState } from "#local/metrics/alarm.ts";
import { metricMath } from "#local/metrics/metric-math.ts";
import { metricStore } from "#local/metrics/metric-store.ts";

test.each([
  ["IF(changes > 1000, (households + persons) / changes, 0)", { changes: 2000, households: 1000, persons: 2000 }, 1.5],
  ["IF(changes > 1000, (households + persons) / changes, 0)", { changes: 1000, households: 1000, persons: 2000 }, 0],
  ["2 + 3 * 4 - 6 / 2", {}, 11],
  ["(2 + 3) * 4", {}, 20],
  ["(FILL(a, 0) + FILL(b, 0)) / 2", { a: 3, b: undefined }, 1.5],
  ["a / b", { a: 1, b: 0 }, undefined],
  ["a + 1", { a: undefined }, undefined],
  ["a >= 2", { a: 2 }, 1],
])("%s", (expression, values, result) => {
  expect(metricMath(expression, values)).toBe(result);
});

test.each(["SUM(METRICS())", "a +", "b", "a % 2", "IF(a > 1, 2)"])("%s is refused", (expression) => {
  expect(() => metricMath(expression, { a: 1 })).toThrow(expression);
});

test("an alarm rings when each of its last periods breaches, and only then", () => {
  let now = Date.parse("2022-07-04T01:00:00Z");
  const store = metricStore(() => new Date(now));
  const metric = { namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: "evaluate" } };
  const alarm = {
    ...{ name: "evaluate-failing", description: "", expression: "value", periodSeconds: 300, evaluationPeriods: 3 },
    ...({ threshold: 0, comparison: "GreaterThanThreshold", missing: "notBreaching" } as const),
    metrics: [{ ...metric, id: "value", statistic: "Sum" as const }],
  };
  const states = [];
  for (let minute = 0; minute < 30; minute += 1) {
    if (minute < 20 && minute % 2 === 0) store.record(metric, 1);
    states.push(alarmState(alarm, store, new Date(now)).state);
    now += 60_000;
  }
  expect(states.indexOf("ALARM")).toBe(10);
  expect(states.lastIndexOf("ALARM")).toBe(22);
});
