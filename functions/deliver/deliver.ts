import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { AlreadyDone, errorInWords } from "#functions/errors.ts";
import { failureCode, tallyOf } from "#functions/telemetry/log-catalogue.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import type { DeliverDependencies } from "./dependencies.ts";

/** Turns notices into cases, newer revisions over older ones. A notice that fails comes again; its neighbours are done. */
export async function deliver(event: SQSEvent, { cases, log }: DeliverDependencies): Promise<SQSBatchResponse> {
  const counts = { delivered: 0, overtaken: 0 };
  const noticesDelivered: string[] = [];
  const failed: Record<string, string> = {};
  await eachWithin(10, event.Records, async ({ messageId, body }) => {
    try {
      const notice = OutreachNotice.parse(JSON.parse(body));
      await cases.apply(notice);
      counts.delivered += 1;
      noticesDelivered.push(notice.notice);
    } catch (error) {
      if (error instanceof AlreadyDone) counts.overtaken += 1;
      else failed[messageId] = errorInWords(error);
    }
  });
  await log({
    log: "batch delivered",
    messages: event.Records.length,
    ...counts,
    noticesDelivered,
    failed: tallyOf(Object.values(failed).map(failureCode)),
  });
  return { batchItemFailures: Object.keys(failed).map((itemIdentifier) => ({ itemIdentifier })) };
}
