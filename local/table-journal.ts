import { appendFileSync, createReadStream, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod/mini";

/** An item as DynamoDB's protocol has it. */
export type JournalItem = Readonly<Record<string, unknown>>;

/** Every write to every table, in order, so that a table can be had as it was at any moment. */
export interface TableJournal {
  wrote(table: string, key: JournalItem, item: JournalItem | undefined): void;
  /** The items of a table as they were at a moment, in milliseconds since 1970. */
  itemsAt(table: string, moment: number): Promise<readonly JournalItem[]>;
}

const Line = z.object({
  at: z.number(),
  key: z.record(z.string(), z.unknown()),
  item: z.optional(z.record(z.string(), z.unknown())),
});

export function tableJournal(folder: string, now: () => Date): TableJournal {
  mkdirSync(folder, { recursive: true });
  const fileOf = (table: string) => join(folder, `${table}.ndjson`);
  return {
    wrote(table, key, item) {
      appendFileSync(fileOf(table), `${JSON.stringify({ at: now().getTime(), key, item })}\n`);
    },
    async itemsAt(table, moment) {
      const items = new Map<string, JournalItem>();
      if (!existsSync(fileOf(table))) return [];
      for await (const line of createInterface({ input: createReadStream(fileOf(table)) })) {
        const { at, key, item } = Line.parse(JSON.parse(line));
        if (at > moment) break;
        if (item) items.set(JSON.stringify(key), item);
        else items.delete(JSON.stringify(key));
      }
      return [...items.values()];
    },
  };
}
