import { setTimeout as pause } from "node:timers/promises";
import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { type AwsSettings, addressOf, sqsClient, withConnectionErrors } from "../aws-clients.ts";
import { failureOf } from "../aws-errors.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { interrupted, onInterruption } from "../interruption.ts";
import { progressLine } from "../progress.ts";
import { moveDeadLetters } from "./move-dead-letters.ts";

/** The options of `pfp redrive`, as commander gives them. */
export interface RedriveOptions extends AwsSettings {
  readonly limit?: string;
  readonly rate: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const deadLettersOf = (queue: string) => `${queue}-dead-letters`;
/** Events that the bus could not hand over belong in the queue that its rule fills. */
const targets: Readonly<Record<string, string>> = { "household-events": "changes" };

/** Sends dead letters back to their queue. Resolves with the exit status. */
export async function redrive(name: string, options: RedriveOptions): Promise<number> {
  const queue = name.replace(/-dead-letters$/, "");
  const limit = wholeNumber("--limit", options.limit, Number.POSITIVE_INFINITY);
  const rate = wholeNumber("--rate", options.rate, 50);
  const client = sqsClient(options);
  const found = await withConnectionErrors(options, () => queuesOf(client, queue, options), "SQS");
  if (options.dryRun) {
    tell({ queue, waiting: found.waiting, moved: 0, left: 0 }, options);
    return exitCode.done;
  }
  const interruption = onInterruption();
  const progress = progressLine(`${deadLettersOf(queue)} →`, "messages");
  try {
    const result = await withConnectionErrors(
      options,
      () =>
        moveDeadLetters(client, {
          from: found.from,
          to: found.to,
          limit,
          rate,
          signal: interruption.signal,
          report: (moved) => progress.update(moved, found.waiting),
          now: () => performance.now(),
          pause,
        }),
      "SQS",
    );
    progress.end();
    tell({ queue, waiting: found.waiting, ...result }, options);
    if (interruption.signal.aborted) return interrupted;
    return result.left > 0 ? exitCode.someRejected : exitCode.done;
  } finally {
    interruption.end();
    client.destroy();
  }
}

const Waiting = z.object({ ApproximateNumberOfMessages: z.coerce.number() });

async function queuesOf(client: SQSClient, queue: string, options: RedriveOptions) {
  const from = await urlOf(client, deadLettersOf(queue), options);
  const to = await urlOf(client, targets[queue] ?? queue, options);
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: from, AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  return { from, to, waiting: Waiting.parse(Attributes).ApproximateNumberOfMessages };
}

async function urlOf(client: SQSClient, name: string, options: RedriveOptions): Promise<string> {
  try {
    const { QueueUrl = "" } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    return QueueUrl;
  } catch (error) {
    if (failureOf(error) !== "not-found") throw error;
    const hint =
      name === "watch" || name === "sweep" ? "; it is a function, and its next run does what this one would have" : "";
    throw new CommandError(`${addressOf("SQS", options)}: there is no queue ${name}${hint}`, exitCode.cannotConnect);
  }
}

function wholeNumber(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new CommandError(`${option}: found "${text}", expected a whole number of 1 or more`);
  }
  return Number(text);
}

interface Result {
  readonly queue: string;
  readonly waiting: number;
  readonly moved: number;
  readonly left: number;
}

function tell({ queue, waiting, moved, left }: Result, { json, dryRun }: RedriveOptions): void {
  if (json) {
    console.log(JSON.stringify({ queue, waiting, moved, left }));
    return;
  }
  const name = deadLettersOf(queue);
  if (dryRun || (waiting === 0 && moved + left === 0)) {
    console.log(`${name}：${waiting} 条死信 dead letters`);
    return;
  }
  const rest = left > 0 ? `，${left} 条未移动 not moved, they stay in ${name}` : "";
  console.log(`${name}：${moved} 条已送回 sent back to ${targets[queue] ?? queue}${rest}`);
}
