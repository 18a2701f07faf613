import { HouseholdsDue } from "#events/households-due.ts";
import { advanceSweep } from "#functions/sweep/advance-sweep.ts";
import { storeNewSweep } from "#functions/sweep/begin-sweep.ts";
import type { FindHouseholds } from "#stores/households-found.ts";
import { shardOf } from "#stores/shard-of.ts";
import { areaShards } from "#stores/watch-attributes.ts";
import { inMemorySweeps } from "#test/fakes/in-memory-sweeps.ts";
import type { JudgedCounty } from "./judge-county.ts";
import { guarantee } from "./raised-standard.ts";

/** What the sweep came to. */
export interface Walked {
  /** Households handed on, each once. */
  readonly found: ReadonlySet<string>;
  /** Households handed on by each pass. */
  readonly byPass: readonly number[];
  readonly messages: number;
  readonly queries: number;
  /** Bytes of index entries read. */
  readonly bytesRead: number;
  /** Units of these queries, eventually consistent. */
  readonly readUnits: number;
  readonly seconds: number;
}

interface Entry {
  readonly id: string;
  readonly raisedAt: number;
}

const bytesPerPage = 1_048_576;

/** An entry of an index of keys only, as DynamoDB counts its bytes: names and values of the three keys. */
function entryBytes({ id, raisedAt }: Entry): number {
  const names = "household".length + "watchedIn".length + "raisedAt".length;
  return (
    names + id.length + `${guarantee.county}#0`.length + Math.ceil(String(raisedAt).replace(".", "").length / 2) + 1
  );
}

/** The entries of a shard up to a value, from a position on, as many as a page holds. Who was judged stands elsewhere. */
function onePage(entries: readonly Entry[], first: number, to: number, judged: ReadonlySet<string>) {
  const households: string[] = [];
  let bytes = 0;
  let position = first;
  for (const entry of entries.slice(first)) {
    if (bytes >= bytesPerPage || entry.raisedAt > to) break;
    position += 1;
    if (judged.has(entry.id)) continue;
    bytes += entryBytes(entry);
    households.push(entry.id);
  }
  return { households, bytes, position };
}

/**
 * Runs the sweep's own code over an index in memory, whose entries are those that the store would write. Between the
 * passes everyone handed on is judged by the new standard, and leaves the range.
 */
export async function walkIndex({ ids, raisedAt }: JudgedCounty): Promise<Walked> {
  const shards = Array.from({ length: areaShards }, (): Entry[] => []);
  ids.forEach((id, index) => {
    shards[shardOf(id, areaShards)]?.push({ id, raisedAt: raisedAt[index] ?? 0 });
  });
  for (const shard of shards) shard.sort((a, b) => a.raisedAt - b.raisedAt);
  const found = new Set<string>();
  const counts = { queries: 0, bytesRead: 0, readUnits: 0, messages: 0 };
  const findHouseholds: FindHouseholds = async (wanted, shard, after) => {
    if (wanted.by !== "raised") throw new Error(`A raise does not ask by ${wanted.by}`);
    counts.queries += 1;
    const { households, bytes, position } = onePage(
      shards[shard] ?? [],
      Number(after?.["position"] ?? 0),
      wanted.to,
      found,
    );
    counts.bytesRead += bytes;
    counts.readUnits += Math.max(1, Math.ceil(bytes / 4096)) / 2;
    return bytes < bytesPerPage ? { households } : { households, end: { position } };
  };
  const sweeps = inMemorySweeps();
  const { county, from, to } = guarantee;
  let sweep = await storeNewSweep(sweeps, {
    sweep: "bench",
    reason: { by: "standard", from: String(from), to: String(to), areas: [{ area: county, reach: { raisedTo: to } }] },
    now: new Date(0),
  });
  const started = performance.now();
  let judged: string[] = [];
  const tools = {
    sweeps,
    findHouseholds,
    householdsDueQueueUrl: "households-due",
    async send(_queueUrl: string, messages: readonly { readonly body: unknown }[]) {
      counts.messages += messages.length;
      for (const { body } of messages) judged.push(...HouseholdsDue.parse(body).households);
      return new Set<number>();
    },
    now: () => new Date(performance.now() - started),
  };
  // The first pass ends before anyone is judged; what a second one then finds is left over.
  while (sweep.state === "running") {
    const secondPassMilliseconds = sweep.progress.pass === 1 ? Number.MAX_SAFE_INTEGER : 0;
    const times = { budgetMilliseconds: 30_000, noteEveryMilliseconds: 2000, secondPassMilliseconds };
    sweep = (await advanceSweep(sweep, tools, times)).sweep;
    for (const id of judged) found.add(id);
    judged = [];
  }
  return { found, byPass: sweep.progress.found, ...counts, seconds: (performance.now() - started) / 1000 };
}
