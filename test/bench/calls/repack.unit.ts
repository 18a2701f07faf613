import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { householdChanged } from "#events/household-changed.ts";
import { changesIn, type ReportedChange } from "./read-events.ts";
import { repack } from "./repack.ts";

const folder = mkdtempSync(join(tmpdir(), "repack-"));
afterAll(() => rmSync(folder, { recursive: true }));

const event = fc.record({
  source: fc.constantFrom("population", "civil-affairs", "education"),
  persons: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 6 }),
});

test("packed otherwise, a source's changes stay the same, in their order, with their own events' identities", async () => {
  const [from, to] = [join(folder, "from.ndjson"), join(folder, "to.ndjson")];
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (events, size) => {
      const lines = events.map(({ source, persons }, number) => ({
        Source: source,
        DetailType: householdChanged,
        Detail: {
          id: `${source}-${number}`,
          sequence: number,
          changes: persons.map((person) => ({ person: `p-${person}`, asOf: "2022-06-01", set: { deceased: true } })),
        },
      }));
      writeFileSync(from, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      await repack(from, to, size);
      expect(await identitiesBySource(to)).toEqual(await identitiesBySource(from));
    }),
    { numRuns: 50 },
  );
});

async function identitiesBySource(file: string): Promise<Record<string, string[]>> {
  const bySource: Record<string, string[]> = {};
  for await (const reported of changesIn(file)) {
    bySource[reported.source] = [...(bySource[reported.source] ?? []), identityOf(reported)];
  }
  return bySource;
}

function identityOf({ id, sequence, change }: ReportedChange): string {
  return `${id}/${sequence}/${"person" in change ? change.person : change.household}`;
}
