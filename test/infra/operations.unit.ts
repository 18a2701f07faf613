import { readdirSync, readFileSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { sourceContracts } from "#events/sources/contracts.ts";
import { type LogMessage, logCatalogue } from "#functions/telemetry/log-catalogue.ts";
import { metricsNamespace } from "#functions/telemetry/write-log.ts";
import { runbooks } from "#infra/operations/runbooks.ts";
import { policiesFindPeople } from "#infra/policies-find-people.ts";
import { alarmState } from "#local/metrics/alarm.ts";
import { type MetricName, metricStore } from "#local/metrics/metric-store.ts";
import { readAssembly } from "#local/template/assembly.ts";
import { planDeployment } from "#local/template/plan.ts";
import { countStanding, ownMetrics } from "../../cost/standing-resources.ts";
import { appWithoutBundling, named, ofType, type SynthesisedResource, stageNamed, synthesise } from "./synthesised.ts";

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

  const dashboard = JSON.stringify(ofType(prod, "AWS::CloudWatch::Dashboard")[0]?.Properties["DashboardBody"]);
  const shown = [...dashboard.replaceAll("\\", "").matchAll(/"PoliciesFindPeople","([^"]+)","service","([^"]+)"/g)].map(
    ([, name = "", service = ""]) => ({ name, service }),
  );

  /** What the code of a function says in its log, by its name: the metrics of those lines. */
  function toldBy(service: string): { numbers: Set<string>; tallies: Set<string>; code: string } {
    const own = new URL(`../../functions/${service}/`, import.meta.url);
    const code = readdirSync(own)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(new URL(file, own), "utf8"))
      .join("\n");
    // Under another name its metrics would be another's.
    expect([service, code.includes(`logOf("${service}")`)]).toEqual([service, true]);
    const lines = [...code.matchAll(/\blog: "([^"]+)"/g)].map(([, line = ""]) => line);
    const messages: readonly LogMessage[] = Object.entries(logCatalogue).flatMap(([line, message]) =>
      lines.includes(line) ? [message] : [],
    );
    const metrics = messages.flatMap((message) => message.metrics.map((metric) => ({ metric, message })));
    return {
      code,
      numbers: new Set(metrics.flatMap(({ metric, message }) => (message.numbers.includes(metric) ? [metric] : []))),
      tallies: new Set(metrics.flatMap(({ metric, message }) => (message.tallies.includes(metric) ? [metric] : []))),
    };
  }

  const sources = new Set<string>(sourceContracts.flatMap(({ reportsAs }) => reportsAs ?? []));

  /** True where the function named tells this very metric: a number, or a tally of a code that it knows. */
  function isTold({ service, name }: { service: string; name: string }): boolean {
    const { numbers, tallies, code } = toldBy(service);
    const [tally = "", of] = name.split(".");
    if (of === undefined) return numbers.has(name);
    return tallies.has(tally) && (sources.has(of) || new RegExp(`\\b${of}: 1\\b`).test(code));
  }

  it("that alarms watch and the dashboard shows are metrics that those very functions tell", () => {
    const alarmed = watched.map(({ MetricName, Dimensions }) => ({
      name: MetricName,
      service: Dimensions.map(({ Value }) => Value).join(),
    }));
    expect([alarmed.length, shown.length].map((count) => count > 10)).toEqual([true, true]);
    expect([...alarmed, ...shown].filter((metric) => !isTold(metric))).toEqual([]);
  });

  it("are all billed, with every metric that alarms watch and the dashboard shows among them", () => {
    const functions = ofType(prod, "AWS::Lambda::Function").map(({ Properties }) => String(Properties["FunctionName"]));
    const billed = ownMetrics(stageNamed("prod"), new Set(functions));
    const alarmed = watched.map(
      ({ MetricName, Dimensions }) => `${Dimensions.map(({ Value }) => Value).join()} ${MetricName}`,
    );
    const all = [...alarmed, ...shown.map(({ service, name }) => `${service} ${name}`)];
    expect(all.filter((metric) => !billed.has(metric))).toEqual([]);
    // What prod does not have is not billed; what the local stage has is.
    expect([...billed].filter((metric) => /^(forward|remind) /.test(metric))).toEqual([]);
    expect(ownMetrics(stageNamed("local"), new Set(["forward"]))).toEqual(
      new Set(["forward taken.haiyan", "forward notTaken.haiyan"]),
    );
  });

  it("are not told where a function, its metric or a code is another", () => {
    expect(isTold({ service: "desk", name: "glass.broken" })).toBe(true);
    for (const [service, name] of [
      ["desk", "glass.shattered"],
      ["desk", "routes.breakGlass"],
      ["watch", "changes"],
      ["evaluate", "sources.populace"],
      ["evaluate", "messages"],
    ] as const) {
      expect([service, name, isTold({ service, name })]).toEqual([service, name, false]);
    }
  });
});

