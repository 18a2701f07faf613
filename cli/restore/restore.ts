import { type DynamoDBClient, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { eachWithin } from "#stores/in-chunks.ts";
import type { Item } from "#stores/read-items.ts";
import { type AwsSettings, dynamoDbClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { interrupted, onInterruption } from "../interruption.ts";
import { progressLine } from "../progress.ts";
import { householdsBack } from "./households-back.ts";
import { personsBack } from "./persons-back.ts";

export interface RestoreOptions extends AwsSettings {
  readonly from: string;
  readonly cases: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Writes restored items of one table back. */
export interface Back {
  write(item: Item): Promise<void>;
  /** Removes what in the table cannot be read; resolves with how many items that were. */
  removeUnreadable(): Promise<number>;
}

const atOnce = 16;

/** Writes a restored table's items back into the one that functions use. Resolves with the exit status. */
export async function restore(table: string, options: RestoreOptions): Promise<number> {
  if (options.from === table) {
    throw new CommandError(`--from: found ${table} itself, expected the table that was restored beside it`);
  }
  const client = dynamoDbClient(options);
  const interruption = onInterruption();
  const progress = progressLine(`${options.from} → ${table}`, "items");
  try {
    return await withConnectionErrors(options, async () => {
      const back = backOf(client, table, options);
      let items = 0;
      for await (const { Items = [] } of paginateScan({ client }, { TableName: options.from, ConsistentRead: true })) {
        if (interruption.signal.aborted) break;
        if (!options.dryRun) await eachWithin(atOnce, Items, (item) => back.write(item));
        items += Items.length;
        progress.update(items);
      }
      const over = interruption.signal.aborted;
      const removed = options.dryRun || over ? 0 : await back.removeUnreadable();
      progress.end();
      tell({ table, items, removed }, options);
      return over ? interrupted : exitCode.done;
    });
  } finally {
    interruption.end();
    client.destroy();
  }
}

function backOf(client: DynamoDBClient, table: string, { cases }: RestoreOptions): Back {
  switch (table) {
    case "households":
      return householdsBack(client, { table, cases });
    case "persons":
      return personsBack(client, table);
    default:
      return {
        async write(Item) {
          await client.send(new PutItemCommand({ TableName: table, Item }));
        },
        removeUnreadable: () => Promise.resolve(0),
      };
  }
}

interface Result {
  readonly table: string;
  readonly items: number;
  readonly removed: number;
}

function tell({ table, items, removed }: Result, { from, json, dryRun }: RestoreOptions): void {
  if (json) {
    console.log(JSON.stringify({ table, from, items, removed }));
    return;
  }
  const done = dryRun ? "可写回 would be written back to" : "已写回 written back to";
  const gone = removed > 0 ? `，${removed} 条无法读取的已删除 that could not be read were removed` : "";
  console.log(`${from}：${items} 条 items ${done} ${table}${gone}`);
}
