import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { CommandError } from "../exit-code.ts";

/** Where lines go, no faster than they are taken. */
export interface Output {
  write(text: string): Promise<void>;
  end(): Promise<void>;
  /** True once nobody reads any more, as after `| head`. */
  readonly closed: boolean;
}

// Small lines are gathered: one write a household would cost more than judging it.
const charactersTogether = 64 * 1024;

/** Opens a file, or standard output where none is named. */
export function openOutput(file: string | undefined): Output {
  const stream: Writable = file === undefined ? process.stdout : createWriteStream(file);
  let failure: Error | undefined;
  let closed = false;
  let pending = "";
  stream.on("error", (error) => {
    closed = true;
    if (Reflect.get(error, "code") !== "EPIPE") failure = error;
  });
  let proceed = () => {};
  for (const event of ["drain", "error", "close"]) stream.on(event, () => proceed());
  const check = () => {
    if (failure)
      throw new CommandError(`${file ?? "standard output"}: cannot be written: ${Reflect.get(failure, "code")}`);
  };
  const flush = async () => {
    const text = pending;
    pending = "";
    if (closed || text === "") return check();
    if (!stream.write(text))
      await new Promise<void>((resolve) => {
        proceed = resolve;
      });
    check();
  };
  return {
    async write(text) {
      pending += text;
      if (pending.length >= charactersTogether) await flush();
    },
    async end() {
      await flush();
      if (file === undefined || closed) return check();
      stream.end();
      await finished(stream).catch(() => {});
      check();
    },
    get closed() {
      return closed;
    },
  };
}
