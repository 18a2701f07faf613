import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { ChangeQuarantined } from "#events/change-quarantined.ts";
import { SourceName } from "#events/identifiers.ts";
import { failureCode, tallyOf } from "#functions/telemetry/log-catalogue.ts";
import type { Freshness } from "#household/household-store.ts";
import { sendAll } from "#stores/queues.ts";
import { type Accepted, accept } from "./accept.ts";
import { allOf, type Converged, converge } from "./converge.ts";
import type { EvaluateDependencies } from "./dependencies.ts";
import { inTurns } from "./in-turns.ts";
import { readAhead } from "./read-ahead.ts";
import { type Received, receivedIn } from "./received.ts";

/**
 * Takes a batch of the changes queue to stored households and sent notices. A message fails, and comes again, only
 * where one of its own subjects could not be brought to its end; its neighbours are done.
 */
export async function evaluate(event: SQSEvent, given: EvaluateDependencies): Promise<SQSBatchResponse> {
  const received = receivedIn(event);
  const dependencies = { ...given, ...readAhead(given, received) };
  const standard = await dependencies.standardInForce();
  const now = dependencies.now();
  const messages = received.map((message) => ({ ...message, ...accept(message, { standard, now }) }));

  const reading = firstReading(messages);
  const turns: Converged[] = [];
  for (const turn of inTurns(messages)) {
    const changes = turn.flatMap((message) => message.changes);
    turns.push(await converge(dependencies, standard, changes, reading));
  }
  const { failed, noticesSent, crowdedOut, ...counts } = allOf(turns);
  const failing = messages.filter(({ changes }) => changes.some(({ subject }) => failed.has(subject)));

  // Last, so that a message that comes again does not set the same change aside twice.
  const settled = messages
    .filter((message) => !failing.includes(message))
    .map((message) => ({
      ...message,
      quarantined: [...message.quarantined, ...message.setAsideCrowded(crowdedOut)],
    }));
  const unquarantined = await quarantine(dependencies, settled);

  const setAside = settled.flatMap(({ quarantined }) => quarantined);
  await dependencies.log({
    log: "batch evaluated",
    messages: messages.length,
    changes: messages.reduce((total, { changes }) => total + changes.length, 0),
    ...counts,
    sources: tallyOf(messages.flatMap(({ event }) => (event ? [event.source] : []))),
    quarantined: tallyOf(setAside.map(({ code }) => code)),
    quarantinedSources: tallyOf(setAside.map(sourceName)),
    failed: tallyOf([...failed.values()].map(failureCode)),
    events: messages.flatMap(({ event }) => (event ? [`${event.source}/${event.id}`] : [])),
    noticesSent,
  });
  return { batchItemFailures: [...failing, ...unquarantined].map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/**
 * A stale reading costs half. It does where every message comes for the first time and reports something; what comes
 * again, or asks only to look again, is there to find what an earlier instance left.
 */
function firstReading(messages: readonly (Received & Accepted)[]): Freshness {
  const comesAgain = messages.some((message) => message.comesAgain);
  const looksAgain = messages.some(({ changes }) =>
    changes.some(({ registers }) => Object.keys(registers).length === 0),
  );
  return comesAgain || looksAgain ? "fresh" : "may be stale";
}

/** Sends what was set aside; returns the messages for which that did not succeed. */
async function quarantine<Message extends Accepted>(
  { environment, send }: EvaluateDependencies,
  messages: readonly Message[],
): Promise<readonly Message[]> {
  const withQuarantined = messages.filter(({ quarantined }) => quarantined.length > 0);
  try {
    await sendAll(
      send,
      environment.QUARANTINE_QUEUE_URL,
      withQuarantined.flatMap(({ quarantined }) =>
        quarantined.map((body) => ({ body, attributes: { code: body.code, source: sourceName(body) } })),
      ),
    );
    return [];
  } catch {
    return withQuarantined;
  }
}

/** An attribute takes fewer characters than a text: what is no source's name is not repeated there. */
function sourceName({ source }: ChangeQuarantined): string {
  return SourceName.safeParse(source).success ? source : "unknown";
}