describe("what is billed by the month", () => {
  it("is counted in the templates: an alarm for each metric that it watches", () => {
    const standing = countStanding(prod.resources, stageNamed("prod"));
    const expressions = alarms.filter(({ Properties }) => Properties["Metrics"] !== undefined).length;
    expect(standing).toMatchObject({
      alarms: alarms.length,
      dashboards: 1,
      keys: ofType(prod, "AWS::KMS::Key").length,
    });
    expect(standing.alarmMetrics).toBeGreaterThanOrEqual(alarms.length + expressions);
  });

  it("is more with every county that has a queue of its own", () => {
    const more = { ...stageNamed("prod"), counties: [...stageNamed("prod").counties, "330104"] };
    const queue = countStanding(synthesise(more).resources, more).alarms;
    expect(queue).toBeGreaterThan(alarms.length);
  });
});

/** The local stage, which has every function there is, as the embedded AWS runs it. */
const plan = plannedLocally();

function plannedLocally() {
  const app = appWithoutBundling();
  policiesFindPeople(app, stageNamed("local"));
  const { directory } = app.synth();
  const planned = planDeployment(readAssembly(directory), "http://127.0.0.1");
  rmSync(directory, { recursive: true });
  return planned;
}

/** The state of an alarm once a store was told of something, a minute afterwards. */
function stateAfter(name: string, tell: (record: (metric: MetricName, value: number, at: Date) => void) => void) {
  let now = new Date(0);
  const store = metricStore(() => now);
  tell((metric, value, at) => {
    now = at;
    store.record(metric, value);
  });
  const alarm = plan.alarms.find((each) => each.name === name);
  if (!alarm) throw new Error(`the templates have no alarm ${name}`);
  return alarmState(alarm, store, new Date(now.getTime() + 60_000)).state;
}

describe("a function that a schedule runs", () => {
  const scheduled = plan.schedules.flatMap(({ functionNames, timing }) =>
    functionNames.map((name) => ({ name, seconds: "everySeconds" in timing ? timing.everySeconds : 86_400 })),
  );
  /** Runs that fail, each tried three times within four minutes, as Lambda tries what a rule called. */
  const failing = (name: string, seconds: number, runs: number) =>
    stateAfter(`${name}-failing`, (record) => {
      for (let run = 0; run < runs; run += 1) {
        for (const minutes of [0, 1, 3]) {
          const at = new Date(Date.UTC(2026, 0, 1, 9, minutes) + run * seconds * 1000);
          record({ namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: name } }, 1, at);
        }
      }
    });

  it("rings when it fails run after run, however long from one to the next", () => {
    expect(scheduled.map(({ name }) => name)).toEqual(expect.arrayContaining(["watch", "count-cases", "remind"]));
    for (const { name, seconds } of scheduled) {
      // What runs each minute fails for a quarter of an hour; what runs daily, once.
      const runs = seconds < 300 ? 15 : seconds < 86_400 ? 3 : 1;
      expect([name, failing(name, seconds, runs)]).toEqual([name, "ALARM"]);
      if (runs > 1) expect([name, failing(name, seconds, 1)]).toEqual([name, "OK"]);
    }
  });
});

describe("the cost of a change", () => {
  const limit = stageNamed("local").writeUnitsPerChange;

  it.each([
    ["two days above plan", 2000, [limit + 0.1, limit + 0.1], "ALARM"],
    ["a day above plan, for it may be one file", 2000, [limit + 0.1, limit - 0.1], "OK"],
    ["what was planned", 2000, [limit, limit], "OK"],
    ["days with few changes, which say nothing", 900, [9, 9], "OK"],
  ] as const)("rings for %s as it should", (_, changes, days, expected) => {
    const state = stateAfter("cost-above-plan", (record) => {
      for (const [day, unitsPerChange] of days.entries()) {
        const at = new Date(Date.UTC(2026, 0, 1 + day, 12));
        const evaluate = { namespace: metricsNamespace, name: "changes", dimensions: { service: "evaluate" } };
        record(evaluate, changes, at);
        for (const [TableName, share] of [
          ["households", 0.75],
          ["persons", 0.25],
        ] as const) {
          const written = { namespace: "AWS/DynamoDB", name: "ConsumedWriteCapacityUnits", dimensions: { TableName } };
          record(written, changes * unitsPerChange * share, at);
        }
      }
    });
    expect(state).toBe(expected);
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
