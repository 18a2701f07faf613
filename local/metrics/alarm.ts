import { metricMath } from "./metric-math.ts";
import { type MetricName, type MetricStore, minuteOf, type Statistic } from "./metric-store.ts";

export interface MetricQuery extends MetricName {
  readonly id: string;
  readonly statistic: Statistic;
}

/** An alarm as the template declares it. */
export interface AlarmDefinition {
  readonly name: string;
  readonly description: string;
  readonly metrics: readonly MetricQuery[];
  /** Metric math over the metrics' ids. */
  readonly expression: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly threshold: number;
  readonly comparison:
    | "GreaterThanThreshold"
    | "GreaterThanOrEqualToThreshold"
    | "LessThanThreshold"
    | "LessThanOrEqualToThreshold";
  readonly missing: "breaching" | "notBreaching" | "ignore" | "missing";
}

/** An alarm at a moment. */
export interface AlarmState {
  readonly name: string;
  readonly state: "OK" | "ALARM" | "INSUFFICIENT_DATA";
  /** What was measured in each period looked at, the newest first; null where nothing was. */
  readonly values: readonly (number | null)[];
}

/**
 * The state an alarm would be in: it rings when each of its last periods breaches the threshold. The newest period ends
 * with the minute under way, as where CloudWatch looks every minute.
 */
export function alarmState(alarm: AlarmDefinition, store: MetricStore, now: Date): AlarmState {
  const end = minuteOf(now) + 1;
  const minutes = Math.ceil(alarm.periodSeconds / 60);
  const values = Array.from({ length: alarm.evaluationPeriods }, (_, index) =>
    valueIn(alarm, store, { from: end - (index + 1) * minutes, to: end - index * minutes }),
  );
  const { name } = alarm;
  const shown = values.map((value) => value ?? null);
  if (alarm.missing === "missing" && values.every((value) => value === undefined)) {
    return { name, state: "INSUFFICIENT_DATA", values: shown };
  }
  const breaching = values.every((value) =>
    value === undefined ? alarm.missing === "breaching" : breaches(alarm, value),
  );
  return { name, state: breaching ? "ALARM" : "OK", values: shown };
}

function valueIn(
  { metrics, expression }: AlarmDefinition,
  store: MetricStore,
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  const values = metrics.map((query) => [query.id, store.statistic(query, query.statistic, from, to)] as const);
  return metricMath(expression, Object.fromEntries(values));
}

function breaches({ comparison, threshold }: AlarmDefinition, value: number): boolean {
  switch (comparison) {
    case "GreaterThanThreshold":
      return value > threshold;
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "LessThanThreshold":
      return value < threshold;
    case "LessThanOrEqualToThreshold":
      return value <= threshold;
  }
}
