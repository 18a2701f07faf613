import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** An answer of the service: a reply, or an error by its code and HTTP status. */
export type Reply =
  | { readonly body: unknown }
  | { readonly error: string; readonly status: number; readonly message?: string };

export interface LoopbackService {
  readonly url: string;
  close(): Promise<void>;
}

/** An AWS service on this machine that speaks the JSON protocol: each action answers from its input. */
export async function loopbackService(
  answer: (action: string, input: unknown) => Reply | Promise<Reply>,
): Promise<LoopbackService> {
  const server = createServer((request, response) => {
    void respond(request, response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (action: string, input: unknown) => Reply | Promise<Reply>,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  const action = String(request.headers["x-amz-target"] ?? "").replace(/^.*\./, "");
  const input: unknown = JSON.parse(Buffer.concat(pieces).toString("utf8") || "{}");
  const reply = await answer(action, input);
  response.setHeader("content-type", "application/x-amz-json-1.0");
  if ("error" in reply) {
    response.statusCode = reply.status;
    response.setHeader("x-amzn-errortype", reply.error);
    response.end(JSON.stringify({ __type: reply.error, message: reply.message ?? reply.error }));
  } else {
    response.end(JSON.stringify(reply.body));
  }
}
