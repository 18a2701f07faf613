import { type Command, Option } from "commander";
import type { ReceiveOptions } from "../receive/receive.ts";
import type { RetryOptions } from "./retry.ts";
import type { ShowOptions } from "./show.ts";

const after = `
What a source sent and nobody could use lies in the queue quarantine, encrypted, for fourteen days, with the reason: which
field, what was found there (its type, never its value) and what was expected. Its neighbours went through.

A source corrects its data and sends a new change: nothing is to be done here. Where our contract or dictionary was wrong,
mend that, deploy or publish, and retry: the change goes on the bus again under its own source, id and sequence, so that
it is the same report, and repeating it changes nothing.

Exit status: 0 done, 1 some could not be sent again, 2 wrong usage, 3 cannot connect, not allowed or no such queue, 130
interrupted.`;

/** `pfp quarantine list|show|retry`: what was set aside, why, and once more. */
export function registerQuarantine(program: Command): void {
  const quarantine = program
    .command("quarantine")
    .description("list, show and retry the changes that were set aside")
    .addHelpText("after", after);
  addAws(
    quarantine
      .command("list")
      .description("list what was set aside, oldest first; everything stays where it is")
      .option("--source <name>", "only of this source system")
      .option("--code <code>", "only with this reason, such as wrong-value")
      .option("--max <number>", "show at most so many (default: 10)")
      .addOption(new Option("--all", "show all").conflicts("max"))
      .addOption(new Option("--lang <language>", "the language to show them in").choices(["zh", "en"]).default("zh"))
      .option("--pack <folder>", "the pack that names are read from (default: standards/zhejiang, if there)"),
  ).action(async (options: ReceiveOptions) => {
    const { receive } = await import("../receive/receive.ts");
    process.exitCode = await receive({ ...options, quarantine: true });
  });
  addAws(
    quarantine
      .command("show")
      .description("show one: the reason in Chinese and English, and what was rejected")
      .argument("<id>", "its id, as list shows it; the first characters will do")
      .option("--pack <folder>", "the pack that names are read from (default: standards/zhejiang, if there)"),
  ).action(async (id: string, options: ShowOptions) => {
    const { show } = await import("./show.ts");
    process.exitCode = await show(id, options);
  });
  addAws(
    quarantine
      .command("retry")
      .description("put changes on the bus again, and take them out of the quarantine once it has them")
      .argument("[ids...]", "their ids, as list shows them")
      .option("--source <name>", "all of this source system")
      .option("--code <code>", "all with this reason")
      .option("--limit <number>", "at most so many")
      .option("--with <file>", "send this JSON instead of what was rejected (one id only)")
      .option("--dry-run", "only say how many would be sent"),
  ).action(async (ids: string[], options: RetryOptions) => {
    const { retry } = await import("./retry.ts");
    process.exitCode = await retry(ids, options);
  });
}

function addAws(command: Command): Command {
  return command
    .option("--json", "print JSON")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration");
}
