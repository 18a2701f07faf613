import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { householdChanged } from "#events/household-changed.ts";
import { changesIn, type ReportedChange } from "./read-events.ts";

/** Writes a file's changes again with so many of them in each event; each keeps its own event's identity. */
export async function repack(from: string, to: string, changesPerEvent: number): Promise<void> {
  const output = createWriteStream(to);
  const bySource = new Map<string, ReportedChange[]>();
  let events = 0;
  const write = async (changes: readonly ReportedChange[]) => {
    const [first] = changes;
    if (!first) return;
    events += 1;
    if (!output.write(`${JSON.stringify(entryOf(first, changes, events))}\n`)) await once(output, "drain");
  };
  for await (const reported of changesIn(from)) {
    const gathered = [...(bySource.get(reported.source) ?? []), reported];
    const full = gathered.length === changesPerEvent;
    if (full) await write(gathered);
    bySource.set(reported.source, full ? [] : gathered);
  }
  for (const rest of bySource.values()) await write(rest);
  output.end();
  await once(output, "finish");
}

function entryOf(first: ReportedChange, changes: readonly ReportedChange[], number: number): object {
  const detail =
    changes.length === 1
      ? { id: first.id, sequence: first.sequence, changes: [first.change] }
      : {
          id: `repacked-${number}`,
          sequence: first.sequence,
          changes: changes.map(({ id, sequence, change }) => ({ id, sequence, ...change })),
        };
  return { Source: first.source, DetailType: householdChanged, Detail: detail };
}
