import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { HttpApi } from "./http-api.ts";
import { startIssuer } from "./identity/issuer.ts";

export interface DeskSiteOptions {
  /** The desk's API, which serves the page as well. */
  readonly api: HttpApi;
  /** Whom access tokens are for, as the desk expects it. */
  readonly audience: string;
  /** File of the people that one may be. */
  readonly personas: string;
  readonly clockOffset: number;
}

export interface DeskSite {
  readonly origin: string;
  /** The issuer that staff sign in with, once the site is open. */
  readonly issuer: string;
  /** Lets requests in; until then they are told to come again. */
  open(options: DeskSiteOptions): Promise<void>;
  stop(): Promise<void>;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The desk as staff see it, on one origin: the API with the page, and an issuer to sign in with. Takes its port
 * (0 for any that is free) on 127.0.0.1 at once, for the template names the issuer. Rejects where the port is taken.
 */
export async function startDeskSite(onPort: number): Promise<DeskSite> {
  let handle: Handle = async (_, response) => plain(response, 503, "启动中 Starting\n");
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const port = await listening(server, onPort);
  const origin = `http://127.0.0.1:${port}`;
  const issuer = `${origin}/issuer`;
  let stopIssuer: () => Promise<void> = async () => {};
  return {
    origin,
    issuer,
    async open(options) {
      const worker = await startIssuer({
        issuer,
        pages: [`${origin}/`],
        audience: options.audience,
        personas: options.personas,
        clockOffset: options.clockOffset,
      });
      stopIssuer = worker.stop;
      handle = handleOf(origin, worker.port, options);
    },
    async stop() {
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await stopIssuer();
    },
  };
}

function handleOf(origin: string, issuersPort: number, options: DeskSiteOptions): Handle {
  return async (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", origin);
    // The issuer and the page's policy know one name for this machine.
    if (request.headers.host?.startsWith("localhost:")) {
      response.writeHead(307, { location: `${origin}${pathname}${search}` }).end();
      return;
    }
    if (pathname.startsWith("/issuer/")) return passOn(request, response, issuersPort);
    return options.api.handle(request, response);
  };
}

function listening(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((done, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(
              `端口 ${port} 已被其他程序占用,请用 --desk-port N 换一个 port ${port} on 127.0.0.1 is taken by another program; choose another: --desk-port N`,
            )
          : error,
      ),
    );
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** Hands a request to the issuer's own port, under the name that the browser knows it by. */
async function passOn(request: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
  const { method = "GET", url = "/", headers } = request;
  const onward = httpRequest({ host: "127.0.0.1", port, method, path: url, headers });
  const answered = new Promise<IncomingMessage>((done, reject) => {
    onward.once("response", done);
    onward.once("error", reject);
  });
  await pipeline(request, onward);
  const answer = await answered;
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  await pipeline(answer, response);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}
