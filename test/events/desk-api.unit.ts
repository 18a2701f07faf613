import { describe, expect, it } from "vitest";
import { openApiDocument } from "#cli/contracts/openapi-document.ts";
import { DeskProblem, replyOf, requestOf } from "#events/desk-api/client.ts";
import { routeEntries } from "#events/desk-api/routes.ts";

describe("the table of routes", () => {
  it("names in each path just the parameters that the route parses", () => {
    for (const [id, { path, params }] of routeEntries) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([id, inPath]).toEqual([id, Object.keys(params.shape)]);
    }
  });

  it("has no two routes for one method and path", () => {
    const places = routeEntries.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it("lets nobody in whom it does not name, and takes a key with every act that could be sent twice", () => {
    for (const [id, { duties, method, body, idempotencyKey, title }] of routeEntries) {
      expect([id, duties.length > 0]).toEqual([id, true]);
      expect([id, method === "POST"]).toEqual([id, body !== undefined]);
      expect([id, title.zh !== "" && title.en !== ""]).toEqual([id, true]);
      if (idempotencyKey) expect([id, method]).toEqual([id, "POST"]);
    }
  });
});

describe("a client from the table", () => {
  it("asks with path, query, body and key", () => {
    expect(
      requestOf("commandCase", {
        params: { notice: "n-1" },
        body: { command: "claim", expected: 3 },
        idempotencyKey: "0123456789abcdef",
      }),
    ).toEqual({
      method: "POST",
      url: "/api/cases/n-1/commands",
      headers: {
        accept: "application/json, application/problem+json",
        "content-type": "application/json",
        "idempotency-key": "0123456789abcdef",
      },
      body: '{"command":"claim","expected":3}',
    });
    expect(requestOf("listCases", { query: { area: "330106001001", state: "open" } }).url).toBe(
      "/api/cases?area=330106001001&state=open",
    );
    expect(requestOf("me", {}).url).toBe("/api/me");
  });

  it("reads a reply, and throws the problem that came instead", () => {
    const page = replyOf("listCases", 200, { cases: [], readAt: "2026-11-25T01:30:00.000Z" });
    expect(page.cases).toEqual([]);
    const problem = {
      type: "urn:policies-find-people:problem:not-allowed",
      status: 403,
      code: "not-allowed",
      title: "Not allowed",
      titles: { zh: "无权", en: "Not allowed" },
    };
    expect(() => replyOf("listCases", 403, problem)).toThrow(DeskProblem);
    expect(() => replyOf("listCases", 200, problem)).toThrow();
  });
});

describe("the OpenAPI document", () => {
  it("has every route, and points only to what is there", () => {
    const text = JSON.stringify(openApiDocument());
    const document: { paths: object; components: { schemas: object } } = JSON.parse(text);
    const operations = Object.values(document.paths).flatMap((path: object) =>
      Object.values(path).map((operation) => String(operation.operationId)),
    );
    expect(operations.toSorted()).toEqual(routeEntries.map(([id]) => id).toSorted());
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => String(name));
    expect(references.length).toBeGreaterThan(30);
    expect(references.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
    expect([...text.matchAll(/"\$ref":/g)]).toHaveLength(references.length);
  });
});
