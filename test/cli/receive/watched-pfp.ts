import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../cli/main.ts", import.meta.url));

/** A pfp that is looked at while it runs. */
export interface WatchedPfp {
  readonly ended: Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
  stdoutSoFar(): string;
  interrupt(): void;
  /** Reads no more of its output, as `| head` does. */
  closeOutput(): void;
}

/** Starts pfp in a folder, in an environment that knows no AWS settings. */
export function watchPfp(args: readonly string[], folder?: string): WatchedPfp {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", AWS_EC2_METADATA_DISABLED: "true" },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return {
    ended: new Promise((resolve) => {
      child.on("close", (status) => resolve({ status, stdout, stderr }));
    }),
    stdoutSoFar: () => stdout,
    interrupt: () => child.kill("SIGINT"),
    closeOutput: () => child.stdout.destroy(),
  };
}
