import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { type Office, postSigned } from "#functions/forward/post-signed.ts";
import { officeMessage } from "#outreach/office-message.ts";
import { restAfter } from "#outreach/signed-webhook.ts";
import { addressOf, sqsClient, withConnectionErrors } from "../aws-clients.ts";
import { exitCode } from "../exit-code.ts";
import { interrupted, onInterruption } from "../interruption.ts";
import { openQueue } from "../receive/open-queue.ts";
import { countyQueuePrefix } from "../receive/wanted.ts";
import { officeOf } from "./office.ts";

/** The options of `pfp forward`, as commander gives them. */
export interface ForwardOptions {
  readonly area: string;
  readonly to: string;
  readonly secret: string;
  readonly once?: boolean;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
}

const holdSeconds = 120;
const waitSeconds = { once: 1, follow: 10 };

/** Posts a county's notices until there are no more, or until told to end. Resolves with the exit status. */
export async function forward(options: ForwardOptions): Promise<number> {
  const office = await officeOf(options);
  const client = sqsClient(options);
  const region = await withConnectionErrors(options, () => client.config.region(), "SQS");
  const settings = { ...options, region };
  const QueueName = `${countyQueuePrefix}${options.area}`;
  const at = addressOf("SQS", settings);
  const interruption = onInterruption();
  const counts = { taken: 0, left: 0 };
  try {
    await withConnectionErrors(
      settings,
      async () => {
        const { url: queueUrl } = await openQueue(client, { queueName: QueueName, kind: "notices" }, at);
        const rounds = {
          client,
          queueUrl,
          office,
          wait: options.once ? waitSeconds.once : waitSeconds.follow,
        };
        while (!interruption.signal.aborted) {
          const { received, taken } = await forwardSome(rounds);
          counts.taken += taken;
          counts.left += received - taken;
          if (options.once && received === 0) break;
        }
      },
      "SQS",
    );
  } finally {
    interruption.end();
    client.destroy();
  }
  const from = `${QueueName} at ${at}`;
  console.log(`${from}: 已送达 taken ${counts.taken}, 未送达(留在队列) not taken ${counts.left}`);
  if (interruption.signal.aborted && options.once) return interrupted;
  return counts.left > 0 ? exitCode.someRejected : exitCode.done;
}

interface Rounds {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly office: Office;
  readonly wait: number;
}

async function forwardSome({ client, queueUrl: QueueUrl, office, wait }: Rounds) {
  const { Messages: messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: wait,
      VisibilityTimeout: holdSeconds,
      MessageSystemAttributeNames: ["ApproximateReceiveCount"],
    }),
  );
  let taken = 0;
  for (const message of messages) {
    const { ReceiptHandle } = message;
    const refusal = await postMessage(office, message);
    if (refusal === undefined) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      taken += 1;
      continue;
    }
    console.error(`pfp: ${message.MessageId}: ${refusal}`);
    const VisibilityTimeout = restAfter(Number(message.Attributes?.ApproximateReceiveCount ?? 1));
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
  }
  return { received: messages.length, taken };
}

/** Why a message was not taken; undefined where it was. What is no notice stays, and is set aside in the end. */
async function postMessage(office: Office, { Body = "" }: Message): Promise<string | undefined> {
  const message = officeMessage(parseJson(Body));
  if (!message) return "found a message that is no notice, which stays in the queue";
  const why = await postSigned(office, message, new Date());
  if (why === undefined) return undefined;
  if ("answered" in why) return `the office system answered ${why.answered}`;
  return `the office system cannot be reached (${why.unreachable})`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
