import { sourceContracts } from "#events/sources/contracts.ts";
import { type LogMessage, logCatalogue } from "#functions/telemetry/log-catalogue.ts";
import { stageOf } from "#infra/stages.ts";

const fixedAlarms = { perFunction: 2, perQueue: 2, others: 3 };
const functions = 6;
const queues = 6;

/** How many alarms and metrics of its own a stage has: both are billed by the month, whatever happens. */
export function alarmsAndMetrics(): { readonly alarms: number; readonly metrics: number } {
  const { silentAfterDays, counties } = stageOf({ stage: "prod", architecture: undefined });
  const sources = new Set(sourceContracts.flatMap(({ reportsAs }) => reportsAs ?? [])).size;
  const messages: readonly LogMessage[] = Object.values(logCatalogue);
  const metrics = messages.reduce(
    (sum, { metrics: own, tallies }) =>
      sum + own.length + own.filter((name) => tallies.includes(name)).length * (sources - 1),
    0,
  );
  const alarms =
    fixedAlarms.perFunction * functions +
    fixedAlarms.perQueue * (queues + counties.length) +
    sources +
    Object.keys(silentAfterDays).length +
    fixedAlarms.others;
  return { alarms, metrics };
}
