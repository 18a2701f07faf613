import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  interrupt(): void;
}

/** Starts pfp as a user does, in an environment that knows no AWS settings. */
export function startPfp(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string>; cwd?: string } = {},
): Running {
  const child = spawn(process.execPath, [main, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: "/nonexistent",
      LANG: "zh_CN.UTF-8",
      AWS_EC2_METADATA_DISABLED: "true",
      ...options.env,
    },
  });
  child.stdin.on("error", () => {});
  if (options.input !== undefined) child.stdin.end(options.input);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  return {
    ended: new Promise((resolve) => {
      child.on("close", (status) => resolve({ status, ...output }));
    }),
    interrupt: () => child.kill("SIGINT"),
  };
}

export function pfp(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string>; cwd?: string } = {},
): Promise<Ended> {
  return startPfp(args, { input: "", ...options }).ended;
}
