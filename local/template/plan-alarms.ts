import * as z from "zod/mini";
import type { AlarmDefinition, MetricQuery } from "../metrics/alarm.ts";
import type { Planner } from "./plan.ts";
import { parseProperties } from "./resource-types.ts";

const text = z.string();
const number = z.number();
const dimensions = z._default(z.array(z.strictObject({ Name: text, Value: text })), []);
const statistic = z.enum(["Sum", "Maximum", "Minimum", "Average", "SampleCount"]);

const Alarm = z.strictObject({
  AlarmName: text,
  Namespace: z.optional(text),
  MetricName: z.optional(text),
  Dimensions: dimensions,
  Statistic: z.optional(statistic),
  Period: z.optional(number),
  Metrics: z.optional(
    z.array(
      z.strictObject({
        Id: text,
        Label: z.optional(text),
        Expression: z.optional(text),
        Period: z.optional(number),
        ReturnData: z.optional(z.boolean()),
        MetricStat: z.optional(
          z.strictObject({
            Metric: z.strictObject({ Namespace: text, MetricName: text, Dimensions: dimensions }),
            Period: number,
            Stat: statistic,
          }),
        ),
      }),
    ),
  ),
  Threshold: number,
  EvaluationPeriods: number,
  ComparisonOperator: z.enum([
    "GreaterThanThreshold",
    "GreaterThanOrEqualToThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
  ]),
  TreatMissingData: z._default(z.enum(["breaching", "notBreaching", "ignore", "missing"]), "missing"),
});

/** Alarms: what they look at, and when they ring. */
export const alarmPlanners: Readonly<Record<string, Planner>> = {
  "AWS::CloudWatch::Alarm"({ plan }, properties) {
    const alarm = parseProperties("AWS::CloudWatch::Alarm", Alarm, properties);
    plan.alarms.push({
      name: alarm.AlarmName,
      description: String(properties["AlarmDescription"] ?? ""),
      periodSeconds: periodOf(alarm),
      evaluationPeriods: alarm.EvaluationPeriods,
      threshold: alarm.Threshold,
      comparison: alarm.ComparisonOperator,
      missing: alarm.TreatMissingData,
      ...lookOf(alarm),
    });
  },
};

type Properties = z.output<typeof Alarm>;

function periodOf({ Period, Metrics = [] }: Properties): number {
  const periods = new Set(
    [Period, ...Metrics.map((each) => each.MetricStat?.Period)].filter((each) => each !== undefined),
  );
  const [only, ...others] = periods;
  if (only === undefined || others.length > 0) throw new Error("expected one period, the same for all metrics");
  return only;
}

function lookOf(alarm: Properties): Pick<AlarmDefinition, "metrics" | "expression"> {
  const { Namespace, MetricName, Dimensions, Statistic, Metrics } = alarm;
  if (Namespace !== undefined && MetricName !== undefined && Statistic !== undefined) {
    return { metrics: [queryOf("value", { Namespace, MetricName, Dimensions }, Statistic)], expression: "value" };
  }
  const stats = (Metrics ?? []).flatMap(({ Id, MetricStat }) =>
    MetricStat ? [queryOf(Id, MetricStat.Metric, MetricStat.Stat)] : [],
  );
  const [returned, ...others] = (Metrics ?? []).filter(({ ReturnData = true }) => ReturnData);
  if (!returned || others.length > 0) throw new Error("expected one metric, or metrics of which one is returned");
  return { metrics: stats, expression: returned.Expression ?? returned.Id };
}

function queryOf(
  id: string,
  {
    Namespace,
    MetricName,
    Dimensions,
  }: { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: string }[] },
  statistic: MetricQuery["statistic"],
): MetricQuery {
  return {
    id,
    namespace: Namespace,
    name: MetricName,
    dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
    statistic,
  };
}
