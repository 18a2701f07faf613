import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { householdsFound, shardsOf, type Wanted } from "#stores/households-found.ts";
import { householdsTable } from "#stores/households-table.ts";
import { type ScannedPage, scanHouseholds } from "#stores/scan-households.ts";
import { unitsRead } from "#stores/units-read.ts";
import { dynamoDbClient, withConnectionErrors } from "../aws-clients.ts";
import type { Task } from "./worker-messages.ts";

type Segment = Extract<Task, { kind: "segment" }>;
type Area = Extract<Task, { kind: "area" }>;

/** Reads stored households page by page. Returns the read units that it took; throws CommandError without connection. */
export async function readStoredPages(task: Segment | Area, take: (page: ScannedPage) => void): Promise<number> {
  const { table, settings } = task.source;
  const client = dynamoDbClient(settings);
  const units = unitsRead(client);
  try {
    await withConnectionErrors(settings, async () => {
      const pages = task.kind === "segment" ? scanHouseholds(client, table, task) : touchedPages(client, task);
      for await (const page of pages) take(page);
    });
  } finally {
    client.destroy();
  }
  return units();
}

/** Whom the change touches in an area: found by the indexes, each read once. */
async function* touchedPages(
  client: DynamoDBClient,
  { source: { table }, area, reach }: Area,
): AsyncGenerator<ScannedPage> {
  const find = householdsFound(client, table);
  const store = householdsTable(client, table);
  const seen = new Set<string>();
  for (const wanted of wantedIn(area, reach)) {
    for (let shard = 0; shard < shardsOf(wanted); shard += 1) {
      let page = await find(wanted, shard);
      for (;;) {
        const fresh = page.households.filter((household) => !seen.has(household));
        for (const household of fresh) seen.add(household);
        const { found, unreadable } = await store.read(fresh, "may be stale");
        yield { households: [...found.values()], unreadable };
        if (!page.end) break;
        page = await find(wanted, shard, page.end);
      }
    }
  }
}

function wantedIn(area: string, reach: Area["reach"]): Wanted[] {
  if (reach === "whole") return [{ by: "area", area }];
  const { raisedTo, loweredTo } = reach;
  return [
    ...(raisedTo === undefined ? [] : [{ by: "raised" as const, area, to: raisedTo }]),
    ...(loweredTo === undefined ? [] : [{ by: "lowered" as const, area, to: loweredTo }]),
  ];
}
