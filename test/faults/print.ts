import { progressLine } from "#cli/progress.ts";
import { concurrentWriters, poisoned } from "./crowds.ts";
import { fuzz } from "./fuzz.ts";
import { mutants } from "./mutants.ts";
import { permutedHistories } from "./permutations.ts";
import { product } from "./product.ts";
import { crashEverywhere, type Failure, newTally, runHistories, type Tally } from "./run-histories.ts";
import { type MutantResult, runMutants } from "./run-mutants.ts";
import { smallStandard } from "./small-standard.ts";

// Results go to standard output, how far it has come to standard error.

const setting = { product, standard: smallStandard() };
const say = (line = "") => process.stdout.write(`${line}\n`);

/** Histories of a seed, or one of them alone. Prints what was injected and found; 1 where something was. */
export async function printRuns(options: {
  readonly seed: number;
  readonly runs: number;
  readonly only: number | undefined;
  readonly json: boolean;
}): Promise<number> {
  const { seed, runs, only, json } = options;
  const started = performance.now();
  const tally = newTally();
  const progress = progressLine("faults", "histories");
  const onProgress = ({ histories }: Tally) => progress.update(histories, only === undefined ? runs : undefined);
  const failure = await runHistories(tally, { seed, runs, only, setting, onProgress });
  progress.end();
  const perSecond = Math.round(tally.histories / ((performance.now() - started) / 1000));
  const more = failure || only !== undefined ? undefined : await further(seed, runs);
  const failed = failure ?? more?.crashes.failure;
  if (json) say(JSON.stringify({ seed, ...tally, perSecond, ...more, failure: failed }));
  else {
    sayTally(tally, perSecond);
    if (more) sayFurther(more);
    if (failed) sayFailure(failed, seed);
  }
  return failed || (more && !more.isSound) ? 1 : 0;
}

interface Further {
  readonly crashes: { readonly tally: Tally; readonly failure: Failure | undefined };
  readonly permutations: { readonly histories: number; readonly differing: number };
  readonly writers: { readonly lostUpdates: number; readonly dead: number };
  readonly poison: { readonly messages: number; readonly dead: number; readonly healthyDead: number };
  readonly isSound: boolean;
}

/** What is asked beside random faults: a crash at every await point, permutations, crowds of writers, poison. */
async function further(seed: number, runs: number): Promise<Further> {
  const tally = newTally();
  const progress = progressLine("a crash at every await point", "runs");
  const onProgress = ({ histories }: Tally) => progress.update(histories);
  const failure = await crashEverywhere(tally, {
    seed,
    runs: Math.max(3, Math.ceil(runs / 1000)),
    setting,
    onProgress,
  });
  progress.end();
  const histories = Math.max(50, Math.ceil(runs / 20));
  const differing = await permutedHistories(setting, { seed, runs: histories });
  const written = await concurrentWriters(setting, 50, seed);
  const poison = await poisoned(setting, 2000, seed);
  const lostUpdates = written.found.lost.length + written.found.divergent.length;
  const poisonFound = poison.found.lost.length + poison.found.divergent.length;
  return {
    crashes: { tally, failure },
    permutations: { histories, differing },
    writers: { lostUpdates, dead: written.dead.length },
    poison: { messages: 2000, dead: poison.dead.length, healthyDead: poison.healthyDead },
    isSound: !failure && differing + lostUpdates + written.dead.length + poison.healthyDead + poisonFound === 0,
  };
}

function sayTally({ histories, faults, lost, duplicate, divergent, writes, replay }: Tally, perSecond: number): void {
  say(`histories run           ${histories.toLocaleString("en")} (${perSecond}/s)`);
  say("faults injected");
  for (const [kind, count] of Object.entries(faults)) {
    if (count > 0) say(`  ${kind.padEnd(30)} ${count.toLocaleString("en").padStart(12)}`);
  }
  say(`lost                    ${lost}`);
  say(`duplicate open notices  ${duplicate}`);
  say(`divergent               ${divergent}`);
  const share = ((100 * replay.writes) / Math.max(1, writes)).toFixed(2);
  say(`replay                  ${replay.notices} new notices, ${replay.writes} of ${writes} writes (${share} %)`);
}

function sayFurther({ crashes, permutations, writers, poison }: Further): void {
  const { histories, faults } = crashes.tally;
  say(
    `every await point       ${histories} runs, ${faults["crash at every await"]} crashes, ${crashes.failure ? "wrong" : "0 wrong"}`,
  );
  say(
    `permutations            ${permutations.histories} with up to 3 duplicates each, ${permutations.differing} with another item`,
  );
  say(`50 writers at once      ${writers.lostUpdates} lost updates, ${writers.dead} dead letters`);
  say(
    `1 % poison              ${poison.healthyDead} healthy messages among ${poison.dead} dead letters of ${poison.messages}`,
  );
}

function sayFailure({ run, found, events }: Failure, seed: number): void {
  say();
  say(`History ${run} of seed ${seed} ended wrong; again: npm run faults -- --seed ${seed} --run ${run}`);
  for (const [kind, texts] of Object.entries(found)) for (const text of texts) say(`  ${kind}: ${text}`);
  say("as small as it could be made:");
  for (const event of events) say(`  ${JSON.stringify(event)}`);
}

/** The suite against seeded bugs; 1 where one survives. */
export async function printMutants(options: {
  readonly seed: number;
  readonly runs: number;
  readonly json: boolean;
}): Promise<number> {
  const results: MutantResult[] = [];
  const progress = progressLine("mutants", "seeded bugs");
  for await (const result of runMutants(options)) {
    results.push(result);
    progress.update(results.length, mutants.length, result.name);
    if (options.json) continue;
    const { name, caughtBy, symptom = "" } = result;
    say(`${caughtBy === undefined ? "SURVIVED" : `caught by run ${caughtBy}`.padEnd(19)} ${name}: ${symptom}`);
  }
  progress.end();
  const survived = results.filter(({ caughtBy }) => caughtBy === undefined);
  if (options.json) say(JSON.stringify({ seed: options.seed, results }));
  else say(`${results.length - survived.length} of ${results.length} seeded bugs caught`);
  return survived.length > 0 ? 1 : 0;
}

/** Malformed events; 1 where one was neither taken as valid nor set aside with its field, or stopped the function. */
export async function printFuzzed({
  seed,
  messages,
  json,
}: {
  readonly seed: number;
  readonly messages: number;
  readonly json: boolean;
}): Promise<number> {
  const progress = progressLine("fuzz", "messages");
  const { wrong, ...counts } = await fuzz(setting, {
    messages,
    seed,
    onProgress: (done) => progress.update(done, messages),
  });
  progress.end();
  if (json) say(JSON.stringify({ seed, ...counts, wrong }));
  else {
    say(`messages                ${counts.messages.toLocaleString("en")}`);
    say(`set aside               ${counts.quarantined.toLocaleString("en")}, each with its field`);
    say(`  no JSON object        ${counts.noObject.toLocaleString("en")}, which have no field but the whole`);
    say(`valid all the same      ${counts.valid.toLocaleString("en")}`);
    say(`wrong                   ${wrong.length}`);
    for (const { why, message } of wrong.slice(0, 10)) say(`  ${why}: ${message}`);
  }
  return wrong.length > 0 ? 1 : 0;
}
