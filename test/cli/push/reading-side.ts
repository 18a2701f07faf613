import type { SourceEvent } from "#cli/push/event-lines.ts";
import type { Entry } from "#cli/push/pack-events.ts";
import { type Change, HouseholdChangedEnvelope, parseChange } from "#events/household-changed.ts";

/** The changes of an entry as whoever receives it tells them apart: by their own identity, else by the event's. */
export function accepting({ detail }: Entry<SourceEvent>): Change[] {
  const event = HouseholdChangedEnvelope.parse(JSON.parse(detail));
  return event.changes.map((input) => {
    const change = parseChange(input);
    if (!change.success) throw new Error("a change was packed that cannot be read");
    return { ...change.data, id: change.data.id ?? event.id, sequence: change.data.sequence ?? event.sequence };
  });
}
