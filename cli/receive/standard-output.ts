import { CommandError } from "../exit-code.ts";

/** Writes text to standard output. Resolves with false once nobody reads any more, as after `| head`. */
export type Print = (text: string) => Promise<boolean>;

/** Standard output, where "printed" means that the system has taken the text. */
export function standardOutput(stream: NodeJS.WriteStream = process.stdout): Print {
  // Each write tells of its own error.
  stream.on("error", () => {});
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => {
        const code: unknown = error ? Reflect.get(error, "code") : undefined;
        if (!error) resolve(true);
        else if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") resolve(false);
        else reject(new CommandError(`standard output: cannot be written: ${String(code)}`));
      });
    });
}
