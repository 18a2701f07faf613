import { spawn } from "node:child_process";

/** A command of the project's own, run as its user would run it. */
export interface RunCommand {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Exit statuses that are not a failure besides 0. */
  readonly accepted?: readonly number[];
}

/**
 * Runs a script on this very Node; its progress goes to our standard error. Resolves with its standard output; rejects
 * with an Error that names the command and its status.
 */
export function runCommand({ args, environment, accepted = [] }: RunCommand): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...environment },
    });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0 || (status !== null && accepted.includes(status))) resolve(Buffer.concat(output).toString());
      else reject(new Error(`${args.join(" ")} ended with status ${status ?? "none (killed)"}`));
    });
  });
}
