import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type ColdStart, type Moment, measureColdStart } from "./cold-start/measure.ts";
import { startSystem } from "./cold-start/system.ts";

const help = `npm run bench -- cold-start [options]
Starts new instances of evaluate, from the bundle that is deployed and with its SDK clients, against the synthesised app
in an embedded AWS, a process of its own. Each judges one family by the Zhejiang pack, beside an empty process started in
the same round. The verdict is there when the write that carries it goes out.

  --rounds N     instances started, and as many empty processes (21)
  --json         for a program`;

/** At most so many milliseconds beyond an empty process. */
const bar = 60;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "21" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1000) {
    console.error(
      `npm run bench -- cold-start: --rounds: found "${values.rounds}", expected a whole number from 1 to 1000`,
    );
    process.exitCode = 2;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-cold-start-"));
  try {
    const system = await startSystem(folder, rounds);
    try {
      const measured = await measureColdStart(system.evaluate, { rounds, folder });
      if (values.json) console.log(JSON.stringify(measured));
      else for (const line of linesOf(measured)) console.log(line);
    } finally {
      await system.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function linesOf(measured: ColdStart): string[] {
  const { rounds, empty, bareClient, verdict, done, beyondEmpty, phases } = measured;
  const [bundle, late] = [measured.bundleBytes, measured.lateBytes].map((bytes) => Math.round(bytes / 1024));
  const line = ({ wall, processor }: Moment, words: string) =>
    `${wall.toFixed(1).padStart(9)} ${processor.toFixed(1).padStart(9)}   ${words}`;
  return [
    `     毫秒  on its processor   medians of ${rounds} interleaved rounds; evaluate's bundle has ${bundle} KiB, and ${late} that it loads late`,
    line(empty, "空进程 an empty process"),
    line(bareClient, "只用 SDK 读一条 a function that only reads one item by the SDK"),
    line(verdict, "evaluate 的首次判定 evaluate's first verdict"),
    line(done, "整批办完 the batch done: verdict written, notice sent"),
    "其间 between the empty process and the verdict",
    ...phases.map(({ name, took }) => line(took, name)),
    `${beyondEmpty.wall <= bar ? "达标 met   " : "未达 not met"} first verdict beyond an empty process: ${beyondEmpty.wall.toFixed(1)} of at most ${bar} ms`,
  ];
}
