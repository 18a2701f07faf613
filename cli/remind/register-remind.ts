import type { Command } from "commander";
import { Option } from "commander";
import { ownFolder } from "../own-folder.ts";
import type { RemindOptions } from "./remind.ts";

const after = `
Overdue visits climb from the village to the town and on to the county. This counts them in the table of cases and
puts a reminder for each town's or county's office into a folder, one JSON file each, from which a sender of text
messages or of 浙政钉 takes them. A reminder names office and role and says how many; of families it says nothing.
The same day gives the same files: run twice it reminds once.

Exit status: 0 done, 2 wrong usage, 3 cannot connect or not allowed.`;

/** `pfp remind --area CODE --outbox DIR`: reminders of overdue visits, ready to be sent. */
export function registerRemind(program: Command): void {
  program
    .command("remind")
    .description("put reminders of overdue visits into an outbox: counts only")
    .requiredOption("--area <code>", "the county, by its 6 digits, or a town of it by its 9")
    .requiredOption("--outbox <folder>", "where the reminders are put")
    .addOption(new Option("--by <channel>", "what sends them").choices(["sms", "zhezhengding"]).default("sms"))
    .option("--desk <url>", "where staff look, for a reminder that can hold an address", "http://127.0.0.1:8080")
    .option("--on <date>", "the day (today)")
    .option("--pack <folder>", "the pack that roles are read from", ownFolder("standards/zhejiang"))
    .option("--table <name>", "the table of cases", "cases")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (options: RemindOptions) => {
      const { remind } = await import("./remind.ts");
      process.exitCode = await remind(options);
    });
}
