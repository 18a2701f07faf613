import type { Harm } from "./cases-now.ts";
import type { Drill } from "./drill.ts";
import type { Scene } from "./scene.ts";

/** What a drill came to. Times are minutes by the system's clock. */
export interface DrillResult {
  readonly runbook: string;
  /** From the failure until every alarm rang; undefined where people notice it, or nobody did. */
  readonly detectedAfter?: number;
  /** From then until all was well; undefined where it never was. */
  readonly recoveredAfter?: number;
  readonly harm: Harm;
  /** Real seconds. */
  readonly seconds: number;
  /** What went otherwise than it should; none where the drill was passed. */
  readonly faults: readonly string[];
}

export interface HoldingOptions {
  /** False to leave the runbook unread, and see what comes of it. */
  readonly recovery: boolean;
  readonly report: (line: string) => void;
}

const unharmed: Harm = { lost: [], wrong: [], second: [] };
/** Minutes that pass in each step until watch has run in every period that its alarm looks at. */
const ordinaryWarmUp = [15, 15, 15, 15];
const ordinaryStep = 5;
const ordinaryPatience = 180;

/** Holds a drill on a system that is up. Never rejects: whatever goes wrong is a fault of the result. */
export async function holdDrill(drill: Drill, scene: Scene, options: HoldingOptions): Promise<DrillResult> {
  const started = performance.now();
  const faults: string[] = [];
  const times: { detectedAfter?: number; recoveredAfter?: number } = {};
  let harm = unharmed;
  try {
    harm = await hold(drill, scene, options, { faults, times });
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  for (const [what, found] of Object.entries(harm)) {
    if (found.length > 0) faults.push(`${what}: ${found.slice(0, 3).join(", ")}${found.length > 3 ? ", …" : ""}`);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  return { runbook: drill.runbook, ...times, harm, seconds, faults };
}

interface Taken {
  readonly faults: string[];
  readonly times: { detectedAfter?: number; recoveredAfter?: number };
}

async function hold(drill: Drill, scene: Scene, options: HoldingOptions, { faults, times }: Taken): Promise<Harm> {
  const { system } = scene;
  const { alarms, step = ordinaryStep, wellWithin = ordinaryPatience } = drill;
  for (const minutes of [...ordinaryWarmUp, ...(drill.warmUp ?? [])]) await system.pass(minutes);
  const before = await scene.cases();
  const early = await scene.ringing(alarms);
  if (early.length > 0) throw new Error(`before anything was wrong, ${early.join(" and ")} rang already`);

  options.report(drill.what.en);
  const failed = system.now().getTime();
  await drill.fail(scene);
  if (alarms.length > 0) {
    times.detectedAfter = await detected(drill, scene, failed, options.report);
  }
  const noticed = system.now().getTime();
  if (options.recovery) {
    await drill.recover(scene);
    const left = [...scene.runbook.blocks.keys()].filter((block) => !scene.followed.has(block));
    if (left.length > 0) faults.push(`the drill did not follow ${left.join(", ")} of the runbook`);
  }
  let wrong = "";
  try {
    await scene.until("not well again", options.recovery ? wellWithin : 60, step, async () => {
      wrong = await whatIsWrong(drill, scene);
      return wrong === "";
    });
    times.recoveredAfter = minutesSince(noticed, scene);
    options.report(`recovered after ${times.recoveredAfter} min`);
  } catch (error) {
    faults.push(`${error instanceof Error ? error.message : String(error)}: ${wrong}`);
  }
  if (!system.isUp) throw new Error("the system is down");
  const excused = await drill.excused?.(scene);
  const between = await scene.cases();
  // Now, too: what comes in the days after may make good what was lost, and hide it.
  const untilNow = await scene.harm([before], excused);
  await scene.push(scene.county.after);
  await system.settle();
  if (drill.check) faults.push(...(await drill.check(scene)));
  const inTheEnd = await scene.harm([before, between], excused);
  return {
    lost: [...new Set([...untilNow.lost, ...inTheEnd.lost])],
    wrong: [...new Set([...untilNow.wrong, ...inTheEnd.wrong])],
    second: inTheEnd.second,
  };
}

/** Waits until every alarm has rung; resolves with the minutes until the last did. */
async function detected(
  { alarms, step = ordinaryStep, within = ordinaryPatience }: Drill,
  scene: Scene,
  failed: number,
  report: HoldingOptions["report"],
): Promise<number> {
  try {
    await scene.until(`of ${alarms.join(" and ")} not all rang`, within, step, () => scene.look(alarms));
  } catch (error) {
    const measured = (await scene.system.alarms()).filter(({ name }) => alarms.includes(name));
    const words = measured.map(({ name, values }) => `${name} measured ${JSON.stringify(values)}`).join(", ");
    throw new Error(`${error instanceof Error ? error.message : String(error)}; ${words}`, { cause: error });
  }
  const rang = [...scene.rang].map(([name, at]) => ({ name, after: Math.round((at - failed) / 60_000) }));
  report(`detected: ${rang.map(({ name, after }) => `${name} after ${after} min`).join(", ")}`);
  return Math.max(...rang.map(({ after }) => after));
}

/** What is not as it should be, in words; empty where all is well. */
async function whatIsWrong({ alarms }: Drill, scene: Scene): Promise<string> {
  if (!scene.system.isUp) return "the system is down";
  const ringing = await scene.ringing(alarms);
  const depths = await scene.depths();
  const waiting = [...depths].filter(([queue, depth]) => depth > 0 && isWorkedOn(queue)).map(([queue]) => queue);
  const { lost, wrong } = await scene.harm([]);
  return [
    ...ringing.map((name) => `${name} rings`),
    ...waiting.map((queue) => `${queue} is not empty`),
    ...(lost.length > 0 ? [`${lost.length} notices are missing or say something else`] : []),
    ...(wrong.length > 0 ? [`${wrong.length} notices are not due`] : []),
  ].join(", ");
}

/** Queues that somebody is to empty: functions, and whoever redrives dead letters. */
function isWorkedOn(queue: string): boolean {
  return (
    queue.endsWith("-dead-letters") ||
    queue.startsWith("outreach-webhook-") ||
    ["changes", "outreach", "sweeps", "households-due"].includes(queue)
  );
}

function minutesSince(moment: number, scene: Scene): number {
  return Math.round((scene.system.now().getTime() - moment) / 60_000);
}
