import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { EventBridgeClient, PutEventsCommand } from "#functions/sdk/client-eventbridge.ts";
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "#functions/sdk/client-secrets-manager.ts";
import { SendMessageBatchCommand, SQSClient } from "#functions/sdk/client-sqs.ts";

// How a deployed function asks AWS, and asks again: against a server that answers as AWS does when it is unwell.

interface Asked {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

let asked: Asked[] = [];
/** What comes next, the last for ever. */
let answers: Answer[] = [];

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  asked.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  answer?.(response);
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const address: AddressInfo | string | null = server.address();
const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

beforeEach(() => {
  asked = [];
  vi.stubEnv("AWS_ENDPOINT_URL", `http://${host}`);
  vi.stubEnv("AWS_REGION", "cn-northwest-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  vi.stubEnv("AWS_SESSION_TOKEN", "of-the-role");
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});

const says =
  (status: number, told: unknown): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
    response.end(typeof told === "string" ? told : JSON.stringify(told));
  };
const silent: Answer = () => undefined;
const hangsUp: Answer = (response) => response.destroy();
const unwell = says(500, { __type: "InternalServerError" });
const busy = says(400, { __type: "com.amazonaws.sqs#ThrottlingException", message: "Rate exceeded" });

const options = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 200, requestTimeout: 200, throwOnRequestTimeout: true },
};
const message = new SendMessageBatchCommand({
  QueueUrl: `http://${host}/000000000000/outreach`,
  Entries: [{ Id: "0", MessageBody: '{"notice":"n-1"}' }],
});
const taken = says(200, { Successful: [{ Id: "0", MessageId: "m-1" }], Failed: [] });

it("asks by AWS's JSON protocol, signed by the role for the region and the service", async () => {
  answers = [taken];
  vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793");
  expect((await new SQSClient(options).send(message)).Successful).toEqual([{ Id: "0", MessageId: "m-1" }]);
  const [{ headers, body } = { headers: {}, body: "" }] = asked;
  expect(JSON.parse(body)).toEqual(message.input);
  expect(headers).toMatchObject({
    host,
    "x-amz-target": "AmazonSQS.SendMessageBatch",
    "content-type": "application/x-amz-json-1.0",
    "x-amz-security-token": "of-the-role",
    "x-amzn-trace-id": "Root=1-5759e988-bd862e3fe1be46a994272793",
  });
  expect(headers.authorization).toBe(authorisation({ headers, body }, "sqs"));
});

/** The signature as AWS's documentation of version 4 has one work it out, of the headers that were signed. */
function authorisation({ headers, body }: Asked, service: string): string {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const date = String(headers["x-amz-date"]);
  const signed = /SignedHeaders=([^,]+)/.exec(String(headers.authorization))?.[1] ?? "";
  for (const name of ["host", "x-amz-date", "x-amz-security-token", "x-amz-target"])
    expect(signed.split(";")).toContain(name);
  const named = signed.split(";").map((name) => `${name}:${headers[name]}\n`);
  const canonical = ["POST", "/", "", named.join(""), signed, sha256(body)].join("\n");
  const scope = `${date.slice(0, 8)}/cn-northwest-1/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${process.env["AWS_SECRET_ACCESS_KEY"]}`);
  return `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${signed}, Signature=${hmac(key, text).toString("hex")}`;
}

it.each([
  ["is unwell", unwell],
  ["has too much to do", busy],
  ["hangs up", hangsUp],
  ["says nothing in time", silent],
  ["is behind a gateway that is unwell", says(503, "<html>Service Unavailable</html>")],
])("asks again where the service %s", async (_, trouble) => {
  answers = [trouble, trouble, taken];
  expect((await new SQSClient(options).send(message)).Successful).toHaveLength(1);
  expect(asked.map(({ body }) => body)).toEqual([asked[0]?.body, asked[0]?.body, asked[0]?.body]);
});

it("gives up after its attempts, and says what it was told last", async () => {
  answers = [unwell];
  await expect(new SQSClient(options).send(message)).rejects.toMatchObject({
    name: "InternalServerError",
    $metadata: { httpStatusCode: 500 },
  });
  expect(asked).toHaveLength(options.maxAttempts);
  answers = [silent];
  await expect(new SQSClient({ ...options, maxAttempts: 1 }).send(message)).rejects.toMatchObject({
    name: "TimeoutError",
  });
});

it("does not ask again what was refused for good", async () => {
  answers = [says(400, { __type: "AccessDeniedException", Message: "is not authorized to perform: events:PutEvents" })];
  const put = new EventBridgeClient(options).send(new PutEventsCommand({ Entries: [] }));
  await expect(put).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: "is not authorized to perform: events:PutEvents",
  });
  expect(asked.map(({ headers }) => headers["x-amz-target"])).toEqual(["AWSEvents.PutEvents"]);
  answers = [says(400, { __type: "ResourceNotFoundException", Message: "no such secret" })];
  const read = new SecretsManagerClient(options).send(new GetSecretValueCommand({ SecretId: "webhook-haiyan" }));
  await expect(read).rejects.toThrow(ResourceNotFoundException);
});

it("says how much of something else came where AWS's answer should be", async () => {
  answers = [says(404, "<html>lost</html>")];
  await expect(new SQSClient(options).send(message)).rejects.toMatchObject({
    name: "UnknownError",
    message: "The answer is no JSON, but 17 characters of something else.",
  });
});
