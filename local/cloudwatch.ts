import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { arnOf } from "./account.ts";
import { type ApiReply, notCovered, ServiceError } from "./api-reply.ts";
import type { AlarmDefinition, AlarmState } from "./metrics/alarm.ts";

const DescribeAlarms = z.strictObject({
  AlarmNames: z.optional(z.array(z.string())),
  AlarmNamePrefix: z.optional(z.string()),
  StateValue: z.optional(z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"])),
});

/** CloudWatch, as far as looking at alarms goes. */
export function cloudWatch(
  definitions: readonly AlarmDefinition[],
  alarms: () => readonly AlarmState[],
): (action: string, body: string) => ApiReply {
  return (action, body) => {
    if (action !== "DescribeAlarms") throw notCovered("cloudwatch", action, ["DescribeAlarms"]);
    const input: unknown = JSON.parse(body);
    const parsed = DescribeAlarms.safeParse(input);
    if (!parsed.success) {
      const problems = problemsOf(parsed.error, input).map(problemInWords).join("; ");
      throw new ServiceError("ValidationError", `${action}: wrong, or not covered: ${problems}`);
    }
    const { AlarmNames, AlarmNamePrefix = "", StateValue } = parsed.data;
    const states = alarms();
    const MetricAlarms = definitions.flatMap(({ name, description, threshold, evaluationPeriods, periodSeconds }) => {
      const now = states.find((each) => each.name === name);
      const wanted =
        now &&
        (AlarmNames?.includes(name) ?? true) &&
        name.startsWith(AlarmNamePrefix) &&
        (StateValue === undefined || StateValue === now.state);
      if (!wanted) return [];
      return {
        ...{ AlarmName: name, AlarmArn: arnOf("cloudwatch", `alarm:${name}`), AlarmDescription: description },
        ...{ StateValue: now.state, StateReason: `measured, the newest period first: ${JSON.stringify(now.values)}` },
        ...{ Threshold: threshold, EvaluationPeriods: evaluationPeriods, Period: periodSeconds },
      };
    });
    return { status: 200, contentType: "application/x-amz-json-1.0", body: JSON.stringify({ MetricAlarms }) };
  };
}
