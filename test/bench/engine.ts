import { progressLine } from "#cli/progress.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { type Agreement, compareOutcomes } from "./engine/agreement.ts";
import { engineSizes } from "./engine/bundles.ts";
import { celEngines } from "./engine/cel-engines.ts";
import { measureColdStart } from "./engine/cold-start.ts";
import type { Contender } from "./engine/contender.ts";
import { handWritten } from "./engine/hand-written.ts";
import { type KnownHousehold, knownHouseholds } from "./engine/households.ts";
import { jsonRulesEngine } from "./engine/json-rules-engine.ts";
import { measuredPack } from "./engine/measured-pack.ts";
import { type EngineOptions, engineHelp, parseEngineOptions } from "./engine/options.ts";
import { askOracle } from "./engine/oracle.ts";
import { installOtherEngines } from "./engine/other-engines.ts";
import { ourEngine } from "./engine/our-engine.ts";
import { type Measured, printMeasured } from "./engine/print.ts";
import { timeRounds } from "./engine/rounds.ts";
import { zenEngine } from "./engine/zen-engine.ts";

/**
 * `npm run bench -- engine`: this engine beside hand-written code and other rule engines, on the same programmes and
 * households, once all of them say the same of every household; then its size and its cold start.
 */
export async function run(args: readonly string[]): Promise<void> {
  try {
    const options = parseEngineOptions(args);
    if (options.help) {
      console.log(engineHelp);
      return;
    }
    const document = await measuredPack();
    const contenders = await contendersFor(document, options);
    const households = knownHouseholds(options.households);
    const agreement = await agreementOf(contenders, households);
    const oracle = askOracle(document, households);
    const differences = [...agreement.differences, ...oracle.differences];
    if (differences.length > 0) {
      console.error(`各引擎结论不一致 the engines differ:\n${differences.join("\n")}`);
      process.exitCode = 1;
      return;
    }
    const { rounds, spawns } = options;
    const measured: Measured = {
      households: households.length,
      persons: households.reduce((sum, { members }) => sum + members.length, 0),
      programmes: document.programmes.length,
      rounds,
      agreement,
      oracle,
      timings: await withProgress("timing", "rounds", rounds, (progress) =>
        timeRounds(contenders, households, { rounds, progress }),
      ),
      sizes: await engineSizes(),
      coldStart: await withProgress("cold start", "spawns", spawns, (progress) => measureColdStart(spawns, progress)),
    };
    if (options.json) console.log(JSON.stringify(measured));
    else printMeasured(measured);
  } catch (error) {
    console.error(`npm run bench -- engine: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}

async function contendersFor(document: StandardDocument, { withOthers }: EngineOptions): Promise<Contender[]> {
  const always = [handWritten(document), ...ourEngine(document), ...celEngines(document)];
  if (!withOthers) return always;
  installOtherEngines((text) => console.error(text));
  return [...always, await zenEngine(document), await jsonRulesEngine(document)];
}

function agreementOf(contenders: readonly Contender[], households: readonly KnownHousehold[]): Promise<Agreement> {
  return withProgress("agreement", "households", households.length, (progress) =>
    compareOutcomes(contenders, households, progress),
  );
}

async function withProgress<Result>(
  label: string,
  unit: string,
  total: number,
  work: (progress: (done: number) => void) => Promise<Result>,
): Promise<Result> {
  const line = progressLine(label, unit);
  const result = await work((done) => line.update(done, total));
  line.end();
  return result;
}
