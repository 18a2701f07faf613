import fc, { type Scheduler } from "fast-check";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { advanceSweep, type SweepTools } from "#functions/sweep/advance-sweep.ts";
import { storeNewSweep } from "#functions/sweep/begin-sweep.ts";
import type { Household } from "#household/aggregate.ts";
import { settle } from "#household/settle.ts";
import type { Sweep } from "#stores/sweeps-table.ts";
import { findIn } from "#test/fakes/in-memory-indexes.ts";
import { inMemorySweeps } from "#test/fakes/in-memory-sweeps.ts";
import { chaosOf, type FaultCounts, noFaults } from "./chaos.ts";
import { runEvaluate, updateWatched } from "./functions-at-work.ts";
import { type SourceEvent, today } from "./history.ts";
import { callPort, newInstance } from "./instance.ts";
import type { System } from "./ports.ts";
import type { Product } from "./product.ts";
import { bodyOf, newSystem } from "./simulate.ts";
import { type SimulatedQueue, simulatedQueue } from "./simulated-queue.ts";
import { smallStandard } from "./small-standard.ts";

// A standard is replaced while households change, by instances of evaluate some of which still judge by the former one,
// over indexes that lag; and a sweep goes after it. In the end every household must be judged as by the new standard.

const counties = ["330106", "330203"] as const;
/** The standards that replace each other: the guarantee in both counties. */
const values = [900, 941, 1000, 1035, 1100, 1300] as const;
const incomes = [0, 899.99, 900, 940.99, 941, 999.99, 1000, 1020, 1035, 1099, 1100, 1350, 1411, 1500, 1600, 1900, 3000];

const standards = new Map<number, Standard>();

function standardOf(value: number): Standard {
  let standard = standards.get(value);
  if (!standard) {
    const { document } = smallStandard();
    standard = compileStandard({
      ...document,
      version: `test-${value}`,
      parameters: document.parameters.map((parameter) => {
        if (parameter.name !== "minimumLivingGuarantee") return parameter;
        const areas = Object.fromEntries(counties.map((county) => [county, { "2021-12-31": value }]));
        return { ...parameter, areas: { ...parameter.areas, ...areas } };
      }),
    });
    standards.set(value, standard);
  }
  return standard;
}

interface Choice {
  readonly household: number;
  readonly income: number;
  readonly county: (typeof counties)[number];
}

const choice = fc.record({
  household: fc.integer({ min: 1, max: 7 }),
  income: fc.constantFrom(...incomes),
  county: fc.constantFrom(...counties),
});

/** A population, the changes that come while a standard replaces another, and the chaos they meet. */
const histories = fc.record({
  population: fc.array(choice, { minLength: 4, maxLength: 8 }),
  changes: fc.array(choice, { maxLength: 6 }),
  from: fc.constantFrom(...values),
  to: fc.constantFrom(...values),
  whole: fc.boolean(),
  chaos: fc.noBias(fc.noShrink(fc.integer())),
});
type History = Parameters<Parameters<typeof histories.map>[0]>[0];

/** The seeded bugs that the histories must find. */
export interface SweepRules {
  /** Looks a second time once no index lags and nobody judges by the former standard. */
  readonly secondPass: boolean;
  /** Waits with it until then. */
  readonly waits: boolean;
}

export const soundSweep: SweepRules = { secondPass: true, waits: true };

/** What was wrong after a history: households that a full re-judgement would still change. */
export interface SweepFailure {
  readonly run: number;
  readonly missed: readonly string[];
}

export interface SweepTally {
  histories: number;
  handedOn: number;
  readonly faults: FaultCounts;
}

export interface SweepRunOptions {
  readonly seed: number;
  readonly runs: number;
  readonly rules?: SweepRules;
  readonly onProgress?: () => void;
}

export function newSweepTally(): SweepTally {
  return { histories: 0, handedOn: 0, faults: noFaults() };
}

/** Runs histories of a seed until all have run, or one leaves a household judged as by the former standard. */
export async function runSweepHistories(
  product: Product,
  { seed, runs, rules = soundSweep, onProgress }: SweepRunOptions,
  tally: SweepTally = newSweepTally(),
): Promise<SweepFailure | undefined> {
  let missed: readonly string[] = [];
  const property = fc.asyncProperty(histories, fc.scheduler(), async (history, scheduler) => {
    missed = await runOne(history, { product, scheduler, rules, tally });
    onProgress?.();
    return missed.length === 0;
  });
  const report = await fc.check(property, { seed, numRuns: runs, endOnFailure: true });
  return report.failed ? { run: report.numRuns - 1, missed } : undefined;
}

interface Run {
  readonly product: Product;
  readonly scheduler: Scheduler;
  readonly rules: SweepRules;
  readonly tally: SweepTally;
}

