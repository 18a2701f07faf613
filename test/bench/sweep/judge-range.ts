import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod/mini";
import { makeHousehold } from "#cli/population/make-household.ts";
import { opaqueIds } from "#cli/population/opaque-ids.ts";
import { villagesOf } from "#cli/population/villages.ts";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { determinations, judge } from "#eligibility/judge.ts";
import type { Determination } from "#eligibility/judgement.ts";
import { indexedOf } from "#household/indexed.ts";
import { bytesStored } from "./bytes-stored.ts";
import { guarantee, standardWith } from "./raised-standard.ts";

// A thread: judges its share of the households by both standards, one county's guarantee before and after the raise.

const { first, count, seed, sampled } = z
  .object({ first: z.number(), count: z.number(), seed: z.number(), sampled: z.number() })
  .parse(workerData);
const { county, from, to, on } = guarantee;
const before = standardWith(from);
const after = standardWith(to);
const context = { seed, ids: opaqueIds(seed), on, villages: villagesOf([county]) };

const ids: string[] = [];
const raisedAt = new Float64Array(count);
const changed = new Uint8Array(count);
let bytes = 0;
for (let index = 0; index < count; index += 1) {
  const household = householdFacts(makeHousehold(first + index, context));
  const judgement = judge(before, household, on);
  ids.push(household.household);
  raisedAt[index] = indexedOf(before, household.area, judgement.watch, on).raisedAt;
  changed[index] = said(judgement.results) === said(determinations(after, household, on)) ? 0 : 1;
  if (index < sampled) bytes += bytesStored(before, household, on);
  if (index % 1000 === 999) parentPort?.postMessage({ judged: 1000 });
}
parentPort?.postMessage({ ids, raisedAt, changed, bytes });

/** Verdicts and amounts. */
function said(results: readonly Determination[]): string {
  return results.map(({ verdict, amount, between }) => `${verdict} ${amount} ${between}`).join();
}
