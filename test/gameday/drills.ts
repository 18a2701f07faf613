import type { Drill } from "./drill.ts";
import { brokenGlass } from "./drills/broken-glass.ts";
import { costAbovePlan } from "./drills/cost-above-plan.ts";
import { functionFailing } from "./drills/function-failing.ts";
import { keyLoss } from "./drills/key-loss.ts";
import { officeNotTaking } from "./drills/office-not-taking.ts";
import { overdueCases } from "./drills/overdue-cases.ts";
import { poison } from "./drills/poison.ts";
import { queueNotRead } from "./drills/queue-not-read.ts";
import { regionLoss } from "./drills/region-loss.ts";
import { remindersMissed } from "./drills/reminders-missed.ts";
import { replayFromTheArchive } from "./drills/replay-from-the-archive.ts";
import { restoreToAPointInTime } from "./drills/restore-to-a-point-in-time.ts";
import { sourceFlood } from "./drills/source-flood.ts";
import { sourceSilent } from "./drills/source-silent.ts";
import { stuckOutbox } from "./drills/stuck-outbox.ts";
import { watchMissed } from "./drills/watch-missed.ts";
import { wrongPublication } from "./drills/wrong-publication.ts";

/** Every drill, in the order in which they are held. */
export const drills: readonly Drill[] = [
  ...[functionFailing, poison, stuckOutbox, sourceFlood, replayFromTheArchive],
  ...[restoreToAPointInTime, keyLoss, regionLoss],
  ...[wrongPublication, watchMissed, remindersMissed, queueNotRead, officeNotTaking, sourceSilent],
  ...[overdueCases, costAbovePlan, brokenGlass],
];
