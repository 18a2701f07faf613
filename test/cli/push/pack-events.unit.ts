import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { entryBytes, type SourceEvent } from "#cli/push/event-lines.ts";
import { type Entry, entryPerEvent, eventPacker, type Packer } from "#cli/push/pack-events.ts";
import { HouseholdChangedEnvelope, parseChange } from "#events/household-changed.ts";
import { accepting } from "./reading-side.ts";

const Change = z.object({ id: z.optional(z.string()), sequence: z.optional(z.number()), person: z.string() });

const sourceEvent = fc.record({
  source: fc.constantFrom("population", "human-resources", "rescue"),
  id: fc.stringMatching(/^[\x21-\x7e]{1,200}$/),
  sequence: fc.nat(),
  changes: fc.array(
    fc.record({
      person: fc.constantFrom("p-1", "p-2"),
      asOf: fc.constantFrom("2022-07-01", "2022-07-02"),
      set: fc.record({ note: fc.string({ unit: "grapheme", maxLength: 500 }), monthlyIncome: fc.nat() }),
    }),
    { minLength: 1, maxLength: 40 },
  ),
});

function packed(events: readonly SourceEvent[], packer: Packer<SourceEvent> = eventPacker()): Entry<SourceEvent>[] {
  return [...events.flatMap((event) => packer.add(event, event)), ...packer.flush()];
}

describe("packing events into entries", () => {
  test("every change arrives once with the identity of its own event, in its source's order", () => {
    fc.assert(
      fc.property(fc.array(sourceEvent, { maxLength: 60 }), (events) => {
        const entries = packed(events);
        for (const source of new Set(events.map((event) => event.source))) {
          expect(entries.filter((entry) => entry.source === source).flatMap(accepting)).toEqual(
            events.filter((event) => event.source === source).flatMap((event) => accepting(alone(event))),
          );
        }
        expect(entries.flatMap(({ lines }) => lines).toSorted(byPlaceIn(events))).toEqual(events);
      }),
      { numRuns: 60 },
    );
  });

  test("an entry is a well-formed event within 500 changes and 63 KB, unless it is one large event", () => {
    fc.assert(
      fc.property(fc.array(sourceEvent, { maxLength: 80 }), (events) => {
        for (const { source, detail, bytes, lines } of packed(events)) {
          const { changes } = HouseholdChangedEnvelope.parse(JSON.parse(detail));
          expect(changes.every((change) => parseChange(change).success)).toBe(true);
          expect(bytes).toBe(entryBytes(source, detail));
          expect(lines.length === 1 || bytes <= 63 * 1024).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the same events pack into the same entries, so that sending again repeats and adds nothing", () => {
    fc.assert(
      fc.property(fc.array(sourceEvent, { maxLength: 40 }), (events) => {
        expect(packed(structuredClone(events)).map(({ detail }) => detail)).toEqual(
          packed(events).map(({ detail }) => detail),
        );
      }),
      { numRuns: 20 },
    );
  });

  test("500 changes fill an entry, the 501st opens the next", () => {
    const events = Array.from({ length: 501 }, (_, index) => incomeOf(index));
    expect(packed(events).map(({ lines }) => lines.length)).toEqual([500, 1]);
  });

  test("a change that was packed before keeps the identity it has", () => {
    const repacked = { ...incomeOf(1), changes: [{ id: "first", sequence: 3, person: "p-1", asOf: "2022-07-01" }] };
    const [entry] = packed([repacked, incomeOf(2)]);
    const { changes } = HouseholdChangedEnvelope.parse(JSON.parse(entry?.detail ?? ""));
    expect(Change.parse(changes[0])).toEqual({ id: "first", sequence: 3, person: "p-1" });
  });

  test("sources that take turns are packed too, and none waits for ever", () => {
    const turns = Array.from({ length: 9000 }, (_, index) => ({
      ...incomeOf(index),
      source: index === 0 ? "grid" : index % 2 ? "population" : "rescue",
    }));
    const packer = eventPacker<number>();
    const sentAfter = turns.flatMap((event, index) =>
      packer.add(event, index).map(({ source }) => ({ source, index })),
    );
    const waited = sentAfter.find(({ source }) => source === "grid")?.index;
    expect(waited).toBeLessThan(6000);
    expect(sentAfter.length).toBeLessThan(30);
  });

  test("unpacked, each event is the entry it came as", () => {
    const events = [incomeOf(1), incomeOf(2)];
    expect(packed(events, entryPerEvent()).map(({ detail }) => JSON.parse(detail))).toEqual(
      events.map(({ id, sequence, changes }) => ({ id, sequence, changes })),
    );
  });
});

function incomeOf(number: number): SourceEvent {
  const change = { person: `p-${number}`, asOf: "2022-07-01", set: { monthlyIncome: 1 } };
  return { source: "human-resources", id: `e-${number}`, sequence: number, changes: [change] };
}

function alone({ source, id, sequence, changes }: SourceEvent): Entry<SourceEvent> {
  return { source, detail: JSON.stringify({ id, sequence, changes }), bytes: 0, lines: [] };
}

function byPlaceIn(events: readonly SourceEvent[]) {
  const place = new Map(events.map((event, index) => [event, index]));
  return (a: SourceEvent, b: SourceEvent) => (place.get(a) ?? 0) - (place.get(b) ?? 0);
}
