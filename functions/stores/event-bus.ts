import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { outcomeSource } from "#events/reported-outcome.ts";
import type { ReportOutcomes } from "#outreach/work-case.ts";
import { inChunks } from "./in-chunks.ts";

const entriesPerRequest = 10;

/** Puts what the desk reports on the bus, under the desk's own name. */
export function outcomesOnBus(client: EventBridgeClient, bus: string): ReportOutcomes {
  return async (reports) => {
    const refused = new Set<number>();
    for (const [index, chunk] of inChunks(reports, entriesPerRequest).entries()) {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: chunk.map(({ detailType, detail }) => ({
            EventBusName: bus,
            Source: outcomeSource,
            DetailType: detailType,
            Detail: JSON.stringify(detail),
          })),
        }),
      );
      chunk.forEach((_, position) => {
        if (Entries[position]?.EventId === undefined) refused.add(index * entriesPerRequest + position);
      });
    }
    return refused;
  };
}
