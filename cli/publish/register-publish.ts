import { userInfo } from "node:os";
import type { Command } from "commander";
import type { PublishOptions } from "./publish.ts";

const after = `
A published version never changes. What differs from the version in force is shown, and which households will be judged
again; then you are asked. To take a publication back, publish the former version again:
  pfp publish --version zhejiang@2022.7

With --effective DATE the version in force stays so until the day begins in the standard's time zone; from that moment
households are judged by the new one, and within a quarter of an hour the sweep begins. One version at a time can be
scheduled: another replaces it, and the version in force, published with --effective, takes it off.

Exit status: 0 in force or scheduled, 1 not published (declined, the version exists with another text, or somebody else's
publication came first), 2 wrong usage or a pack with problems, 3 no connection.`;

/** `pfp publish PACK`: checks a pack, shows what it changes, and puts it in force. */
export function registerPublish(program: Command): void {
  program
    .command("publish")
    .description("check a pack, show what it changes, store it under its version and put it in force")
    .argument("[pack]", "the pack's folder, such as standards/zhejiang")
    .option("--version <label>", "a version published before instead of a pack, such as zhejiang@2022.7")
    .option("--effective <date>", "put it in force on a day to come, such as 2027-07-01")
    .option("--by <name>", "who publishes, for pfp standards list (your name on this machine)", userName())
    .option("--yes", "do not ask")
    .option("--table <name>", "the table of standards", "standards")
    .option("--sweeps-table <name>", "the table of sweeps", "sweeps")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .option("--json", "print the result, with what differs, as JSON")
    .addHelpText("after", after)
    .action(async (pack: string | undefined, options: PublishOptions) => {
      const { publish } = await import("./publish.ts");
      await publish(pack, options);
    });
}

/** What a machine calls whoever sits at it; some have no name for them. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
