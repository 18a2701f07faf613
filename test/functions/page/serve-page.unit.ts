import { gunzipSync } from "node:zlib";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { PageFile } from "#functions/page/dependencies.ts";
import { parseEnvironment } from "#functions/page/environment.ts";
import { servePage } from "#functions/page/serve-page.ts";

const script = "console.log('政策找人');".repeat(40);

/** A published page; what is asked of the bucket is written down. */
function site(files: Record<string, string> = { "index.html": "<!doctype html>", "assets/page-1a.js": script }) {
  const asked: string[] = [];
  const serve = servePage({
    connectTo: ["https://sign-in.example.org"],
    read: async (path): Promise<PageFile | undefined> => {
      asked.push(path);
      const text = files[path];
      return text === undefined ? undefined : { body: Buffer.from(text), etag: `"${text.length}"` };
    },
  });
  const get = async (rawPath: string, headers: Record<string, string> = {}) => {
    const { statusCode, headers: told = {}, body = "", isBase64Encoded } = await serve(eventOf(rawPath, headers));
    return { status: statusCode, told, body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8") };
  };
  return { get, asked, files };
}

function eventOf(rawPath: string, headers: Record<string, string>): APIGatewayProxyEventV2 {
  const requestContext = { http: { method: "GET", path: rawPath } };
  return { rawPath, headers, requestContext } as unknown as APIGatewayProxyEventV2;
}

describe("the page", () => {
  it("is what every place leads to that names no file", async () => {
    const { get } = site();
    for (const path of ["/", "/index.html", "/cases", "/town/330106001", "/cases/"]) {
      const { status, told, body } = await get(path);
      expect([path, status, told["content-type"], body.toString()]).toEqual([
        ...[path, 200, "text/html; charset=utf-8", "<!doctype html>"],
      ]);
    }
  });

  it("is asked for again each time, and told to be unchanged where it is", async () => {
    const { get, asked, files } = site();
    const first = await get("/");
    expect(first.told).toMatchObject({ "cache-control": "no-cache", etag: '"15"' });
    expect((await get("/", { "if-none-match": 'W/"15"' })).status).toBe(304);
    files["index.html"] = "<!doctype html><p>";
    expect((await get("/", { "if-none-match": '"15"' })).status).toBe(200);
    expect(asked).toEqual(["index.html", "index.html", "index.html"]);
  });

  it("says that it is not published where it is not, and what to do", async () => {
    const { status, told, body } = await site({}).get("/");
    expect([status, told["cache-control"]]).toEqual([503, "no-store"]);
    expect(body.toString()).toContain("pfp page publish");
  });
});

describe("a file of the page", () => {
  it("whose name changes with it is kept for a year, read once, and compressed for whoever takes that", async () => {
    const { get, asked } = site();
    const packed = await get("/assets/page-1a.js", { "accept-encoding": "br;q=1.0, gzip;q=0.8" });
    expect(packed.told).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
      "content-encoding": "gzip",
      vary: "accept-encoding",
    });
    expect(packed.body.length).toBeLessThan(script.length / 4);
    expect(gunzipSync(packed.body).toString()).toBe(script);
    const plain = await get("/assets/page-1a.js", { "accept-encoding": "gzip;q=0, br" });
    expect(plain.told).not.toHaveProperty("content-encoding");
    expect(plain.body.toString()).toBe(script);
    expect(asked).toEqual(["assets/page-1a.js"]);
  });

  it("that is not there, or beyond the page's folder, is not found", async () => {
    const { get, asked } = site();
    expect((await get("/assets/gone-2b.js")).status).toBe(404);
    for (const path of ["/../secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "/%E0%A4%A.js", "/..%5csecret.txt"]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    expect(asked).toEqual(["assets/gone-2b.js"]);
  });

  it("comes with what a browser may do, whatever it is", async () => {
    const { get } = site();
    for (const path of ["/", "/assets/page-1a.js", "/assets/gone-2b.js"]) {
      const { told } = await get(path);
      expect(told["content-security-policy"]).toBe(
        "default-src 'self'; connect-src 'self' https://sign-in.example.org; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(told).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
      expect(String(told["strict-transport-security"])).toContain("max-age=63072000");
    }
  });

  it("of settings is kept by nobody", async () => {
    const { told } = await site({ "settings.json": "{}" }).get("/settings.json");
    expect(told).toMatchObject({ "cache-control": "no-store", "content-type": "application/json" });
  });
});

it("names every setting it misses", () => {
  expect(() => parseEnvironment({})).toThrow(/PAGE_BUCKET[\s\S]*CONNECT_TO/);
  expect(() => parseEnvironment({ PAGE_BUCKET: "page", CONNECT_TO: "https://a.example; script-src *" })).toThrow(
    "CONNECT_TO",
  );
  expect(z.string().parse(parseEnvironment({ PAGE_BUCKET: "page", CONNECT_TO: "https://a.example" }).CONNECT_TO)).toBe(
    "https://a.example",
  );
});
