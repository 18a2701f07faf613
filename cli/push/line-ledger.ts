import type { LinePosition } from "./text-lines.ts";

/** A line that was read and whose fate is open: under way to the bus, or waiting in a pack. */
export interface PendingLine {
  readonly number: number;
  /** Byte of the file at which the line ends. */
  readonly end: number;
  readonly text: string;
  /** Changes of the event on the line. */
  readonly changes: number;
  fate?: Fate;
}

/** What became of a line. */
export type Fate = "taken" | "rejected" | "blank";

/** What the lines up to a point held; events and changes are those that the bus took. */
export interface LineCounts {
  readonly lines: number;
  readonly events: number;
  readonly changes: number;
  readonly rejected: number;
}

export const noLines: LineCounts = { lines: 0, events: 0, changes: 0, rejected: 0 };

/** Up to which line everything is settled: requests finish in any order, but only then may a later run go on there. */
export interface LineLedger {
  /** Enters a line that was read. */
  open(line: Omit<PendingLine, "fate">): PendingLine;
  settle(line: PendingLine, fate: Fate): void;
  /** Lines that are read but not yet behind the position. */
  readonly waiting: number;
  /** All lines up to here are settled. */
  readonly position: LinePosition;
  /** What the lines up to the position held. */
  readonly counts: LineCounts;
}

export function lineLedger(from: LinePosition, known: LineCounts): LineLedger {
  let position = from;
  let counts = known;
  let queue: PendingLine[] = [];
  let head = 0;

  const advance = () => {
    for (let line = queue[head]; line?.fate; line = queue[head]) {
      position = { line: line.number, offset: line.end };
      counts = counted(counts, line);
      head += 1;
    }
    if (head > 1000 && head * 2 > queue.length) {
      queue = queue.slice(head);
      head = 0;
    }
  };

  return {
    open(line) {
      const pending: PendingLine = { ...line };
      queue.push(pending);
      return pending;
    },
    settle(line, fate) {
      line.fate = fate;
      if (line === queue[head]) advance();
    },
    get waiting() {
      return queue.length - head;
    },
    get position() {
      return position;
    },
    get counts() {
      return counts;
    },
  };
}

function counted({ lines, events, changes, rejected }: LineCounts, line: PendingLine): LineCounts {
  const taken = line.fate === "taken";
  return {
    lines: lines + 1,
    events: events + (taken ? 1 : 0),
    changes: changes + (taken ? line.changes : 0),
    rejected: rejected + (line.fate === "rejected" ? 1 : 0),
  };
}
