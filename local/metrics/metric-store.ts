import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";

/** What a metric is known by. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export type Statistic = "Sum" | "Maximum" | "Minimum" | "Average" | "SampleCount";

/** Metrics as CloudWatch keeps them: what was measured, in minutes. */
export interface MetricStore {
  record(metric: MetricName, value: number): void;
  /** Over the minutes from one up to another, in minutes since 1970; undefined where nothing was measured in them. */
  statistic(metric: MetricName, statistic: Statistic, from: number, to: number): number | undefined;
  /** Keeps it all in the file that it was opened with. */
  keep(): void;
}

const Minute = z.object({
  minute: z.number(),
  sum: z.number(),
  count: z.number(),
  most: z.number(),
  least: z.number(),
});
type Minute = z.infer<typeof Minute>;
const Kept = z.array(z.tuple([z.string(), z.array(Minute)]));

/** CloudWatch's alarms look back a week at most. */
const keptMinutes = 8 * 24 * 60;

/**
 * @param file what was measured before the process ended orderly is taken up from it; nothing is where it is undefined.
 */
export function metricStore(now: () => Date, file?: string): MetricStore {
  const before = file !== undefined && existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  const metrics = new Map<string, Minute[]>(before);
  return {
    record(metric, value) {
      const minute = minuteOf(now());
      const key = keyOf(metric);
      const minutes = metrics.get(key) ?? [];
      metrics.set(key, minutes);
      const last = minutes.at(-1);
      if (last?.minute === minute) {
        last.sum += value;
        last.count += 1;
        last.most = Math.max(last.most, value);
        last.least = Math.min(last.least, value);
        return;
      }
      minutes.push({ minute, sum: value, count: 1, most: value, least: value });
      while ((minutes[0]?.minute ?? minute) < minute - keptMinutes) minutes.shift();
    },
    keep() {
      if (file !== undefined) writeFileSync(file, JSON.stringify([...metrics]));
    },
    statistic(metric, statistic, from, to) {
      const within = (metrics.get(keyOf(metric)) ?? []).filter(({ minute }) => minute >= from && minute < to);
      if (within.length === 0) return undefined;
      const sum = within.reduce((total, each) => total + each.sum, 0);
      const count = within.reduce((total, each) => total + each.count, 0);
      switch (statistic) {
        case "Sum":
          return sum;
        case "SampleCount":
          return count;
        case "Average":
          return sum / count;
        case "Maximum":
          return Math.max(...within.map(({ most }) => most));
        case "Minimum":
          return Math.min(...within.map(({ least }) => least));
      }
    },
  };
}

export function minuteOf(time: Date): number {
  return Math.floor(time.getTime() / 60_000);
}

function keyOf({ namespace, name, dimensions }: MetricName): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
