import * as z from "zod/mini";
import type { MetricStore } from "./metric-store.ts";

const Line = z.looseObject({
  _aws: z.looseObject({
    CloudWatchMetrics: z.array(
      z.looseObject({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.looseObject({ Name: z.string() })),
      }),
    ),
  }),
});
const Values = z.union([
  z.pipe(
    z.number(),
    z.transform((one) => [one]),
  ),
  z.array(z.number()),
]);

/** Takes the metrics out of a line of a function's log, as CloudWatch does (embedded metric format). */
export function recordEmbeddedMetrics(line: string, store: MetricStore): void {
  if (!line.includes('"CloudWatchMetrics"')) return;
  const parsed = Line.safeParse(objectIn(line));
  if (!parsed.success) return;
  const fields: object = parsed.data;
  for (const { Namespace: namespace, Dimensions, Metrics } of parsed.data._aws.CloudWatchMetrics) {
    for (const names of Dimensions) {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(Reflect.get(fields, name))]));
      for (const { Name: name } of Metrics) {
        for (const value of Values.safeParse(Reflect.get(fields, name)).data ?? []) {
          store.record({ namespace, name, dimensions }, value);
        }
      }
    }
  }
}

function objectIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
