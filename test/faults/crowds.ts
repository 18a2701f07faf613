import fc from "fast-check";
import { chaosOf, noFaults } from "./chaos.ts";
import { compare } from "./compare.ts";
import type { Found } from "./finding.ts";
import { runEvaluate } from "./functions-at-work.ts";
import type { SourceEvent } from "./history.ts";
import { bodyOf, newSystem, type Setting } from "./simulate.ts";

/** What came of many writers, or of many messages. */
export interface CrowdResult {
  readonly found: Found;
  /** Messages in the dead-letter queue of changes, by body. */
  readonly dead: readonly string[];
}

/** That many instances of evaluate at once, each with one change of its own to one household or to a member of it. */
export async function concurrentWriters(setting: Setting, writers: number, seed: number): Promise<CrowdResult> {
  const events = Array.from({ length: writers }, (_, index): SourceEvent => {
    const asOf = "2022-06-01";
    const person = `p-${index}`;
    const joins = { person, asOf, set: { household: "h-1", birthDate: "1985-03-01" } };
    const area = {
      household: "h-1",
      asOf: `2022-06-${String(1 + (index % 28)).padStart(2, "0")}`,
      set: { area: "330106001001" },
    };
    return { source: "population", id: `e-${index}`, sequence: index, changes: [index % 3 === 0 ? area : joins] };
  });
  const [scheduler] = fc.sample(fc.scheduler(), { seed, numRuns: 1 });
  if (!scheduler) throw new Error("fast-check gave no scheduler");
  const chaos = chaosOf(seed, noFaults(), { call: -1, after: false });
  const system = newSystem({ setting, chaos, scheduler });
  for (const event of events) system.changes.put(bodyOf(event));
  let busy = 0;
  const write = async () => {
    while (system.changes.size() > 0) {
      await scheduler.schedule(Promise.resolve());
      busy += 1;
      const polled = await runEvaluate(system, 1);
      busy -= 1;
      if (polled === "nothing there" && busy === 0) system.changes.expire("all");
    }
  };
  await scheduler.waitFor(Promise.all(Array.from({ length: writers }, write)));
  const dead = system.changes.dead.map(({ body }) => body);
  chaos.calm = true;
  // Cases are another queue's matter.
  const { lost, divergent } = compare(setting.standard, events, { system, stuck: [], writes: system.tables.writes });
  const ofCases = (text: string) => text.startsWith("no open case");
  return { found: { lost: lost.filter((each) => !ofCases(each)), duplicate: [], divergent }, dead };
}

/** Messages of which one in a hundred can never be done: malformed ones, and ones of households that cannot be read. */
export async function poisoned(
  setting: Setting,
  messages: number,
  seed: number,
): Promise<CrowdResult & { healthyDead: number }> {
  const events = Array.from({ length: messages }, (_, index): SourceEvent => {
    const household = `h-${index}`;
    return {
      source: "population",
      id: `e-${index}`,
      sequence: index,
      changes: [{ household, asOf: "2022-06-01", set: { area: "330106001001" } }],
    };
  });
  const [scheduler] = fc.sample(fc.scheduler(), { seed, numRuns: 1 });
  if (!scheduler) throw new Error("fast-check gave no scheduler");
  const chaos = { ...chaosOf(seed, noFaults(), { call: -1, after: false }), calm: true };
  const system = newSystem({ setting, chaos, scheduler });
  const isPoison = (index: number) => index % 100 === 50;
  const poison: string[] = ["no JSON at all", '{"source":"population"}', "[]", '{"detail":{"__proto__":1}}'];
  events.forEach((event, index) => {
    if (isPoison(index)) {
      system.changes.put(index % 200 === 50 ? (poison[index % poison.length] ?? "") : bodyOf(event));
      system.unreadable.add(`h-${index}`);
    } else system.changes.put(bodyOf(event));
  });
  while (system.changes.size() > 0) {
    system.changes.expire("all");
    while ((await runEvaluate(system)) !== "nothing there");
  }
  const healthy = events.filter((_, index) => !isPoison(index));
  const dead = system.changes.dead.map(({ body }) => body);
  const bodies = new Set(healthy.map(bodyOf));
  const { lost, duplicate, divergent } = compare(setting.standard, healthy, { system, stuck: [], writes: 0 });
  const aboutPoison = (text: string) => text.includes("was set aside");
  const found = { lost, duplicate, divergent: divergent.filter((each) => !aboutPoison(each)) };
  return { found, dead, healthyDead: dead.filter((body) => bodies.has(body)).length };
}
