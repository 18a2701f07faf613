import { resolve } from "node:path";
import { isCalendarDate } from "#events/calendar.ts";
import { CommandError } from "../exit-code.ts";
import type { PopulationOptions } from "./population.ts";
import { countiesWithin } from "./villages.ts";

/** The options, checked. */
export interface PopulationPlan {
  /** The households to make; undefined where they come from a file. */
  readonly households: number | undefined;
  readonly from: string | undefined;
  readonly seed: number;
  readonly counties: readonly string[];
  /** ISO date, the first of a month. */
  readonly on: string;
}

// Zhejiang has about 25 million households.
const mostHouseholds = 30_000_000;

/** Throws CommandError naming the option, what was found and what was expected. */
export function planOf(options: PopulationOptions): PopulationPlan {
  const { from, households = "10000", seed, on } = options;
  checkFiles(options);
  if (!isCalendarDate(on) || !on.endsWith("-01") || on < "1950") {
    throw new CommandError(`--on: found "${on}", expected the first day of a month, such as 2022-06-01`);
  }
  return {
    households: from === undefined ? wholeNumber("--households", households, 1, mostHouseholds) : undefined,
    from,
    seed: wholeNumber("--seed", seed, 0, 0xffff_ffff),
    counties: countiesOf(options.counties),
    on,
  };
}

function checkFiles({ from, households, output, changes }: PopulationOptions): void {
  if (from !== undefined && households !== undefined) {
    throw new CommandError("--households: found together with --from, expected one of them");
  }
  if (from !== undefined && output !== undefined) {
    throw new CommandError("--output: found together with --from, which makes no households; expected --changes");
  }
  const files = { "--from": from, "--output": output };
  for (const [option, file] of Object.entries(files)) {
    if (file !== undefined && changes !== undefined && resolve(file) === resolve(changes)) {
      throw new CommandError(`--changes: found the file of ${option}, expected another one`);
    }
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new CommandError(`${option}: found "${text}", expected a whole number from ${least} to ${most}`);
}

function countiesOf(text: string): string[] {
  const found = text.split(",").flatMap((part) => {
    const code = part.trim();
    const within = /^\d{2}(\d{2}){0,2}$/.test(code) ? countiesWithin(code) : [];
    if (within.length > 0) return within;
    throw new CommandError(
      `--counties: found "${code}", expected codes of counties in Zhejiang (or of a prefecture, or 33), such as 330106,330203`,
    );
  });
  return [...new Set(found)].sort();
}
