import fc from "fast-check";
import { ChangeQuarantined } from "#events/change-quarantined.ts";
import { BusEvent, HouseholdChangedEnvelope, householdChanged, parseChange } from "#events/household-changed.ts";
import { type Message, messageText } from "#stores/queues.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";
import { brokenMessages } from "./broken-messages.ts";
import { chaosOf, noFaults } from "./chaos.ts";
import { newInstance } from "./instance.ts";
import { evaluatePorts, type System } from "./ports.ts";
import { newSystem, type Setting } from "./simulate.ts";

/** What came of broken messages. */
export interface Fuzzed {
  messages: number;
  /** Set aside, in whole or in part, with the field named. */
  quarantined: number;
  /** Of those, no JSON object: there is no field to name but the message itself. */
  noObject: number;
  /** Right in spite of the change. */
  valid: number;
  /** Messages that evaluate threw over, failed, or neither took nor set aside, shortened; and why. */
  readonly wrong: { readonly why: string; readonly message: string }[];
}

const batchSize = 10;

/** Gives evaluate broken messages, in batches as the queue does. */
export async function fuzz(
  setting: Setting,
  { messages, seed, onProgress }: { messages: number; seed: number; onProgress?: (done: number) => void },
): Promise<Fuzzed> {
  const fuzzed: Fuzzed = { messages: 0, quarantined: 0, noObject: 0, valid: 0, wrong: [] };
  let batch: string[] = [];
  for (const message of brokenMessages(messages, seed)) {
    batch.push(message);
    if (batch.length < batchSize) continue;
    await runBatch(setting, batch, fuzzed);
    batch = [];
    onProgress?.(fuzzed.messages);
  }
  if (batch.length > 0) await runBatch(setting, batch, fuzzed);
  return fuzzed;
}

/** Alone where the batch as a whole fails, so that the one to blame is found. */
async function runBatch(setting: Setting, batch: readonly string[], fuzzed: Fuzzed): Promise<void> {
  const whole = await outcomeOf(setting, batch);
  const together = whole.why === undefined;
  for (const message of batch) {
    const { why, quarantined } = together && batch.length === 1 ? whole : await outcomeOf(setting, [message]);
    fuzzed.messages += 1;
    const wrong = why ?? problemWith(message, quarantined, fuzzed);
    if (wrong !== undefined) fuzzed.wrong.push({ why: wrong, message: message.slice(0, 300) });
  }
  if (!together && fuzzed.wrong.length === 0) fuzzed.wrong.push({ why: `a batch: ${whole.why}`, message: "" });
}

interface Outcome {
  readonly why: string | undefined;
  readonly quarantined: readonly ChangeQuarantined[];
}

async function outcomeOf(setting: Setting, bodies: readonly string[]): Promise<Outcome> {
  const system = quietSystem(setting);
  const quarantined: ChangeQuarantined[] = [];
  const refusals: string[] = [];
  const ports = {
    ...evaluatePorts(system, newInstance()),
    send: async (queueUrl: string, messages: readonly Message[]) => {
      const refused = new Set<number>();
      messages.forEach((message, position) => {
        const refusal = refusalOf(message);
        if (refusal !== undefined) refusals.push(refusal);
        if (refusal !== undefined) refused.add(position);
        else if (queueUrl.endsWith("quarantine")) quarantined.push(ChangeQuarantined.parse(message.body));
      });
      return refused;
    },
  };
  const records = bodies.map((body, index) => queueRecord({ messageId: String(index), body }));
  try {
    const { batchItemFailures } = await setting.product.evaluate({ Records: records }, ports);
    const failed = batchItemFailures.length > 0 ? `failed: ${refusals.join(", ")}` : undefined;
    return { why: failed, quarantined };
  } catch (error) {
    return { why: `thrown: ${error instanceof Error ? error.message.slice(0, 80) : typeof error}`, quarantined };
  }
}

function quietSystem(setting: Setting): System {
  const [scheduler] = schedulers;
  if (!scheduler) throw new Error("fast-check gave no scheduler");
  return newSystem({
    setting,
    chaos: { ...chaosOf(0, noFaults(), { call: -1, after: false }), calm: true },
    scheduler,
  });
}

// Never used: in quiet weather every call returns at once.
const schedulers = fc.sample(fc.scheduler(), { seed: 0, numRuns: 1 });

const largestMessage = 256 * 1024;

/** Why SQS would refuse a message: too large, or with characters that it does not take. */
function refusalOf({ body, attributes = {} }: Message): string | undefined {
  const texts = [messageText(body), ...Object.entries(attributes).flat()];
  const bytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
  if (bytes > largestMessage) return "a message that is too large";
  return texts.every((text) => text !== "" && taken.test(text)) ? undefined : "characters that no message may have";
}

const taken = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/** What is wrong with what became of a message; undefined where it was set aside with its field, or is valid. */
function problemWith(message: string, quarantined: readonly ChangeQuarantined[], fuzzed: Fuzzed): string | undefined {
  if (quarantined.length === 0) {
    if (!isValid(message)) return "neither taken nor set aside";
    fuzzed.valid += 1;
    return undefined;
  }
  fuzzed.quarantined += 1;
  const problems = quarantined.flatMap((each) => each.problems);
  if (quarantined.some((each) => each.problems.length === 0)) return "set aside without a reason";
  if (problems.every(({ field }) => field !== "")) return undefined;
  if (quarantined.some(({ change }) => change !== undefined)) return undefined;
  if (isObject(message)) return "set aside without a field";
  fuzzed.noObject += 1;
  return undefined;
}

function isObject(message: string): boolean {
  try {
    const read: unknown = JSON.parse(message);
    return typeof read === "object" && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}

function isValid(message: string): boolean {
  const event = BusEvent.safeParse(JSON.parse(message));
  if (!event.success || event.data["detail-type"] !== householdChanged) return false;
  const envelope = HouseholdChangedEnvelope.safeParse(event.data.detail);
  return envelope.success && envelope.data.changes.every((change) => parseChange(change).success);
}
