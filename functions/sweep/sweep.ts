import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { dateIn } from "#events/calendar.ts";
import { CalendarDue, SweepDue } from "#events/sweep-due.ts";
import { errorInWords } from "#functions/errors.ts";
import { failureCode, tallyOf } from "#functions/telemetry/log-catalogue.ts";
import type { Sweep } from "#stores/sweeps-table.ts";
import { type Advanced, advanceSweep } from "./advance-sweep.ts";
import { storeNewSweep } from "./begin-sweep.ts";
import type { SweepDependencies } from "./dependencies.ts";

/** The most that a message can be told to stay away, in seconds: a quarter of an hour is enough to wait. */
const longestWait = 900;

/**
 * Takes the sweeps of a batch further. A sweep's message is its pulse: it goes back to the queue, to come again at once
 * or when the second pass may begin, until the sweep is over, is paused, or another worker is on it.
 */
export async function sweep(event: SQSEvent, dependencies: SweepDependencies): Promise<SQSBatchResponse> {
  const again: string[] = [];
  const failed: string[] = [];
  for (const record of event.Records) {
    try {
      const advanced = await advance(record, dependencies);
      if (advanced) await dependencies.log(lineOf(advanced.sweep));
      if (advanced?.againIn === undefined) continue;
      again.push(record.messageId);
      const seconds = Math.min(longestWait, Math.max(1, Math.ceil(advanced.againIn / 1000)));
      await dependencies.putBack(record.receiptHandle, seconds);
    } catch (error) {
      failed.push(errorInWords(error));
      again.push(record.messageId);
    }
  }
  if (failed.length > 0) await dependencies.log({ log: "sweep failed", failed: tallyOf(failed.map(failureCode)) });
  return { batchItemFailures: [...new Set(again)].map((itemIdentifier) => ({ itemIdentifier })) };
}

async function advance({ body }: SQSRecord, dependencies: SweepDependencies): Promise<Advanced | undefined> {
  const found = await sweepOf(JSON.parse(body), dependencies);
  return found?.state === "running" ? await advanceSweep(found, dependencies, dependencies.times) : undefined;
}

/** The sweep that a message is about: a day that has come begins one of its own, the same where it is told twice. */
async function sweepOf(message: unknown, { sweeps, now, timeZone }: SweepDependencies): Promise<Sweep | undefined> {
  const day = CalendarDue.safeParse(message);
  if (!day.success) return await sweeps.read(SweepDue.parse(message).sweep);
  const reason = { by: "calendar" as const, until: dateIn(await timeZone(), now()) };
  return await storeNewSweep(sweeps, { sweep: `calendar-${day.data.time}`, reason, now: now() });
}

function lineOf({ sweep: name, progress: { pass, shards, found } }: Sweep) {
  const households = found.reduce((sum, each) => sum + each, 0);
  return { log: "sweep advanced" as const, pass, shards, households, sweeps: [name] };
}
