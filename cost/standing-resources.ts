import { rmSync } from "node:fs";
import { App } from "aws-cdk-lib";
import * as z from "zod/mini";
import { ProblemCode } from "#events/desk-api/problem-details.ts";
import { routes } from "#events/desk-api/routes.ts";
import { sourceContracts } from "#events/sources/contracts.ts";
import { type LogMessage, type LogName, logCatalogue } from "#functions/telemetry/log-catalogue.ts";
import { metricOfCode } from "#functions/telemetry/write-log.ts";
import { featureFlags } from "#infra/feature-flags.ts";
import { policiesFindPeople } from "#infra/policies-find-people.ts";
import type { Stage } from "#infra/stages.ts";

/** What a stage has that is billed by the month, whatever happens. */
export interface StandingResources {
  /** Metrics that alarms watch: an alarm is billed for each. */
  readonly alarmMetrics: number;
  readonly alarms: number;
  /** Metrics of its own; those of AWS's services cost nothing. */
  readonly metrics: number;
  readonly dashboards: number;
  readonly keys: number;
}

const Template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.optional(z.unknown()) })),
});
const Alarm = z.looseObject({
  Metrics: z.optional(z.array(z.looseObject({ MetricStat: z.optional(z.unknown()) }))),
});
const LambdaFunction = z.looseObject({ FunctionName: z.optional(z.string()) });

/** Which function writes what; one that a stage does not have has no metrics either. */
const writers: Readonly<Record<LogName, string>> = {
  "batch evaluated": "evaluate",
  "batch delivered": "deliver",
  "notices forwarded": "forward",
  "reminders put": "remind",
  "households watched": "watch",
  "cases counted": "count-cases",
  "sweep advanced": "sweep",
  "sweep failed": "sweep",
  "previews answered": "asked-previews",
  "outcomes reported": "report-outcomes",
  "request answered": "desk",
};

/** Synthesises the stage's own templates, without the functions' code, and counts. */
export function standingResources(stage: Stage): StandingResources {
  return countStanding(synthesise(stage), stage);
}

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: unknown;
}

/** What of a stage's resources is billed by the month. */
export function countStanding(resources: readonly TemplateResource[], stage: Stage): StandingResources {
  const of = (type: string) => resources.filter(({ Type }) => Type === type);
  const alarms = of("AWS::CloudWatch::Alarm");
  const functions = of("AWS::Lambda::Function").map(({ Properties }) => LambdaFunction.parse(Properties).FunctionName);
  return {
    alarms: alarms.length,
    alarmMetrics: alarms.reduce((sum, { Properties }) => sum + metricsOf(Alarm.parse(Properties)), 0),
    metrics: ownMetrics(stage, new Set(functions)).size,
    dashboards: of("AWS::CloudWatch::Dashboard").length,
    keys: of("AWS::KMS::Key").length,
  };
}

function synthesise(stage: Stage) {
  const context = { ...featureFlags, "aws:cdk:bundling-stacks": [] };
  const app = new App({ autoSynth: false, analyticsReporting: false, context });
  policiesFindPeople(app, stage);
  const { stacks, directory } = app.synth();
  const resources = stacks.flatMap(({ template }) => Object.values(Template.parse(template).Resources));
  rmSync(directory, { recursive: true });
  return resources;
}

/** One, or those that its expression is reckoned from. */
function metricsOf({ Metrics }: z.infer<typeof Alarm>): number {
  return Metrics === undefined ? 1 : Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length;
}

/** The codes of a tally that is a metric for each of them. */
function codesOf(tally: string, { webhooks }: Stage): readonly string[] {
  switch (tally) {
    case "sources":
    case "quarantinedSources":
      return [...new Set(sourceContracts.flatMap(({ reportsAs }) => reportsAs ?? []))];
    case "taken":
    case "notTaken":
      return webhooks.map(({ name }) => name);
    case "routes":
      return [...Object.keys(routes), "none"];
    case "problems":
      return ProblemCode.options;
    case "glass":
      return ["broken", "refused"];
    default:
      throw new Error(`cost: nobody has said what codes the tally ${tally} has, each a metric that is billed`);
  }
}

/** The metrics that the stage's functions measure in their log lines, each with the function's name before it. */
export function ownMetrics(stage: Stage, functions: ReadonlySet<string | undefined>): ReadonlySet<string> {
  const messages: readonly (readonly [string, LogMessage])[] = Object.entries(logCatalogue);
  const writerOf = new Map(Object.entries(writers));
  const names = messages
    .map(([name, message]) => ({ ...message, writer: writerOf.get(name) }))
    .filter(({ writer }) => functions.has(writer))
    .flatMap(({ metrics, tallies, writer }) =>
      metrics
        .flatMap((metric) =>
          tallies.includes(metric) ? codesOf(metric, stage).map((code) => metricOfCode(metric, code)) : [metric],
        )
        .map((metric) => `${writer} ${metric}`),
    );
  return new Set(names);
}
