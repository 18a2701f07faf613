import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHttpApi } from "#local/http-api.ts";

/** An API whose functions answer with what they were given. */
const invoked: { functionName: string; event: Record<string, unknown> }[] = [];
let answer: unknown;
let server: Server;
let origin: string;

beforeAll(async () => {
  const api = createHttpApi({
    name: "desk",
    routes: [
      { key: "GET /{proxy+}", functionName: "rest" },
      { key: "GET /api/{proxy+}", functionName: "read" },
      { key: "POST /api/{proxy+}", functionName: "write" },
      { key: "GET /api/cases/{notice}", functionName: "case" },
      { key: "GET /api/me", functionName: "me" },
    ],
    invoke: async (functionName, payload) => {
      invoked.push({ functionName, event: JSON.parse(payload) });
      return answer === undefined ? { ok: false, error: "thrown" } : { ok: true, payload: JSON.stringify(answer) };
    },
    now: () => new Date("2026-11-25T09:00:00Z"),
    log: () => {},
  });
  server = createServer((request, response) => void api.handle(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const bound = server.address();
  origin = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
});

afterAll(() => server.close());

const last = () => invoked.at(-1);

describe("an HTTP API", () => {
  it("takes the route that names a request most closely", async () => {
    answer = {};
    for (const [path, functionName] of [
      ["/api/me", "me"],
      ["/api/cases/n-1", "case"],
      ["/api/cases/n-1/history", "read"],
      ["/assets/page.js", "rest"],
    ] as const) {
      await fetch(`${origin}${path}`);
      expect([path, last()?.functionName]).toEqual([path, functionName]);
    }
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect((await fetch(`${origin}/api/me`, { method: "DELETE" })).status).toBe(404);
  });

  it("tells the function of the request as payload format 2.0 has it", async () => {
    await fetch(`${origin}/api/cases?area=330106&area=330203&name=${encodeURIComponent("急")}`, {
      headers: { "X-Test": "One" },
    });
    expect(last()?.event).toMatchObject({
      version: "2.0",
      routeKey: "GET /api/{proxy+}",
      rawPath: "/api/cases",
      rawQueryString: "area=330106&area=330203&name=%E6%80%A5",
      queryStringParameters: { area: "330106,330203", name: "急" },
      pathParameters: { proxy: "cases" },
      headers: { "x-test": "One" },
      requestContext: {
        http: { method: "GET", path: "/api/cases", protocol: "HTTP/1.1", sourceIp: "127.0.0.1" },
        stage: "$default",
        timeEpoch: Date.parse("2026-11-25T09:00:00Z"),
      },
      isBase64Encoded: false,
    });
    expect(last()?.event).not.toHaveProperty("body");
    await fetch(`${origin}/api/x`, {
      method: "POST",
      body: '{"why":"visit"}',
      headers: { "content-type": "application/json" },
    });
    expect(last()?.event).toMatchObject({ body: '{"why":"visit"}', isBase64Encoded: false });
    await fetch(`${origin}/api/x`, {
      method: "POST",
      body: Uint8Array.of(0, 255),
      headers: { "content-type": "application/octet-stream" },
    });
    expect(last()?.event).toMatchObject({ body: "AP8=", isBase64Encoded: true });
  });

  it("answers with what the function returned: a response, or any value as JSON", async () => {
    answer = {
      statusCode: 201,
      headers: { "x-made": "yes" },
      cookies: ["a=1", "b=2"],
      body: "5L2g5aW9",
      isBase64Encoded: true,
    };
    const made = await fetch(`${origin}/api/me`);
    expect([made.status, made.headers.get("x-made"), made.headers.getSetCookie(), await made.text()]).toEqual([
      201,
      "yes",
      ["a=1", "b=2"],
      "你好",
    ]);
    answer = { found: 3 };
    const plain = await fetch(`${origin}/api/me`);
    expect([plain.status, plain.headers.get("content-type"), await plain.json()]).toEqual([
      200,
      "application/json",
      { found: 3 },
    ]);
  });

  it("answers 500 where the function threw or returned no response, and says no more", async () => {
    for (const wrong of [undefined, { statusCode: "yes" }]) {
      answer = wrong;
      const failed = await fetch(`${origin}/api/me`);
      expect([failed.status, await failed.json()]).toEqual([500, { message: "Internal Server Error" }]);
    }
  });
});
