import type { Metrics } from "@aws-lambda-powertools/metrics";
import { type LogMessage, logCatalogue, type WriteLog } from "./log-catalogue.ts";

/** The namespace of every metric in CloudWatch. */
export const metricsNamespace = "PoliciesFindPeople";

/**
 * The log of a deployed function. A line is both log and metrics (CloudWatch's embedded metric format), for every line
 * is paid by its bytes.
 *
 * @param service the function's name: a field of each line, and the metrics' one dimension.
 */
export function logOf(service: string): WriteLog {
  let writers: ReturnType<typeof writersOf> | undefined;
  return async ({ log, ...fields }) => {
    writers ??= writersOf(service);
    const { logger, metrics } = await writers;
    const { code, level, metrics: measured }: LogMessage = logCatalogue[log];
    for (const [name, value] of Object.entries(fields)) {
      if (measured.includes(name)) addMetrics(metrics, name, value);
    }
    // The logger writes the service itself, and a line of its own to warn where it is given.
    const { service: _, ...embedded } = metrics.hasStoredMetrics() ? metrics.serializeMetrics() : { service };
    metrics.clearMetrics();
    logger[level](log, { ...embedded, ...fields, code });
  };
}

/** Loaded with the first line, by when a new instance has found whom to visit. */
async function writersOf(service: string) {
  const { Logger, Metrics } = await import("#functions/late/powertools.ts");
  return {
    logger: new Logger({ serviceName: service, logLevel: "INFO" }),
    metrics: new Metrics({ namespace: metricsNamespace, serviceName: service }),
  };
}

function addMetrics(metrics: Metrics, name: string, value: unknown): void {
  if (typeof value === "number") {
    metrics.addMetric(name, "Count", value);
    return;
  }
  for (const [code, count] of Object.entries(Object(value))) {
    if (typeof count === "number") metrics.addMetric(metricOfCode(name, code), "Count", count);
  }
}

/** The metric of one code of a tally, such as `sources.population`. */
export function metricOfCode(tally: string, code: string): string {
  return `${tally}.${code}`;
}
