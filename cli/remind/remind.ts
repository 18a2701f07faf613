import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dateIn, isCalendarDate } from "#events/calendar.ts";
import { AreaCode } from "#events/identifiers.ts";
import type { ReminderChannel } from "#events/reminder.ts";
import { type PutReminder, remindersOf } from "#outreach/reminders.ts";
import { casesTable } from "#stores/cases-table.ts";
import { dynamoDbClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { loadPack } from "../load-pack.ts";

/** The options of `pfp remind`, as commander gives them. */
export interface RemindOptions {
  readonly area: string;
  readonly outbox: string;
  readonly by: ReminderChannel;
  readonly desk: string;
  readonly on?: string;
  readonly pack: string;
  readonly table: string;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** Puts reminders of overdue visits into an outbox. Resolves with the exit status. */
export async function remind(options: RemindOptions): Promise<number> {
  const { area, on, by: channel, desk, outbox } = options;
  if (!AreaCode.safeParse(area).success || ![6, 9].includes(area.length)) {
    throw new CommandError(
      `--area: found ${JSON.stringify(area)}, expected a county's or town's code of 6 or 9 digits`,
    );
  }
  if (on !== undefined && !isCalendarDate(on)) throw new CommandError("--on: expected a date such as 2022-07-01");
  const { timeZone, roles } = await loadPack(options.pack);
  const now = new Date();
  const today = on ?? dateIn(timeZone, now);
  const client = dynamoDbClient(options);
  const settings = {
    ...options,
    region: await withConnectionErrors(options, () => client.config.region(), "DynamoDB"),
  };
  const counts = await withConnectionErrors(
    settings,
    () => casesTable(client, options.table).counts(area, { now, today, only: "open" }),
    "DynamoDB",
  );
  client.destroy();
  const reminders = remindersOf({
    counts,
    today,
    channel,
    desk,
    roles,
  });
  const put = await outboxFolder(outbox);
  for (const reminder of reminders) await put(reminder);
  console.log(`${outbox}: 提醒 reminders ${reminders.length}`);
  return exitCode.done;
}

/** An outbox on disk, a file each; whoever reads it never sees half of one. */
async function outboxFolder(folder: string): Promise<PutReminder> {
  await mkdir(folder, { recursive: true });
  return async (reminder) => {
    const file = join(folder, `${reminder.id}.json`);
    await writeFile(`${file}.part`, `${JSON.stringify(reminder)}\n`);
    await rename(`${file}.part`, file);
  };
}
