import { deflateRawSync, inflateRawSync } from "node:zlib";

// DynamoDB charges a write by the kilobyte, and an item's text repeats the same names as every other's: deflated with
// those names known beforehand it is half as long, or less.

// What is packed or unpacked lies in blocks of so many bytes, and holds the last of them whole until it is collected as
// garbage: the 16 KB that zlib takes unasked are twenty times what an item needs, twice for every change.
const packedBlock = 1024;
const textBlock = 4096;

/** A text as few bytes; the same text always gives the same bytes. Only the same dictionary unpacks them. */
export function packText(text: string, dictionary: Uint8Array): Uint8Array {
  return deflateRawSync(text, { dictionary, level: 9, chunkSize: packedBlock });
}

/** The text that was packed. Throws where the bytes are no text packed with this dictionary. */
export function unpackText(bytes: Uint8Array, dictionary: Uint8Array): string {
  return inflateRawSync(bytes, { dictionary, chunkSize: textBlock }).toString();
}
