import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";

/** A message as an office system got it. */
export interface Posted {
  readonly id: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** An office's own system: takes what is posted to it, or answers what it is told to. */
export interface OfficeSystem {
  readonly port: number;
  /** All that came, the first first, taken or not. */
  readonly posted: readonly Posted[];
  /** Answers so from now on. */
  answer(status: number): void;
  /** Resolves when so much has come. */
  hasGot(count: number): Promise<readonly Posted[]>;
  stop(): Promise<void>;
}

export async function startOfficeSystem(): Promise<OfficeSystem> {
  const posted: Posted[] = [];
  const waiting = new Set<() => void>();
  let status = 204;
  const server = createServer(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { headers } = request;
    posted.push({ id: String(headers["webhook-id"]), body: Buffer.concat(parts).toString(), headers });
    reply.writeHead(status).end();
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the office system listens on no port");
  return {
    port: address.port,
    posted,
    answer(next) {
      status = next;
    },
    hasGot: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (posted.length < count) return;
          waiting.delete(look);
          resolve(posted);
        };
        waiting.add(look);
        look();
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whether a message is signed with a key, as a receiver finds out. */
export function isSignedWith(key: Buffer, { id, body, headers }: Posted): boolean {
  const expected = createHmac("sha256", key).update(`${id}.${headers["webhook-timestamp"]}.${body}`).digest();
  return String(headers["webhook-signature"])
    .split(" ")
    .some((each) => {
      const found = Buffer.from(each.replace(/^v1,/, ""), "base64");
      return found.length === expected.length && timingSafeEqual(found, expected);
    });
}
