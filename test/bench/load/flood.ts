import { type FamilyChange, needs } from "./changes.ts";
import { drive, type LaneTimes } from "./drive.ts";
import type { SystemUnderLoad } from "./system-under-load.ts";

export interface Flooded {
  /** Changes a second of the source that floods, before and while it does. */
  readonly rate: number;
  readonly floodRate: number;
  /** The other source's times. */
  readonly before: LaneTimes;
  readonly during: LaneTimes;
  /** The flooding source's own. */
  readonly flood: LaneTimes;
  /** Messages in the queues when the flood ended. */
  readonly left: number;
  /** How much later the other's p99 is in the flood. */
  readonly times: number;
}

/** By how much a source floods, and by how much more another may wait. */
const floodTimes = 20;
export const mostTimes = 10;
/** Changes a second of the other source: each makes a notice. */
const otherRate = 10;

/** Families that the other source needs for so many seconds of each phase: none has two changes under way. */
export const familiesOfOther = (seconds: number) => 2 * otherRate * seconds;

/** One source puts a rate of changes and then twenty times that rate, while another keeps its own. */
export async function flood(
  system: SystemUnderLoad,
  changes: Iterator<FamilyChange>,
  options: { readonly rate: number; readonly seconds: number; readonly firstOfOther: number },
): Promise<Flooded> {
  const { rate, seconds, firstOfOther } = options;
  const floodRate = rate * floodTimes;
  const other = { changes: needs(firstOfOther), rate: otherRate };
  const flooding = { changes, rate: floodRate };
  const before = (await drive(system, [{ changes, rate }, other], seconds)).timesOf(other);
  const { timesOf, left } = await drive(system, [flooding, other], seconds);
  const during = timesOf(other);
  return { rate, floodRate, left, before, during, flood: timesOf(flooding), times: during.p99 / before.p99 };
}
