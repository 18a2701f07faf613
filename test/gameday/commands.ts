import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const here = import.meta.dirname;
const root = join(here, "../..");

/** Where commands of a runbook run: against the system under drill, on its clock. */
export interface CommandSurroundings {
  readonly endpoint: string;
  /** Milliseconds by which the system's clock is ahead. */
  readonly offset: number;
  /** Where `npx cdk deploy` asks for a deployment. */
  readonly deployUrl: string;
  /** The file that commands and their output are written to. */
  readonly log: string;
}

/** What a command came to. */
export interface Ended {
  readonly status: number;
  readonly output: string;
}

/**
 * Runs a block of a runbook as the shell would, each command that fails ending it. Resolves with its standard output;
 * rejects with an Error that has what it wrote where it failed.
 *
 * @param variables what whoever follows the runbook fills in, by the names that the block uses.
 */
export async function runBlock(
  block: string,
  variables: Readonly<Record<string, string>>,
  surroundings: CommandSurroundings,
): Promise<string> {
  const unset = [...block.matchAll(/\$\{?([a-z][a-z_]*)\}?/g)]
    .map(([, name = ""]) => name)
    .filter(
      (name) =>
        !(name in variables) && !new RegExp(`(^|\\s)${name}=|read .*\\b${name}\\b|for ${name} in`, "m").test(block),
    );
  if (unset.length > 0) throw new Error(`the block uses $${unset[0]}, which nothing sets`);
  const ended = await run("bash", ["-euo", "pipefail", "-c", block], variables, surroundings);
  if (ended.status !== 0)
    throw new Error(`a command of the runbook failed (${ended.status}):\n${block}\n${ended.output}`);
  return ended.output;
}

/** Runs a command of ours. Rejects where it fails. */
export async function pfp(args: readonly string[], surroundings: CommandSurroundings): Promise<string> {
  const ended = await run("npx", ["pfp", ...args], {}, surroundings);
  if (ended.status !== 0) throw new Error(`pfp ${args.join(" ")} ended with ${ended.status}:\n${ended.output}`);
  return ended.output;
}

function run(
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  { endpoint, offset, deployUrl, log }: CommandSurroundings,
): Promise<Ended> {
  const shims = join(here, "shims");
  const child = spawn(command === "npx" ? join(shims, "npx") : command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...variables,
      PATH: [shims, process.env["PATH"] ?? ""].join(delimiter),
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "gameday",
      AWS_SECRET_ACCESS_KEY: "gameday",
      AWS_PAGER: "",
      GAMEDAY_NODE: process.execPath,
      GAMEDAY_FOLDER: here,
      GAMEDAY_OFFSET: String(Math.round(offset)),
      GAMEDAY_DEPLOY: deployUrl,
    },
  });
  const chunks: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      const output = Buffer.concat(chunks).toString();
      const said = `${output}${Buffer.concat(errors).toString()}`;
      appendFileSync(log, `\n$ ${command === "bash" ? (args.at(-1) ?? "") : args.join(" ")}\n${said}`);
      resolve({ status: status ?? 1, output: status === 0 ? output : said.slice(-2000) });
    });
  });
}
