import { parseArgs } from "node:util";
import { type Stage, stageOf } from "#infra/stages.ts";
import { type Measured, readMeasured, readQuotas, readWorstDays } from "./measured.ts";
import {
  floorCost,
  type MonthlyCost,
  monthlyCost,
  type Scale,
  type Standing,
  totalOf,
  type UnitsPerChange,
} from "./monthly-cost.ts";
import { type Prices, readPrices } from "./price-file.ts";
import { simulateDays, type WorstDayResult } from "./simulate-days.ts";
import { type StandingResources, standingResources } from "./standing-resources.ts";

const help = `npm run cost -- [options]
What a month costs by service, in dollars and yuan, beside a textbook design and the floor of one read and one write a
change; then the province's worst days against the quotas, with the time to drain.

  --households N         households on file (25000000)
  --changes-a-month N    changes in a month (2500000)
  --region NAME          a file of cost/prices (us-east-1)
  --stage NAME           a file of infra/stages, whose alarms, metrics, keys and days kept are counted (prod)
  --concurrency N        most instances of evaluate (the stage's)
  --json                 for a program`;

interface Options extends Scale {
  readonly region: string;
  readonly stage: Stage;
  readonly concurrency: number;
  readonly json: boolean;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      households: { type: "string", default: "25000000" },
      "changes-a-month": { type: "string", default: "2500000" },
      region: { type: "string", default: "us-east-1" },
      stage: { type: "string", default: "prod" },
      concurrency: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const stage = stageOf({ stage: values.stage, architecture: undefined });
  return {
    stage,
    households: wholeNumber("--households", values.households),
    changesAMonth: wholeNumber("--changes-a-month", values["changes-a-month"]),
    region: values.region,
    concurrency: wholeNumber("--concurrency", values.concurrency ?? String(stage.evaluateConcurrency)),
    json: values.json,
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text))
    throw new Error(`${option}: found "${text}", expected a whole number of 1 or more`);
  return Number(text);
}

interface Design {
  readonly name: string;
  readonly cost: MonthlyCost;
}

const daysOfMonth = 30;

function designs(options: Options, measured: Measured, prices: Prices, resources: StandingResources): Design[] {
  const { stage } = options;
  const standing: Standing = {
    bytesPerHousehold: measured.bytesPerHousehold,
    archivedBytesPerChange: measured.archivedBytesPerChange,
    archiveMonths: stage.archiveRetention.toDays() / daysOfMonth,
    logMonths: stage.logDays / daysOfMonth,
    ...resources,
  };
  const of = (name: string, units: UnitsPerChange, bytesPerHousehold = standing.bytesPerHousehold): Design => ({
    name,
    cost: monthlyCost(options, units, { ...standing, bytesPerHousehold }, prices),
  });
  return [
    of("本设计 this design", measured.packed),
    of("一条一事件 one change an event", measured.single),
    ...(measured.textbook ? [of("教科书式 textbook", measured.textbook, measured.textbookBytesPerHousehold)] : []),
  ];
}

const count = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const bounds = {
  nothing: "不受限 nothing",
  bus: "总线 the bus",
  evaluate: "evaluate 的并发 instances of evaluate",
  table: "表写入 the table",
  deliver: "deliver 的并发 instances of deliver",
} as const;

function print(
  options: Options,
  measured: Measured,
  prices: Prices,
  { alarms, alarmMetrics, metrics, keys }: StandingResources,
  all: Design[],
  days: WorstDayResult[],
): void {
  console.log(
    `${count.format(options.households)} 户 households, ${count.format(options.changesAMonth)} 条变更/月 changes a month, ${prices.region}`,
  );
  console.log(`用量实测 measured ${measured.on.toISOString().slice(0, 10)}: ${measured.command}`);
  console.log(
    `模板 the templates of ${options.stage.name}: ${alarms} 个告警 alarms on ${alarmMetrics} 个指标 metrics, ${metrics} 个自有指标 metrics of its own, ${keys} 个密钥 keys; 日志留存 logs kept ${options.stage.logDays} 天 days\n`,
  );
  const services = Object.keys(all[0]?.cost ?? {});
  console.log(`${"美元/月 dollars a month".padEnd(26)}${all.map(({ name }) => name.padStart(30)).join("")}`);
  for (const service of services) {
    const cells = all.map(({ cost }) => money.format(Reflect.get(cost, service)).padStart(30));
    console.log(`${service.padEnd(28)}${cells.join("")}`);
  }
  const totals = all.map(({ cost }) => totalOf(cost));
  console.log(`${"合计 in all".padEnd(26)}${totals.map((each) => money.format(each).padStart(30)).join("")}`);
  const inYuan = totals.map((each) => `¥${money.format(each * prices.yuanPerDollar)}`.padStart(30));
  console.log(`${"人民币 yuan".padEnd(25)}${inYuan.join("")}`);
  const floor = floorCost(options, prices, measured.item);
  console.log(
    `\n底线 the floor (一读一写 one read and one write a change): $${money.format(floor)}, ¥${money.format(floor * prices.yuanPerDollar)}`,
  );
  if (prices.converted.length > 0) {
    console.log(`按汇率由 us-east-1 换算 by exchange rate from us-east-1: ${prices.converted.join(", ")}`);
  }
  console.log("\n最忙的几天 the worst days");
  for (const { day, changes, drained } of days) {
    console.log(
      `  ${day.zh} ${day.en}: ${count.format(changes)} 条 changes; 最多等待 most waiting ${count.format(drained.mostWaiting)}, 最长 longest ${drained.longestWaitMinutes} 分钟 min, 排空 drained after ${drained.minutesToDrain} 分钟 min; 受限于 bound by ${bounds[drained.boundBy]}`,
    );
  }
}

try {
  const options = readOptions();
  if (options === undefined) console.log(help);
  else {
    const measured = readMeasured();
    const prices = readPrices(options.region);
    const resources = standingResources(options.stage);
    const all = designs(options, measured, prices, resources);
    const work = {
      households: options.households,
      concurrency: options.concurrency,
      sweepConcurrency: options.stage.sweepConcurrency,
      deliverConcurrency: options.stage.deliverConcurrency,
    };
    const days = simulateDays(readWorstDays(), work, measured, readQuotas());
    if (options.json) {
      console.log(
        JSON.stringify({
          ...{ ...options, stage: options.stage.name },
          ...{ measured, resources },
          designs: all,
          floor: floorCost(options, prices, measured.item),
          worstDays: days,
        }),
      );
    } else print(options, measured, prices, resources, all, days);
  }
} catch (error) {
  console.error(`npm run cost: ${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  process.exitCode = 2;
}
