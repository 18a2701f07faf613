import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type LogMessage, logCatalogue } from "#functions/telemetry/log-catalogue.ts";
import { metricsNamespace } from "#functions/telemetry/write-log.ts";
import { runbooks } from "#infra/operations/runbooks.ts";
import { named, ofType, type SynthesisedResource, stageNamed, synthesise } from "./synthesised.ts";

const prod = synthesise(stageNamed("prod"));
const alarms = ofType(prod, "AWS::CloudWatch::Alarm");
const nameOf = ({ Properties }: SynthesisedResource) => String(Properties["AlarmName"]);
const folder = new URL("../../docs/runbooks/", import.meta.url);
const written = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md");

describe("every alarm", () => {
  it("leads to a runbook that is written", () => {
    for (const alarm of alarms) {
      const [, runbook] =
        /Runbook: docs\/runbooks\/([a-z-]+\.md)$/.exec(String(alarm.Properties["AlarmDescription"])) ?? [];
      expect([nameOf(alarm), written]).toEqual([nameOf(alarm), expect.arrayContaining([runbook])]);
    }
  });

  it("has a name of its own", () => {
    expect(new Set(alarms.map(nameOf)).size).toBe(alarms.length);
  });
});

describe("the runbooks", () => {
  it("are those that infra may name", () => {
    expect(written.toSorted()).toEqual(runbooks.map((name) => `${name}.md`).toSorted());
  });

  it("say in Chinese and English what is seen, what to do and when it is over", () => {
    for (const file of written) {
      const text = readFileSync(new URL(file, folder), "utf8");
      for (const heading of ["## 现象 · What is seen", "## 处置 · What to do", "## 恢复的标志 · When it is over"]) {
        expect([file, text.includes(heading)]).toEqual([file, true]);
      }
    }
  });
});

describe("the functions' own metrics", () => {
  const Expression = z.array(z.looseObject({ MetricStat: z.optional(z.looseObject({ Metric: z.unknown() })) }));
  const Own = z.looseObject({
    Namespace: z.literal(metricsNamespace),
    MetricName: z.string(),
    Dimensions: z.array(z.object({ Name: z.literal("service"), Value: z.string() })),
  });
  const watched = alarms
    .flatMap(({ Properties }) => [
      Properties,
      ...Expression.parse(Properties["Metrics"] ?? []).map(({ MetricStat }) => MetricStat?.Metric),
    ])
    .flatMap((metric) => Own.safeParse(metric).data ?? []);

  it("that alarms watch are metrics that a function tells", () => {
    const messages: readonly LogMessage[] = Object.values(logCatalogue);
    const told = new Set(messages.flatMap(({ metrics }) => metrics));
    expect(watched.length).toBeGreaterThan(0);
    for (const { MetricName } of watched) expect(told).toContain(MetricName.split(".")[0]);
  });
});

describe("a source system", () => {
  const silent = alarms.filter((alarm) => nameOf(alarm).endsWith("-silent"));

  it("is missed after the days its stage gives it, although it then has no metric at all", () => {
    const population = named(prod, "AWS::CloudWatch::Alarm", "AlarmName", "population-silent");
    expect(population.Properties).toMatchObject({ EvaluationPeriods: 2, TreatMissingData: "breaching" });
    expect(silent.map(nameOf).toSorted()).toEqual(
      Object.keys(stageNamed("prod").silentAfterDays)
        .map((source) => `${source}-silent`)
        .toSorted(),
    );
  });

  it("that does not exist cannot be missed", () => {
    expect(() => synthesise({ ...stageNamed("prod"), silentAfterDays: { populace: 2 } })).toThrow(
      "stage prod, silentAfterDays: found populace, expected one of",
    );
  });
});

it("shows every queue, table and function on one dashboard", () => {
  const body = JSON.stringify(ofType(prod, "AWS::CloudWatch::Dashboard")[0]?.Properties["DashboardBody"]);
  const names = [
    ...ofType(prod, "AWS::Lambda::Function").map(({ Properties }) => Properties["FunctionName"]),
    ...ofType(prod, "AWS::DynamoDB::Table").map(({ Properties }) => Properties["TableName"]),
    ...ofType(prod, "AWS::SQS::Queue").map(({ Properties }) => Properties["QueueName"]),
  ].map(String);
  const shown = names.filter((name) => !/-dead-letters$|^outreach-\d{6}$/.test(name));
  expect(shown.filter((name) => !body.includes(name))).toEqual([]);
});

it("alarms when a function fails, for every function", () => {
  for (const { Properties } of ofType(prod, "AWS::Lambda::Function")) {
    for (const kind of ["failing", "throttled"]) {
      expect(alarms.map(nameOf)).toContain(`${String(Properties["FunctionName"])}-${kind}`);
    }
  }
});
