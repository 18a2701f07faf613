import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { HouseholdChangedEnvelope } from "#events/household-changed.ts";
import { HouseholdOnFile } from "#events/household-on-file.ts";
import { runCommand } from "#local/run-command.ts";

/** The small synthetic county that a drill is held with: files of events, in the order in which they are told. */
export interface County {
  /** What the system knows before the drill begins. */
  readonly known: readonly string[];
  /** What comes while something is wrong: families new to the county, and known ones who have lost their wages. */
  readonly meanwhile: string;
  /** What comes in the days after: more families, and wages found again. It shows that the system goes on as it should. */
  readonly after: string;
  /** Families of the county whose office system notices are posted to. */
  readonly offices: string;
}

const counties = "330106,330203,330383";
/** Few, so that what a county reports is many messages. */
const changesPerEvent = 20;

/** Makes a county of so many households, the same each time. */
export async function makeCounty(folder: string, households: number): Promise<County> {
  const file = (name: string) => join(folder, name);
  const pfp = (...args: string[]) => runCommand({ args: ["cli/main.ts", ...args] });
  await pfp(
    ...["population", "--households", String(households), "--counties", counties, "--seed", "7"],
    ...["--on", "2022-06-01", "--output", file("households.jsonl")],
  );
  await pfp(
    ...["population", "--households", "40", "--counties", "330424", "--seed", "11"],
    ...["--on", "2022-06-01", "--output", file("offices-households.jsonl")],
  );
  const all = linesOf(file("households.jsonl"));
  const [known, meanwhile] = [Math.floor(0.6 * all.length), Math.floor(0.85 * all.length)];
  const report = async (name: string, lines: readonly string[], asOf: string) => {
    writeFileSync(file(`${name}.jsonl`), lines.join("\n"));
    await pfp("report", file(`${name}.jsonl`), "--as-of", asOf, "--output", file(`${name}.ndjson`));
    inSmallEvents(file(`${name}.ndjson`));
    return file(`${name}.ndjson`);
  };
  const quarter = all.slice(0, Math.floor(known / 4));
  return {
    known: [await report("known", all.slice(0, known), "2022-06-01")],
    meanwhile: await report("meanwhile", [...all.slice(known, meanwhile), ...quarter.map(withoutWages)], "2022-06-20"),
    offices: await report("offices", linesOf(file("offices-households.jsonl")), "2022-06-25"),
    after: await report("after", [...all.slice(meanwhile), ...quarter], "2022-07-01"),
  };
}

function withoutWages(line: string): string {
  const household = HouseholdOnFile.parse(JSON.parse(line));
  const members = household.members.map((member) => ({
    ...member,
    ...(member.facts && "monthlyIncome" in member.facts ? { facts: { ...member.facts, monthlyIncome: 0 } } : {}),
  }));
  return JSON.stringify({ ...household, members });
}

const Line = z.looseObject({ Detail: HouseholdChangedEnvelope });

function inSmallEvents(file: string): void {
  const events = linesOf(file).flatMap((line) => {
    const { Detail, ...entry } = Line.parse(JSON.parse(line));
    const parts = Math.ceil(Detail.changes.length / changesPerEvent);
    return Array.from({ length: parts }, (_, part) => ({
      ...entry,
      Detail: {
        ...Detail,
        id: `${Detail.id}-${part + 1}`,
        changes: Detail.changes.slice(part * changesPerEvent, (part + 1) * changesPerEvent),
      },
    }));
  });
  writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
}

/** The lines of a file that have something in them. */
export function linesOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
}
