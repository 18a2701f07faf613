import type { HouseholdOnFile } from "#events/household-on-file.ts";
import { type Output, openOutput } from "../evaluate/output.ts";
import { CommandError } from "../exit-code.ts";
import { progressLine } from "../progress.ts";
import { type EventCounts, type EventFile, eventFile } from "./event-file.ts";
import { makeHousehold } from "./make-household.ts";
import { monthFrom } from "./month.ts";
import { monthOfChanges } from "./month-of-changes.ts";
import { opaqueIds } from "./opaque-ids.ts";
import { type PopulationPlan, planOf } from "./plan.ts";
import { readHouseholds } from "./read-households.ts";
import { type Villages, villagesOf } from "./villages.ts";

/** The options of `pfp population`, as commander gives them. */
export interface PopulationOptions {
  readonly households?: string;
  readonly seed: string;
  readonly counties: string;
  readonly on: string;
  readonly output?: string;
  readonly changes?: string;
  readonly from?: string;
  readonly json?: true;
}

/** What was made; `--json` prints it as one object on standard output. */
interface PopulationSummary extends Omit<PopulationPlan, "households"> {
  readonly households: number;
  readonly persons: number;
  readonly changes?: EventCounts;
  readonly seconds: number;
}

/** Writes a population, or reads one, and a month of its changes; tells on standard error, or as JSON, what came of it. */
export async function population(options: PopulationOptions): Promise<void> {
  const started = performance.now();
  const plan = planOf(options);
  checkJson(options);
  const villages = villagesOf(plan.counties);
  const month = monthFrom(plan.on);
  const output = plan.from === undefined ? openOutput(options.output) : undefined;
  const wanted = options.changes !== undefined || plan.from !== undefined;
  const events = wanted ? await eventFile(openOutput(options.changes), plan.on.slice(0, 7)) : undefined;
  const progress = progressLine("population", "households");
  let households = 0;
  let persons = 0;
  let changes: EventCounts | undefined;
  try {
    for await (const household of householdsOf(plan, villages)) {
      await output?.write(`${JSON.stringify(household)}\n`);
      await events?.add(monthOfChanges(household, { seed: plan.seed, month, villages }));
      households += 1;
      persons += household.members.length;
      if (nobodyReads(output, events)) break;
      progress.update(households, plan.households);
    }
    progress.end();
    await output?.end();
    changes = await events?.end();
  } finally {
    await events?.close();
  }
  const seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  const summary = { ...plan, households, persons, ...(changes ? { changes } : {}), seconds };
  if (options.json) console.log(JSON.stringify(summary));
  else console.error(summaryInWords(summary));
}

function checkJson({ json, from, output, changes }: PopulationOptions): void {
  const wanted = from === undefined ? "--output" : "--changes";
  if (!json || (from === undefined ? output : changes) !== undefined) return;
  throw new CommandError(`--json: found no ${wanted}, expected a file for it, since the summary takes standard output`);
}

function householdsOf(plan: PopulationPlan, villages: Villages): AsyncIterable<HouseholdOnFile> {
  return plan.from === undefined ? made(plan, villages) : readHouseholds(plan.from);
}

async function* made({ households = 0, seed, on }: PopulationPlan, villages: Villages) {
  const context = { seed, ids: opaqueIds(seed), on, villages };
  for (let index = 0; index < households; index += 1) yield makeHousehold(index, context);
}

/** After `| head` there is no use in going on, unless a month of changes is still to be written. */
function nobodyReads(output: Output | undefined, events: EventFile | undefined): boolean {
  return output?.closed === true && events === undefined;
}

function summaryInWords({ households, persons, changes, seconds }: PopulationSummary): string {
  const count = (number: number) => number.toLocaleString("en");
  const told = `${count(households)} 户 households, ${count(persons)} 人 persons in ${seconds.toFixed(1)} s`;
  if (!changes) return told;
  const sources = Object.entries(changes.sources).map(
    ([source, number]) => `  ${count(number).padStart(9)}  ${source}`,
  );
  return [`${told}; ${count(changes.changes)} 条变更 changes in ${count(changes.events)} events`, ...sources].join(
    "\n",
  );
}
