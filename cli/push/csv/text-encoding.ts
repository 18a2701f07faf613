import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { TextDecoder } from "node:util";
import { CommandError } from "../../exit-code.ts";

/** The encodings that systems write tables in. */
const encodings = ["utf-8", "gb18030"] as const;
export type Encoding = (typeof encodings)[number];

/** What a file is, found by reading all of it once. */
export interface TextFile {
  readonly encoding: Encoding;
  /** Of the bytes: the same content is the same file, whatever it is called. */
  readonly digest: string;
}

/**
 * Reads a file through and tells its encoding: UTF-8 where all of it is UTF-8, or else GB18030 (which GBK and GB2312 are
 * parts of). Throws CommandError for what is neither.
 */
export async function inspectText(path: string, signal: AbortSignal): Promise<TextFile> {
  const digest = createHash("sha256");
  const candidates = new Map(encodings.map((encoding) => [encoding, new TextDecoder(encoding, { fatal: true })]));
  let first = true;
  for await (const chunk of chunksOf(path, signal)) {
    if (first) refuseOtherFormats(chunk, path);
    first = false;
    digest.update(chunk);
    for (const [encoding, decoder] of candidates) {
      if (!decodes(decoder, chunk)) candidates.delete(encoding);
    }
    if (candidates.size === 0) break;
  }
  for (const [encoding, decoder] of candidates) {
    if (decodes(decoder)) return { encoding, digest: digest.digest("base64url").slice(0, 16) };
  }
  throw new CommandError(`${path}: found bytes that are neither UTF-8 nor GB18030, expected a CSV file as text`);
}

/** The text of a file from its beginning, without its byte order mark; `read` is told of the bytes read so far. */
export async function* textOf(
  path: string,
  encoding: Encoding,
  signal: AbortSignal,
  read: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  for await (const chunk of chunksOf(path, signal)) {
    bytes += chunk.length;
    read(bytes);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

async function* chunksOf(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 256 * 1024 })) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}

/** Decodes a further piece, or the end where there is none; false where the bytes are not of the encoding. */
function decodes(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}

function refuseOtherFormats(start: Uint8Array, path: string): void {
  const found = otherFormat(start);
  if (found !== undefined) throw new CommandError(`${path}: found ${found}, expected a CSV file in UTF-8 or GB18030`);
}

function otherFormat(start: Uint8Array): string | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => start[index] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04)) return "an Excel workbook or a zip file (save the sheet as CSV)";
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return "an Excel workbook of the old kind (save the sheet as CSV)";
  if (begins(0x1f, 0x8b)) return "a gzip file (unpack it first)";
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return "text in UTF-16 (save it as CSV UTF-8)";
  return start.subarray(0, 1024).includes(0) ? "a binary file" : undefined;
}
