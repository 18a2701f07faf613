import { readFileSync } from "node:fs";
import { QuarantineCode } from "#events/change-quarantined.ts";
import { busName } from "#events/household-changed.ts";
import { inChunks } from "#stores/in-chunks.ts";
import { type AwsSettings, addressOf, eventBridgeClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { interrupted, onInterruption } from "../interruption.ts";
import { progressLine } from "../progress.ts";
import { checkBus, type PutEntries, putEntries } from "../push/put-entries.ts";
import { entryOf, openQuarantine, type QuarantineEntry } from "./quarantine-queue.ts";
import { type EventAgain, eventAgain, type NotRetriable } from "./retriable.ts";

export interface RetryOptions extends AwsSettings {
  readonly source?: string;
  readonly code?: string;
  readonly limit?: string;
  readonly with?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface Chosen {
  readonly entry: QuarantineEntry;
  readonly again: EventAgain;
}

interface Outcome {
  readonly retried: number;
  readonly refused: number;
  /** Cannot be sent again, with the reason. */
  readonly left: readonly { readonly id: string; readonly why: NotRetriable }[];
}

const entriesPerRequest = 10;

/**
 * Puts changes that were set aside on the bus again, and takes each out of the quarantine once the bus has it. What is
 * still wrong comes back there with its reason. Resolves with the exit status.
 */
export async function retry(ids: readonly string[], options: RetryOptions): Promise<number> {
  checkOptions(ids, options);
  const limit = limitOf(options);
  const interruption = onInterruption();
  const { entries, held, client } = await openQuarantine(options, interruption.signal);
  try {
    const wanted = chosen(entries, ids, options).slice(0, limit);
    const corrected = options.with === undefined ? undefined : readCorrected(options.with);
    const sending: Chosen[] = [];
    const left: { id: string; why: NotRetriable }[] = [];
    for (const entry of wanted) {
      const again = eventAgain(entry.change, corrected);
      if ("en" in again) left.push({ id: entry.id, why: again });
      else sending.push({ entry, again });
    }
    if (options.dryRun) {
      tell({ retried: 0, refused: 0, left }, sending.length, options);
      return exitCode.done;
    }
    const put = await bus(options);
    const progress = progressLine("重试 retrying", "changes");
    let retried = 0;
    let refused = 0;
    for (const chunk of inChunks(sending, entriesPerRequest)) {
      if (interruption.signal.aborted) break;
      const taken = await withConnectionErrors(options, () => putChunk(put, chunk), "EventBridge");
      // Only now: were it taken first and the put to fail, it would be in neither.
      await held.take(taken.map(({ entry }) => entry.message));
      retried += taken.length;
      refused += chunk.length - taken.length;
      progress.update(retried, sending.length);
    }
    progress.end();
    tell({ retried, refused, left }, sending.length, options);
    if (interruption.signal.aborted) return interrupted;
    return refused + left.length > 0 ? exitCode.someRejected : exitCode.done;
  } finally {
    await held.release();
    interruption.end();
    client.destroy();
  }
}

function checkOptions(ids: readonly string[], { source, code, with: file }: RetryOptions): void {
  if (ids.length === 0 && source === undefined && code === undefined) {
    throw new CommandError("found neither ids nor --source nor --code, expected which changes to send again");
  }
  if (file !== undefined && ids.length !== 1) {
    throw new CommandError(`--with: found ${ids.length} ids with it, expected the one whose content it corrects`);
  }
  if (code !== undefined && !QuarantineCode.safeParse(code).success) {
    throw new CommandError(`--code: found "${code}", expected one of ${QuarantineCode.options.join(", ")}`);
  }
}

function limitOf({ limit }: RetryOptions): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d{0,8}$/.test(limit))
    throw new CommandError(`--limit: found "${limit}", expected a whole number from 1`);
  return Number(limit);
}

function chosen(
  entries: readonly QuarantineEntry[],
  ids: readonly string[],
  { source, code }: RetryOptions,
): readonly QuarantineEntry[] {
  if (ids.length > 0) return [...new Set(ids.map((id) => entryOf(entries, id)))];
  return entries.filter(
    ({ change }) => (source === undefined || change.source === source) && (code === undefined || change.code === code),
  );
}

function readCorrected(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new CommandError(`--with: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${path}: found text that is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

async function bus(options: RetryOptions): Promise<PutEntries> {
  const client = eventBridgeClient(options);
  await checkBus(client, busName, addressOf("EventBridge", options));
  return putEntries(client, busName);
}

async function putChunk(put: PutEntries, chunk: readonly Chosen[]): Promise<Chosen[]> {
  const { refusals } = await put(chunk.map(({ again }) => again));
  return chunk.filter((_, index) => refusals[index] === undefined);
}

function tell({ retried, refused, left }: Outcome, sending: number, { json, dryRun }: RetryOptions): void {
  if (json) {
    console.log(JSON.stringify({ ...(dryRun ? { wouldRetry: sending } : { retried, refused }), left }));
    return;
  }
  for (const { id, why } of left) console.log(`${id.slice(0, 8)}  不能重试 cannot be retried: ${why.zh} ${why.en}`);
  if (dryRun) {
    console.log(`将重试 would send again: ${sending}`);
    return;
  }
  const rest = refused > 0 ? `，总线拒收 refused by the bus: ${refused}` : "";
  console.log(
    `已重新送上总线 sent again: ${retried}${rest}。仍有误的会带着原因回到隔离 What is still wrong comes back with its reason.`,
  );
}
