import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { ofType, stageNamed, synthesise } from "#test/infra/synthesised.ts";
import { type Resources, writeAssembly } from "#test/local/assembly-under-test.ts";
import { clientsOf } from "#test/local/clients.ts";

/** The queues that the app declares, and nothing that feeds or reads them. */
export interface QueuesUnderTest {
  readonly endpoint: string;
  send(queue: string, ...bodies: readonly unknown[]): Promise<void>;
  /** Messages that anybody could receive now. */
  visible(queue: string): Promise<number>;
  /** Receives each message so many times, and puts it back. */
  lookAt(queue: string, times: number): Promise<void>;
  empty(queue: string): Promise<void>;
  stop(): Promise<void>;
}

/** Queues by name and limits as infra synthesises them, and one whose messages bear few receipts. */
export async function startQueues(): Promise<QueuesUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "pfp-receive-"));
  const byStack: Record<string, { Resources: Resources }> = { few: { Resources: queueWithFewReceipts } };
  for (const { stack, logicalId, Type, Properties } of ofType(synthesise(stageNamed("local")), "AWS::SQS::Queue")) {
    byStack[stack] ??= { Resources: {} };
    // Without its key, which is in a stack that is not here.
    const { KmsMasterKeyId: _, ...queue } = Properties;
    byStack[stack].Resources[logicalId] = { Type, Properties: queue };
  }
  const assembly = writeAssembly(join(folder, "assembly"), byStack);
  const aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  const { sqs, close } = clientsOf(aws.endpoint);
  const urlOf = (queue: string) => `${aws.endpoint}/${aws.accountId}/${queue}`;
  return {
    endpoint: aws.endpoint,
    async send(queue, ...bodies) {
      for (const body of bodies) {
        const MessageBody = typeof body === "string" ? body : JSON.stringify(body);
        await sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody }));
      }
    },
    async visible(queue) {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ["ApproximateNumberOfMessages"] }),
      );
      return z.coerce.number().parse(Attributes?.["ApproximateNumberOfMessages"]);
    },
    async lookAt(queue, times) {
      const request = { QueueUrl: urlOf(queue), MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
      for (let time = 0; time < times; time += 1) {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(request));
        if (Messages.length === 0) time -= 1;
      }
    },
    async empty(queue) {
      await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(queue) }));
    },
    async stop() {
      close();
      await aws.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

const queueWithFewReceipts: Resources = {
  DeadLetters: { Type: "AWS::SQS::Queue", Properties: { QueueName: "outreach-339999-dead-letters" } },
  Queue: {
    Type: "AWS::SQS::Queue",
    Properties: {
      QueueName: "outreach-339999",
      RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["DeadLetters", "Arn"] }, maxReceiveCount: 5 },
    },
  },
};
