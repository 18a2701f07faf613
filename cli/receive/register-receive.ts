import { type Command, Option } from "commander";
import type { ReceiveOptions } from "./receive.ts";

const after = `
A county's office system has a queue of its own, outreach-<county>; this shows what lies in it, the most urgent first.
Where a queue holds several revisions of a notice, only the latest is shown. A family in a notice may qualify; staff
find out whether it does.

Without --ack this is a peek: every message goes back to the queue, visible again at once. Each peek raises the
receive count of all messages in the queue, shown or not; beyond the queue's limit (1,000) a message would go to the
dead-letter queue. So messages whose count has passed half the limit come back only after a rest, so long that peeks
alone cannot reach the limit in the time a queue keeps a message; a queue with too low a limit is not peeked into.

--ack deletes a notice, with its older revisions, once it has been printed; what is not shown stays.
--follow waits for more until Ctrl-C. Without --ack it keeps what it has shown hidden from other readers until it
ends, for a message put back at once would only come again.

--json prints one message a line: a notice as it lies in the queue, and
{"type":"unreadable","message":…,"problems":[…]} for what is none.

Address, region and credentials come from the AWS SDK's ordinary settings (AWS_ENDPOINT_URL, AWS_PROFILE,
AWS_REGION, ~/.aws) or the options.

Exit status: 0 done (also when the queue is empty), 1 some messages could not be read and were left, 2 wrong usage,
3 cannot connect, not allowed or no such queue, 130 interrupted.`;

/** `pfp receive --area CODE`: shows a county's notices. */
export function registerReceive(program: Command): void {
  program
    .command("receive")
    .description("show the notices in a county's own queue; peeks unless told to take them")
    .option("--area <code>", "the county (6 digits), or a town or village of it (9, 12 digits)")
    .option("--role <id>", "only notices for this role, such as child-director")
    .option("--ack", "take what is shown: delete it from the queue once it is printed")
    .option("--max <number>", "show at most so many (default: 10; with --follow: all)")
    .addOption(new Option("--all", "show all").conflicts("max"))
    .option("--follow", "wait for more until Ctrl-C")
    .addOption(new Option("--lang <language>", "the language to show them in").choices(["zh", "en"]).default("zh"))
    .option("--pack <folder>", "the pack that names are read from (default: standards/zhejiang, if there)")
    .option("--json", "print one message a line as JSON")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (options: ReceiveOptions) => {
      const { receive } = await import("./receive.ts");
      process.exitCode = await receive(options);
    });
}
