import { createHash } from "node:crypto";
import { maximumChanges } from "#events/household-changed.ts";
import { entryBytes, type SourceEvent } from "./event-lines.ts";

/** An entry for the bus: one event, or several of one source packed into one. */
export interface Entry<Line> {
  readonly source: string;
  /** The event as JSON text. */
  readonly detail: string;
  /** As EventBridge counts them. */
  readonly bytes: number;
  /** The lines it was made of, in their order. */
  readonly lines: readonly Line[];
}

/** EventBridge bills each 64 KB of an entry; a little is kept back for what the service may add. */
const packedBytes = 63 * 1024;

/** Many sources taking turns must not keep their first lines waiting for ever. */
const openPacks = 64;
const linesApart = 5000;

interface OpenPack<Line> {
  readonly source: string;
  readonly openedAt: number;
  readonly events: { readonly event: SourceEvent; readonly line: Line }[];
  /** Each change as JSON text, with its own event's identity. */
  readonly changes: string[];
  bytes: number;
}

export interface Packer<Line> {
  /** Takes an event in; returns the entries that are full or have waited long enough. */
  add(event: SourceEvent, line: Line): Entry<Line>[];
  /** Returns what is still open. */
  flush(): Entry<Line>[];
}

/**
 * Packs events of the same source into entries of at most `mostChanges` changes and 63 KB. Each change keeps the identity of the
 * event it came in, so that packing changes nothing for whoever reads them: not which of two reports is the later, and
 * not what is a repetition.
 */
export function eventPacker<Line>(mostChanges: number = maximumChanges): Packer<Line> {
  const open = new Map<string, OpenPack<Line>>();
  let taken = 0;

  const close = (pack: OpenPack<Line>): Entry<Line> => {
    open.delete(pack.source);
    return entryOf(pack);
  };
  const overdue = (): Entry<Line>[] => {
    // A map keeps the order of opening: the first is the one that has waited longest.
    const [longest] = open.values();
    const due = longest && (open.size > openPacks || taken - longest.openedAt > linesApart);
    return due ? [close(longest)] : [];
  };

  return {
    add(event, line) {
      taken += 1;
      const changes = event.changes.map((change) =>
        JSON.stringify({ id: event.id, sequence: event.sequence, ...change }),
      );
      const bytes = changes.reduce((total, change) => total + Buffer.byteLength(change) + 1, 0);
      const closed: Entry<Line>[] = [];
      let pack = open.get(event.source);
      if (pack && (pack.bytes + bytes > packedBytes || pack.changes.length + changes.length > mostChanges)) {
        closed.push(close(pack));
        pack = undefined;
      }
      if (!pack) {
        pack = { source: event.source, openedAt: taken, events: [], changes: [], bytes: envelopeBytes(event) };
        open.set(event.source, pack);
      }
      pack.events.push({ event, line });
      pack.changes.push(...changes);
      pack.bytes += bytes;
      return [...closed, ...overdue()];
    },
    flush() {
      return [...open.values()].map(close);
    },
  };
}

/** Each event as its own entry. */
export function entryPerEvent<Line>(): Packer<Line> {
  return { add: (event, line) => [asItIs(event, line)], flush: () => [] };
}

function asItIs<Line>({ source, id, sequence, changes }: SourceEvent, line: Line): Entry<Line> {
  const detail = JSON.stringify({ id, sequence, changes });
  return { source, detail, bytes: entryBytes(source, detail), lines: [line] };
}

function entryOf<Line>({ source, events, changes }: OpenPack<Line>): Entry<Line> {
  const [first] = events;
  if (!first) throw new Error("a pack is opened with its first event");
  if (events.length === 1) return asItIs(first.event, first.line);
  const head = JSON.stringify({ id: packedId(events.map(({ event }) => event)), sequence: first.event.sequence });
  const detail = `${head.slice(0, -1)},"changes":[${changes.join(",")}]}`;
  return { source, detail, bytes: entryBytes(source, detail), lines: events.map(({ line }) => line) };
}

/** Made from its events' own identities alone: sent again, the same events are the same packed event. */
function packedId(events: readonly SourceEvent[]): string {
  const digest = createHash("sha256");
  for (const { id, sequence } of events) digest.update(`${id}\n${sequence}\n`);
  const first = events[0]?.id.slice(0, 150) ?? "";
  return `${first}+${events.length - 1}-${digest.digest("base64url").slice(0, 10)}`;
}

function envelopeBytes({ source }: SourceEvent): number {
  // The longest that a packed event's id (escaped) and sequence can make it, so that the sum never falls short.
  return entryBytes(source, '{"id":"","sequence":9007199254740991,"changes":[]}') + 2 * 150 + 20;
}
