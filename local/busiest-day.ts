import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import type { HouseholdChanged } from "#events/household-changed.ts";

/** Copies from a file of events those of the day with most changes: the day monthly files arrive. */
export async function busiestDay(from: string, to: string): Promise<void> {
  const changes = new Map<string, number>();
  for await (const { day, count } of daysOf(from)) changes.set(day, (changes.get(day) ?? 0) + count);
  const [busiest] = [...changes].sort(([dayA, a], [dayB, b]) => b - a || (dayA < dayB ? -1 : 1));
  const output = createWriteStream(to);
  for await (const { day, line } of daysOf(from)) {
    if (day === busiest?.[0] && !output.write(`${line}\n`)) await once(output, "drain");
  }
  output.end();
  await once(output, "finish");
}

async function* daysOf(file: string): AsyncGenerator<{ day: string; count: number; line: string }> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line === "") continue;
    const { Detail: event }: { Detail: HouseholdChanged } = JSON.parse(line);
    yield { day: event.changes[0]?.asOf.slice(0, 10) ?? "", count: event.changes.length, line };
  }
}
