import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod/mini";
import { bundleScript } from "../engine/bundles.ts";
import { median } from "../engine/rounds.ts";
import { loseIncome } from "./event.ts";
import type { DeployedFunction } from "./system.ts";

/** From a process's start to its first verdict, in milliseconds: medians of as many rounds. */
export interface ColdStart {
  readonly rounds: number;
  /** A process that does nothing. */
  readonly empty: number;
  /** When the write that carries the first verdict went out. */
  readonly verdict: number;
  /** When the handler was done: the verdict written, the notice sent. */
  readonly done: number;
  /** The first verdict beyond the empty process started beside it. */
  readonly beyondEmpty: number;
  /** Parts of that. */
  readonly phases: readonly { readonly name: string; readonly took: number }[];
}

const Request = z.object({ target: z.string(), out: z.number(), back: z.number() });
const Printed = z.object({
  loaded: z.number(),
  done: z.number(),
  reply: z.object({ batchItemFailures: z.array(z.unknown()).check(z.length(0)) }),
  requests: z.array(Request),
});
const PrintedByEmpty = z.object({ judged: z.number() });

interface Sample {
  readonly empty: number;
  readonly first: z.infer<typeof Printed>;
}

const run = promisify(execFile);

/** Starts new instances of evaluate, each for a family of its own and beside an empty process. */
export async function measureColdStart(
  evaluate: DeployedFunction,
  { rounds, folder }: { readonly rounds: number; readonly folder: string },
): Promise<ColdStart> {
  const files = { empty: join(folder, "empty.mjs"), first: join(folder, "first-verdict.mjs") };
  await bundleScript(new URL("../engine/cold-start/empty.ts", import.meta.url), files.empty);
  await bundleScript(new URL("first-verdict.ts", import.meta.url), files.first);
  const samples: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const event = join(folder, `event-${round}.json`);
    writeFileSync(event, JSON.stringify(loseIncome(round)));
    const { judged: empty } = PrintedByEmpty.parse(await printed([files.empty], {}));
    const args = [files.first, evaluate.module, evaluate.exportName, event];
    samples.push({ empty, first: Printed.parse(await printed(args, evaluate.environment)) });
  }
  return summaryOf(samples);
}

function summaryOf(samples: readonly Sample[]): ColdStart {
  const of = (part: (sample: Sample) => number) => median(samples.map(part));
  const phase = (name: string, part: (sample: Sample, moments: Moments) => number) => ({
    name,
    took: of((sample) => part(sample, momentsOf(sample))),
  });
  return {
    rounds: samples.length,
    empty: of(({ empty }) => empty),
    verdict: of((sample) => momentsOf(sample).verdict),
    done: of(({ first }) => first.done),
    beyondEmpty: of((sample) => momentsOf(sample).verdict - sample.empty),
    phases: [
      phase("包载入、客户端建好 bundle loaded, its clients made", ({ empty, first }) => first.loaded - empty),
      phase("首个请求发出 until the first request is out", ({ first }, { asked }) => asked - first.loaded),
      phase("现行标准读到 the standard in force is read", (_, { asked, read }) => read - asked),
      phase("编译完、查询户 compiled, and households asked for", (_, { read, compiled }) => compiled - read),
      phase("户与人读到 persons and households are read", (_, { compiled, found }) => found - compiled),
      phase("判定完、写出 judged, and the verdict on its way", (_, { found, verdict }) => verdict - found),
    ],
  };
}

interface Moments {
  readonly asked: number;
  readonly read: number;
  readonly compiled: number;
  readonly found: number;
  readonly verdict: number;
}

/** The moments that the function's requests tell of: the standard is read first, then the subjects, then a verdict is written. */
function momentsOf({ first: { requests } }: Sample): Moments {
  const at = (target: string) => {
    const found = requests.filter((request) => request.target === target);
    const [earliest] = found;
    const latest = found.at(-1);
    if (!earliest || !latest) throw new Error(`the function made no request ${target}`);
    return { out: earliest.out, back: latest.back };
  };
  const subjects = at("BatchGetItem");
  return {
    asked: at("GetItem").out,
    read: at("Query").back,
    compiled: subjects.out,
    found: subjects.back,
    verdict: at("PutItem").out,
  };
}

/** What a script printed in its last line. */
async function printed(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<unknown> {
  const { stdout } = await run(process.execPath, args, { env: { ...environment } });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}
