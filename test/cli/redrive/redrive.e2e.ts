import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import * as z from "zod/mini";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { pfp } from "#test/cli/pfp.ts";
import { queueWithDeadLetters, writeAssembly } from "#test/local/assembly-under-test.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";

const folder = mkdtempSync(join(tmpdir(), "pfp-redrive-"));
let aws: EmbeddedAws;
let clients: Clients;

beforeAll(async () => {
  const resources = {
    ...queueWithDeadLetters("Changes", "changes"),
    ...queueWithDeadLetters("Bus", "household-events"),
  };
  const assembly = writeAssembly(join(folder, "assembly"), { stack: { Resources: resources } });
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  clients = clientsOf(aws.endpoint);
});
afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  for (const queue of ["changes", "changes-dead-letters", "household-events-dead-letters"]) await clients.take(queue);
});

const urlOf = (queue: string) => `${aws.endpoint}/${aws.accountId}/${queue}`;

async function lay(queue: string, ...bodies: string[]): Promise<void> {
  for (const MessageBody of bodies) {
    await clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: urlOf(queue),
        MessageBody,
        MessageAttributes: { area: { DataType: "String", StringValue: "330106" } },
      }),
    );
  }
}

async function bodiesIn(queue: string): Promise<(string | undefined)[]> {
  return (await clients.take(queue)).map(({ Body }) => Body).toSorted();
}

const redrive = (...args: string[]) => pfp(["redrive", ...args, "--endpoint-url", aws.endpoint]);

it("sends dead letters back to their queue, with their attributes, and leaves none behind", async () => {
  const bodies = Array.from({ length: 23 }, (_, index) => `{"change":${index}}`);
  await lay("changes-dead-letters", ...bodies);
  const { status, stdout } = await redrive("changes", "--rate", "1000");
  expect([status, stdout]).toEqual([0, "changes-dead-letters：23 条已送回 sent back to changes\n"]);
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: urlOf("changes"), MessageAttributeNames: ["All"], VisibilityTimeout: 0 }),
  );
  expect(Messages[0]?.MessageAttributes?.["area"]?.StringValue).toBe("330106");
  expect(await bodiesIn("changes")).toEqual(bodies.toSorted());
  expect(await bodiesIn("changes-dead-letters")).toEqual([]);
});

it("sends back no more than asked, and goes on when it is run again", async () => {
  await lay("changes-dead-letters", "a", "b", "c");
  const Result = z.object({ moved: z.number(), left: z.number() });
  const first = await redrive("changes", "--limit", "2", "--json");
  expect(Result.parse(JSON.parse(first.stdout))).toEqual({ moved: 2, left: 0 });
  const second = await redrive("changes-dead-letters", "--json");
  expect(Result.parse(JSON.parse(second.stdout))).toEqual({ moved: 1, left: 0 });
  expect(await bodiesIn("changes")).toEqual(["a", "b", "c"]);
});

it("sends events that the bus could not hand over to the queue of changes", async () => {
  await lay("household-events-dead-letters", "event");
  expect((await redrive("household-events")).status).toBe(0);
  expect(await bodiesIn("changes")).toEqual(["event"]);
});

it("only says how many there are when asked", async () => {
  await lay("changes-dead-letters", "a");
  const { status, stdout } = await redrive("changes", "--dry-run");
  expect([status, stdout]).toEqual([0, "changes-dead-letters：1 条死信 dead letters\n"]);
  expect(await bodiesIn("changes-dead-letters")).toEqual(["a"]);
});

it.each<[string, string[], number, string]>([
  ["a queue that is not there", ["outreach"], 3, "there is no queue outreach-dead-letters"],
  ["a limit that is no number", ["changes", "--limit", "many"], 2, '--limit: found "many", expected a whole number'],
  ["no queue", [], 2, "missing required argument 'queue'"],
])("refuses %s", async (_, args, expected, message) => {
  const { status, stderr } = await redrive(...args);
  expect([status, stderr]).toEqual([expected, expect.stringContaining(message)]);
});
