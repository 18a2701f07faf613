import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { cacheControlOf, fileAt, isHashed, mediaTypeOf, pageFile, pageHeaders } from "#events/desk-api/page-front.ts";
import type { PageDependencies, PageFile } from "./dependencies.ts";

const compress = promisify(gzip);

/** A file with its compressed form, which API Gateway does not make. */
interface ReadyFile extends PageFile {
  readonly compressed: Uint8Array | undefined;
}

/**
 * Serves the page's files with the headers of every front. Files whose names change with what is in them are read and
 * compressed once in an instance's life; the others are asked for each time, so that a new page is there at once.
 */
export function servePage({ read, connectTo }: PageDependencies) {
  const headers = pageHeaders(connectTo);
  const kept = new Map<string, ReadyFile>();

  const find = async (path: string): Promise<ReadyFile | undefined> => {
    const known = kept.get(path);
    if (known) return known;
    const found = await read(path);
    if (!found) return undefined;
    const ready = { ...found, compressed: shrinks(path) ? await compress(found.body, { level: 9 }) : undefined };
    if (isHashed(path)) kept.set(path, ready);
    return ready;
  };

  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const path = fileAt(event.rawPath);
    const file = path === undefined ? undefined : await find(path);
    if (path === undefined || !file) return absent(path, headers);
    const about = {
      ...headers,
      "cache-control": cacheControlOf(path),
      etag: file.etag,
      ...(file.compressed ? { vary: "accept-encoding" } : {}),
    };
    if (sameAs(event.headers["if-none-match"], file.etag)) return { statusCode: 304, headers: about };
    const compressed = takesGzip(event.headers["accept-encoding"]) ? file.compressed : undefined;
    return {
      statusCode: 200,
      headers: {
        ...about,
        "content-type": mediaTypeOf(path),
        // The same file in another form: equal in meaning, not byte for byte.
        ...(compressed ? { "content-encoding": "gzip", etag: `W/${file.etag}` } : {}),
      },
      body: Buffer.from(compressed ?? file.body).toString("base64"),
      isBase64Encoded: true,
    };
  };
}

function absent(path: string | undefined, headers: Readonly<Record<string, string>>) {
  const unpublished = path === pageFile;
  return {
    statusCode: unpublished ? 503 : 404,
    headers: { ...headers, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    body: unpublished
      ? "页面尚未发布（pfp page publish）；接口在 /api\nThe page is not published yet (pfp page publish); the API is at /api\n"
      : "没有 Not found\n",
  };
}

/** Pictures are compressed already. */
function shrinks(path: string): boolean {
  return !/^image\/(png|x-icon)$/.test(mediaTypeOf(path));
}

function takesGzip(accepted: string | undefined): boolean {
  return (accepted ?? "").split(",").some((each) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(each));
}

function sameAs(seen: string | undefined, etag: string): boolean {
  return (seen ?? "").split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}
