import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import * as z from "zod/mini";
import { type Change, HouseholdChangedEnvelope, parseChange } from "#events/household-changed.ts";

/** A change with the identity of the event it came in. */
export interface ReportedChange {
  readonly source: string;
  readonly id: string;
  readonly sequence: number;
  readonly change: Change;
}

const Entry = z.object({ Source: z.string(), DetailType: z.string(), Detail: HouseholdChangedEnvelope });

/** The changes in a file of EventBridge entries, in its order. Rejects with the file and line of what is none. */
export async function* changesIn(file: string): AsyncGenerator<ReportedChange> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    if (text === "") continue;
    const entry = Entry.safeParse(JSON.parse(text));
    if (!entry.success) throw new Error(`${file}:${line}: found no EventBridge entry of household changes`);
    const { Source: source, Detail: event } = entry.data;
    for (const input of event.changes) {
      const change = parseChange(input);
      if (!change.success) throw new Error(`${file}:${line}: found a change that is malformed`);
      const { id = event.id, sequence = event.sequence } = change.data;
      yield { source, id, sequence, change: change.data };
    }
  }
}