async function runOne(history: History, { product, scheduler, rules, tally }: Run): Promise<string[]> {
  const chaos = chaosOf(history.chaos, tally.faults);
  const made = newSystem({ setting: { product, standard: standardOf(history.from) }, chaos, scheduler });
  const inForce = { standard: made.standard };
  // Each batch asks once which standard is in force, and judges by that to its end.
  const system: System = Object.defineProperty({ ...made }, "standard", {
    get: () => inForce.standard,
    enumerable: true,
  });
  const due = simulatedQueue("households-due", chaos);

  chaos.calm = true;
  for (const event of eventsOf(history.population, "2022-06-01", 0)) system.changes.put(bodyOf(event));
  await settleAll(system, due);
  chaos.calm = false;

  const sweep = sweepUnder(system, due, history, rules);
  // Events that some instance has begun to judge by the former standard before it is replaced.
  for (const event of eventsOf(history.changes, "2022-06-20", 100)) system.changes.put(bodyOf(event));
  const steps = async (task: () => Promise<unknown>, times: number) => {
    for (let time = 0; time < times; time += 1) {
      await scheduler.schedule(Promise.resolve());
      await task();
    }
  };
  const publish = async () => {
    await steps(async () => {}, 2);
    inForce.standard = standardOf(history.to);
    await sweep.begin();
    await steps(sweep.advance, 4);
  };
  const lag = () => steps(async () => updateWatched(system, "one"), 8);
  await scheduler.waitFor(
    Promise.all([
      steps(() => runEvaluate(system, 2), 5),
      steps(() => runEvaluate(system, 2), 5),
      steps(() => runEvaluate(system, 1, due), 5),
      publish(),
      lag(),
    ]),
  );
  await scheduler.waitIdle();

  // Half a minute later no index lags and no instance is left that knows the former standard.
  chaos.calm = true;
  await settleAll(system, due);
  await sweep.finish();
  await settleAll(system, due);
  tally.histories += 1;
  tally.handedOn += due.everPut();
  return [...system.tables.households.values()]
    .filter((each) => wouldChange(each, inForce.standard))
    .map(({ household }) => household);
}

/** Works until every queue is empty and every index has caught up. */
async function settleAll(system: System, due: SimulatedQueue): Promise<void> {
  for (let again = 0; again < 8; again += 1) {
    for (const queue of [system.changes, due]) {
      queue.redrive();
      queue.expire("all");
      while ((await runEvaluate(system, 10, queue)) !== "nothing there");
    }
    updateWatched(system, "all");
    if (system.changes.size() + due.size() === 0) return;
  }
}

function sweepUnder(system: System, due: SimulatedQueue, history: History, rules: SweepRules) {
  const sweeps = inMemorySweeps();
  const clock = { time: Date.parse(`${today}T09:00:00+08:00`) };
  const find = findIn(() => system.tables.watched.values(), 2);
  const advance = async () => {
    const instance = newInstance();
    const tools = toolsOf(system, due, { instance, sweeps, find, clock });
    const times = {
      budgetMilliseconds: 60_000,
      noteEveryMilliseconds: 0,
      secondPassMilliseconds: rules.waits ? 30_000 : 0,
    };
    const sweep = sweeps.items.get("s");
    if (!sweep || (!rules.secondPass && sweep.progress.pass === 2)) return;
    await Promise.race([advanceSweep(sweep, tools, times).catch(() => undefined), instance.death]);
  };
  return {
    advance,
    begin: () => storeNewSweep(sweeps, { sweep: "s", reason: reasonOf(history), now: new Date(clock.time) }),
    /** The sweep's message comes again until the sweep is over. */
    async finish() {
      clock.time += 31_000;
      for (let receipts = 0; receipts < 20; receipts += 1) await advance();
    },
  };
}

function reasonOf({ from, to, whole }: History): Sweep["reason"] {
  const reach = whole ? ("whole" as const) : { raisedTo: Math.max(from, to), loweredTo: Math.min(from, to) };
  return {
    by: "standard",
    from: standardOf(from).label,
    to: standardOf(to).label,
    areas: counties.map((area) => ({ area, reach })),
  };
}

function toolsOf(
  system: System,
  due: SimulatedQueue,
  {
    instance,
    sweeps,
    find,
    clock,
  }: {
    readonly instance: ReturnType<typeof newInstance>;
    readonly sweeps: ReturnType<typeof inMemorySweeps>;
    readonly find: SweepTools["findHouseholds"];
    readonly clock: { readonly time: number };
  },
): SweepTools {
  const write = (sweep: Sweep) => {
    const before = sweeps.items.get(sweep.sweep);
    if ((before?.version ?? 0) !== sweep.version) return "conflict" as const;
    sweeps.items.set(sweep.sweep, { ...sweep, version: sweep.version + 1 });
    return "written" as const;
  };
  return {
    sweeps: {
      ...sweeps,
      write: (sweep) => callPort(system, instance, () => write(sweep), { retried: () => "conflict" as const }),
    },
    findHouseholds: async (wanted, shard, after) => {
      const page = await find(wanted, shard, after);
      return await callPort(system, instance, () => page);
    },
    async send(_queueUrl, messages) {
      const refused = new Set<number>();
      await callPort(system, instance, () => {
        messages.forEach(({ body }, position) => {
          if (system.chaos.draw("message refused")) refused.add(position);
          else due.put(JSON.stringify(body));
        });
      });
      return refused;
    },
    householdsDueQueueUrl: "households-due",
    now: () => new Date(clock.time),
  };
}

/** Whether judging a household once more would tell something new. */
function wouldChange(household: Household, standard: Standard): boolean {
  const { household: again } = settle(standard, household, today);
  // Where it stands in the indexes follows the value by which it was judged; that it is found there is held elsewhere.
  const said = ({ determinations, watch, notices, indexed }: Household) =>
    JSON.stringify([determinations, watch, notices, indexed?.area]);
  return said(again) !== said(household);
}

function eventsOf(choices: readonly Choice[], asOf: string, first: number): SourceEvent[] {
  return choices.flatMap(({ household, income, county }, index): SourceEvent[] => {
    const [h, p] = [`h-${household}`, `p-${household}`];
    const event = (source: string, changes: SourceEvent["changes"]) => {
      const sequence = first + index;
      return { source, id: `${source}-${sequence}`, sequence, changes };
    };
    return [
      event("population", [
        { household: h, asOf, set: { area: `${county}001001` } },
        { person: p, asOf, set: { household: h, birthDate: "1980-01-01", deceased: false } },
      ]),
      event("civil-affairs", [{ household: h, asOf, set: { otherMonthlyIncome: 0 } }]),
      event("human-resources", [{ person: p, asOf, set: { monthlyIncome: income } }]),
    ];
  });
}
