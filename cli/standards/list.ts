import { isCalendarDate } from "#events/calendar.ts";
import { readInForcePointer } from "#stores/standard-in-force.ts";
import { listVersions } from "#stores/standards-table.ts";
import { type AwsSettings, dynamoDbClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { type InForcePeriod, inForceOn, type VersionsInForce, versionsInForce } from "./versions-in-force.ts";

/** The options of `pfp standards list`, as commander gives them. */
export interface StandardsOptions extends AwsSettings {
  readonly table: string;
  readonly on?: string;
  readonly json?: boolean;
}

/** Lists a standard's versions and which was in force when. Resolves with the exit status. */
export async function listStandards(name: string, options: StandardsOptions): Promise<number> {
  const { on, table } = options;
  if (on !== undefined && !isCalendarDate(on)) throw new CommandError("--on: expected a date such as 2022-07-01");
  const client = dynamoDbClient(options);
  const versions = await withConnectionErrors(options, async () => {
    const pointer = await readInForcePointer(client, table, name);
    return versionsInForce(await listVersions(client, table, name), pointer, new Date());
  });
  client.destroy();
  if (versions.periods.length + versions.neverInForce.length === 0) {
    throw new CommandError(`no version of the standard ${name} is published; publish one with: pfp publish`);
  }
  const shown = on === undefined ? versions : onDay(versions, on, name);
  if (options.json) console.log(JSON.stringify({ standard: name, ...shown }));
  else for (const line of inWords(name, shown)) console.log(line);
  return exitCode.done;
}

function onDay(versions: VersionsInForce, day: string, name: string): VersionsInForce {
  const period = inForceOn(versions, day);
  if (!period) throw new CommandError(`no version of ${name} was in force on ${day}`, exitCode.someRejected);
  return { periods: [period], neverInForce: [] };
}

const states: Readonly<Record<InForcePeriod["state"], string>> = {
  "in-force": "在用 in force",
  formerly: "从前 formerly",
  scheduled: "排定 scheduled",
};

function inWords(name: string, { periods, neverInForce }: VersionsInForce): string[] {
  return [
    ...periods.map(({ version, state, from, until, by }) => {
      const days = until === undefined ? `${from} –` : `${from} – ${until}`;
      return `${name}@${version}  ${states[state]}  ${days}${by === undefined ? "" : `  由 by ${by}`}`;
    }),
    ...neverInForce.map((version) => `${name}@${version}  未启用 never in force`),
  ];
}
