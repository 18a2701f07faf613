import type { AffectedArea } from "#eligibility/affected-area.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { dateIn, isCalendarDate } from "#events/calendar.ts";
import { AreaCode } from "#events/identifiers.ts";
import { type Comparison, comparisonOf } from "#preview/compare.ts";
import { previewOf } from "#preview/preview.ts";
import { touchedAreas } from "#preview/touched-areas.ts";
import type { AwsSettings } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { loadPack } from "../load-pack.ts";
import { countFiles } from "./count-files.ts";
import { countStored } from "./count-stored.ts";
import { householdFiles } from "./household-files.ts";
import { previewInWords } from "./preview-in-words.ts";
import { workersOf } from "./workers-of.ts";

export interface PreviewOptions extends AwsSettings {
  /** Files of households; without them the table is read. */
  readonly onFile?: string[];
  /** A pack's folder, or `in-force`. */
  readonly against?: string;
  /** ISO date. */
  readonly on?: string;
  readonly county?: string;
  readonly workers?: string;
  readonly json?: true;
  readonly wholeTable?: true;
  readonly table: string;
  readonly standardsTable: string;
}

const inForce = "in-force";

/** Counts what a pack would find, prints it, and returns the exit status. */
export async function preview(folder: string, options: PreviewOptions): Promise<number> {
  const area = areaOf(options.county);
  const workers = workersOf(options.workers);
  const files = options.onFile && householdFiles(options.onFile);
  const to = await loadPack(folder);
  const from = await formerOf(options, to);
  const on = dayOf(options.on, to);
  const started = performance.now();
  const settings = { from, to, on, area };
  const comparison = comparisonOf(from && compileStandard(from), compileStandard(to));
  const touched = files ? undefined : touchedBy(comparison, on, options);
  const { tally, rejected, units } = files
    ? await countFiles(settings, workers, files)
    : await countStored(settings, workers, options, touched);
  const counted = previewOf(tally, comparison, { on, area, read: touched ? "touched" : "whole" });
  console.log(options.json ? JSON.stringify(counted) : previewInWords(counted, to));
  console.error(summary(tally.households, rejected, (performance.now() - started) / 1000));
  if (!files) {
    const how = touched
      ? "按索引只读可能变动的家庭 only those who can be touched were read, by the index"
      : "整表并行读取 the whole table was read, segments side by side";
    console.error(`${how}: ${Math.ceil(units).toLocaleString("en")} 读取单位 read units`);
  }
  return rejected > 0 ? exitCode.someRejected : exitCode.done;
}

/**
 * Whom the indexes can find. They know the limits of households as the standard in force judged them, today: another
 * standard to compare with, or another day, has others.
 */
function touchedBy({ from, to }: Comparison, on: string, options: PreviewOptions): AffectedArea[] | undefined {
  const isAsJudged = (options.against ?? inForce) === inForce && on === dateIn(to.timeZone, new Date());
  return from && isAsJudged && !options.wholeTable ? touchedAreas(from, to, on) : undefined;
}

/** The pack compared with: what is stored was judged by the one in force, what is on file by none. */
async function formerOf(options: PreviewOptions, to: StandardDocument): Promise<StandardDocument | undefined> {
  const against = options.against ?? (options.onFile ? undefined : inForce);
  if (against === undefined) return undefined;
  if (against !== inForce) return loadPack(against);
  const [{ dynamoDbClient, withConnectionErrors }, { readInForce }] = await Promise.all([
    import("../aws-clients.ts"),
    import("#stores/standards-table.ts"),
  ]);
  const client = dynamoDbClient(options);
  const found = await withConnectionErrors(options, () => readInForce(client, options.standardsTable, to.name));
  client.destroy();
  if (found) return found;
  throw new CommandError(`--against: found no standard ${to.name} in force, expected one, or a pack's folder`);
}

function summary(households: number, rejected: number, seconds: number): string {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const processor = ((userCPUTime + systemCPUTime) / 1e6).toFixed(1);
  return `${households.toLocaleString("en")} 户 households in ${seconds.toFixed(1)} s (${processor} s of processors), ${rejected.toLocaleString("en")} rejected`;
}

function areaOf(county: string | undefined): string | undefined {
  if (county === undefined || AreaCode.safeParse(county).success) return county;
  throw new CommandError(`--county: found "${county}", expected an area code such as 330106`);
}

function dayOf(on: string | undefined, { timeZone }: StandardDocument): string {
  if (on === undefined) return dateIn(timeZone, new Date());
  if (isCalendarDate(on)) return on;
  throw new CommandError(`--on: found "${on}", expected a date that exists, such as 2022-07-01`);
}
