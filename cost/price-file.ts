import { readFileSync } from "node:fs";
import { parse } from "yaml";
import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";

const perMillion = [
  "eventBridgeChunk",
  "sqsRequest",
  "sqsFairRequest",
  "lambdaInvocation",
  "lambdaGigabyteSecond",
  "dynamoDbReadUnit",
  "dynamoDbWriteUnit",
] as const;
const perMonth = [
  "dynamoDbGigabyte",
  "pointInTimeGigabyte",
  "backupGigabyte",
  "archiveGigabyte",
  "logGigabyte",
  "logStoredGigabyte",
  "metric",
  "alarm",
  "dashboard",
  "key",
] as const;

export type PriceOfMillion = (typeof perMillion)[number];
export type PriceOfMonth = (typeof perMonth)[number];

const DatedPrice = z.strictObject(
  {
    price: z.number({ error: "a price" }).check(z.nonnegative({ error: "a price of 0 or more" })),
    source: z.string({ error: "where the price stands" }).check(z.minLength(1, { error: "where the price stands" })),
    on: z.coerce.date({ error: "the day on which it stood there" }),
  },
  { error: "a price with source and day: { price, source, on }" },
);

const PriceFile = z.strictObject({
  region: z.string({ error: "a region's name" }),
  currency: z.enum(["USD", "CNY"], { error: "USD or CNY" }),
  prices: z.partialRecord(z.enum(perMillion), DatedPrice),
  monthly: z.partialRecord(z.enum(perMonth), DatedPrice),
  yuanPerDollar: DatedPrice,
});

/** A region's prices in dollars. */
export interface Prices {
  readonly region: string;
  /** Dollars for one unit. */
  readonly unit: Readonly<Record<PriceOfMillion, number>>;
  /** Dollars a month. */
  readonly month: Readonly<Record<PriceOfMonth, number>>;
  readonly yuanPerDollar: number;
  /** Prices that are not the region's own but us-east-1's by the exchange rate. */
  readonly converted: readonly string[];
}

/** Reads a YAML file by a schema. Throws an Error that names file and field of everything wrong. */
export function readYaml<Schema extends z.ZodMiniType>(path: URL, schema: Schema): z.output<Schema> {
  const value: unknown = parse(readFileSync(path, "utf8"));
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const name = path.pathname.split("/").slice(-2).join("/");
  throw new Error(
    problemsOf(parsed.error, value)
      .map((problem) => `${name}: ${problemInWords(problem)}`)
      .join("\n"),
  );
}

const folder = new URL("prices/", import.meta.url);

/** The prices of a region, those it lacks from us-east-1. Throws an Error that says what is wrong or missing. */
export function readPrices(region: string): Prices {
  const base = readYaml(new URL("us-east-1.yaml", folder), PriceFile);
  const own = region === base.region ? base : readYaml(new URL(`${region}.yaml`, folder), PriceFile);
  const rate = own.yuanPerDollar.price;
  const inDollars = own.currency === "USD" ? 1 : 1 / rate;
  const converted: string[] = [];
  const of = (name: string, ownPrice: number | undefined, basePrice: number | undefined): number => {
    if (ownPrice !== undefined) return ownPrice * inDollars;
    if (basePrice === undefined) throw new Error(`prices/us-east-1.yaml: ${name}: found missing, expected a price`);
    converted.push(name);
    return basePrice;
  };
  const unit = (name: PriceOfMillion) => of(name, own.prices[name]?.price, base.prices[name]?.price) / 1e6;
  const month = (name: PriceOfMonth) => of(name, own.monthly[name]?.price, base.monthly[name]?.price);
  return {
    region,
    unit: {
      eventBridgeChunk: unit("eventBridgeChunk"),
      sqsRequest: unit("sqsRequest"),
      sqsFairRequest: unit("sqsFairRequest"),
      lambdaInvocation: unit("lambdaInvocation"),
      lambdaGigabyteSecond: unit("lambdaGigabyteSecond"),
      dynamoDbReadUnit: unit("dynamoDbReadUnit"),
      dynamoDbWriteUnit: unit("dynamoDbWriteUnit"),
    },
    month: {
      dynamoDbGigabyte: month("dynamoDbGigabyte"),
      pointInTimeGigabyte: month("pointInTimeGigabyte"),
      backupGigabyte: month("backupGigabyte"),
      archiveGigabyte: month("archiveGigabyte"),
      logGigabyte: month("logGigabyte"),
      logStoredGigabyte: month("logStoredGigabyte"),
      metric: month("metric"),
      alarm: month("alarm"),
      dashboard: month("dashboard"),
      key: month("key"),
    },
    yuanPerDollar: rate,
    converted,
  };
}
