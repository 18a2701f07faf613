import { writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { linesOf } from "../county.ts";
import type { Drill } from "../drill.ts";
import type { Scene } from "../scene.ts";

/** Even, so that in the end everybody is at home. */
const rounds = 8;

/** For two days the population register moves people out of their households and back, one event for each. */
export const costAbovePlan: Drill = {
  runbook: "cost-above-plan",
  what: {
    zh: "人口系统两天里把人逐条迁出又迁回",
    en: "for two days the population register moves people out and back again, one by one",
  },
  unproven: "what it costs: write units are counted here as AWS counts them, and nothing is billed",
  alarms: ["cost-above-plan"],
  step: 60,
  wellWithin: 48 * 60,
  async fail(scene) {
    for (const day of [1, 2]) {
      await scene.putOneByOne(moves(scene, day));
      await scene.system.settle();
      if (day === 1) for (let passed = 0; passed < 24; passed += 4) await scene.system.pass(4 * 60);
    }
  },
  async recover(scene) {
    await scene.follow("log");
    // The source reports what it has, packed: what did not change is read and not written.
    for (let report = 1; report <= 4; report += 1) await scene.push(moves(scene, 2));
    await scene.push(scene.county.meanwhile);
    await scene.system.settle();
  },
  // Whoever was moved out and back was told so: by the facts of the hour a family was due less, and then as before.
  excused: async (scene) => new Set((await scene.cases()).keys()),
};

const Change = z.looseObject({
  person: z.optional(z.string()),
  set: z.optional(z.looseObject({ household: z.optional(z.string()) })),
});
const Line = z.object({ Detail: z.object({ changes: z.array(Change) }) });

interface Home {
  readonly person: string;
  readonly household: string;
}

function homesIn({ county }: Scene): Home[] {
  const changes = county.known.flatMap(linesOf).flatMap((line) => Line.parse(JSON.parse(line)).Detail.changes);
  return changes.flatMap(({ person, set }) =>
    person !== undefined && set?.household !== undefined ? [{ person, household: set.household }] : [],
  );
}

/** Moves of everybody to the next household and back, each an event; the same for the same day. */
function moves(scene: Scene, day: number): string {
  const file = scene.file(`day-${day}.ndjson`);
  const homes = homesIn(scene);
  const lines = Array.from({ length: rounds }, (_, round) =>
    homes.map(({ person, household }, index) => {
      const sequence = day * 100_000 + round * 10_000 + index;
      const away = homes[(index + 7) % homes.length]?.household ?? household;
      const change = { person, asOf: "2022-06-15", set: { household: round % 2 === 0 ? away : household } };
      const Detail = { id: `moves-${sequence}`, sequence, changes: [change] };
      return JSON.stringify({ Source: "population", DetailType: "household.changed.v1", Detail });
    }),
  ).flat();
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}
