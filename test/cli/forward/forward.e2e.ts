import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noticeOf } from "../../functions/outreach/cases.ts";
import { pfp } from "../pfp.ts";
import { type QueuesUnderTest, startQueues } from "../receive/queues-under-test.ts";

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString("base64")}`;
const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let status = 204;
let office: Server;
let queues: QueuesUnderTest;

beforeAll(async () => {
  queues = await startQueues();
  office = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      answer.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => office.listen(0, "127.0.0.1", listening));
});
afterAll(async () => {
  office.close();
  await queues.stop();
});

function address(): string {
  const at: AddressInfo | string | null = office.address();
  if (at === null || typeof at === "string") throw new Error("the office listens on no port");
  return `http://127.0.0.1:${at.port}/notices`;
}
const forward = (...more: string[]) =>
  pfp(["forward", "--area", "330106", "--once", "--endpoint-url", queues.endpoint, ...more], {
    env: { OFFICE_SECRET: secret },
  });

describe("pfp forward", () => {
  it("posts each notice signed, and takes it from the queue once the office system has it", async () => {
    await queues.send("outreach-330106", noticeOf({ notice: "n-1" }), noticeOf({ notice: "n-2", revision: 3 }));
    const { status: code } = await forward("--to", address(), "--secret", "env:OFFICE_SECRET");
    expect(code).toBe(0);
    expect(received.map(({ headers }) => headers["webhook-id"]).sort()).toEqual(["n-1.1", "n-2.3"]);
    for (const { headers, body } of received) {
      const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
      const expected = createHmac("sha256", key).update(signed).digest("base64");
      expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
    }
    expect(await queues.visible("outreach-330106")).toBe(0);
  });

  it("leaves in the queue what the office system does not take", async () => {
    status = 503;
    await queues.send("outreach-330106", noticeOf({ notice: "n-3" }));
    const { status: code, stderr } = await forward("--to", address(), "--secret", "env:OFFICE_SECRET");
    expect(code).toBe(1);
    expect(stderr).toContain("503");
    await queues.empty("outreach-330106");
    status = 204;
  });

  it("takes a secret by name only, never repeats it, and posts to no unsafe address", async () => {
    const given = await forward("--to", address(), "--secret", secret);
    expect(given.status).toBe(2);
    expect(given.stderr).not.toContain(secret);
    const plain = await forward("--to", "http://office.example/notices", "--secret", "env:OFFICE_SECRET");
    expect(plain.status).toBe(2);
    expect(plain.stderr).toContain("https");
  });
});
