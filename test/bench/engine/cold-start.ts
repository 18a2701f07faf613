import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod/mini";
import { makeHousehold } from "#cli/population/make-household.ts";
import { opaqueIds } from "#cli/population/opaque-ids.ts";
import { villagesOf } from "#cli/population/villages.ts";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { bundleScript } from "./bundles.ts";
import { judgedOn } from "./households.ts";
import { publishedPack } from "./measured-pack.ts";
import { median } from "./rounds.ts";

/** From a process's start to its first judgement, in milliseconds; medians of as many spawns. */
export interface ColdStart {
  readonly empty: number;
  readonly judged: number;
  /** Engine and pack ready to judge, beyond the empty process started next to it. */
  readonly ready: number;
  /** The first household judged, beyond the empty one. */
  readonly beyondEmpty: number;
  /** Parts of it: the bundle loaded, the document read, compiled, the first household judged. */
  readonly load: number;
  readonly read: number;
  readonly compile: number;
  readonly judge: number;
  readonly programmes: number;
  readonly documentBytes: number;
  readonly spawns: number;
}

const Printed = z.object({
  loaded: z.number(),
  read: z.number(),
  compiled: z.number(),
  judged: z.number(),
  results: z.number(),
});
const PrintedByEmpty = z.object({ judged: z.number() });

const run = promisify(execFile);

/** Starts processes that judge one household by the Zhejiang pack, each beside an empty one. */
export async function measureColdStart(spawns: number, progress: (done: number) => void): Promise<ColdStart> {
  const folder = mkdtempSync(join(tmpdir(), "bench-engine-"));
  try {
    const document = await publishedPack(new URL("../../../standards/zhejiang", import.meta.url));
    const documentText = JSON.stringify(document);
    const files = {
      empty: join(folder, "empty.mjs"),
      first: join(folder, "first-judgement.mjs"),
      document: join(folder, "document.json"),
      household: join(folder, "household.json"),
    };
    await bundleScript(new URL("cold-start/empty.ts", import.meta.url), files.empty);
    await bundleScript(new URL("cold-start/first-judgement.ts", import.meta.url), files.first);
    writeFileSync(files.document, documentText);
    writeFileSync(files.household, JSON.stringify(oneHousehold()));
    const samples: { empty: number; first: z.infer<typeof Printed> }[] = [];
    for (let spawn = 0; spawn < spawns; spawn += 1) {
      progress(spawn);
      const { judged } = PrintedByEmpty.parse(await printed([files.empty]));
      const first = Printed.parse(await printed([files.first, files.document, files.household, judgedOn]));
      samples.push({ empty: judged, first });
    }
    const of = (part: (sample: (typeof samples)[number]) => number) => median(samples.map(part));
    return {
      empty: of(({ empty }) => empty),
      judged: of(({ first }) => first.judged),
      ready: of(({ empty, first }) => first.compiled - empty),
      beyondEmpty: of(({ empty, first }) => first.judged - empty),
      load: of(({ empty, first }) => first.loaded - empty),
      read: of(({ first }) => first.read - first.loaded),
      compile: of(({ first }) => first.compiled - first.read),
      judge: of(({ first }) => first.judged - first.compiled),
      programmes: document.programmes.length,
      documentBytes: Buffer.byteLength(documentText),
      spawns,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function oneHousehold() {
  const villages = villagesOf(["330106"]);
  return householdFacts(makeHousehold(0, { seed: 1, ids: opaqueIds(1), on: judgedOn, villages }));
}

async function printed(args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout);
}
