import { type Command, Option } from "commander";
import type { PushOptions } from "./push-options.ts";

const after = `
A line is an EventBridge entry,
  {"Source":"human-resources","DetailType":"household.changed.v1","Detail":{"id":"…","sequence":17,"changes":[…]}}
an event as the bus hands it on (source, detail-type, detail), or with --source the bare Detail.

With --from csv a file is a table as source systems export them: a header in Chinese or English, UTF-8 or GB18030,
  人员编号,生效日期,年度个人自负医疗费用
  p-81c2,2022/7/6,"15,230.40元"
Its columns are checked before anything is sent; rows are counted as a spreadsheet shows them, and an empty cell says
nothing of its fact. A later file that corrects the same day needs a higher --sequence, or a column 序号 (sequence).

Events of a source are packed into entries of up to 500 changes and 63 KB, because EventBridge bills
by entry; each change keeps its own event's identity. Sending an event again does no harm: repetitions
and any order come to the same facts. An interrupted push goes on where it stopped.

Rejected lines go to FILE.rejects.ndjson with the reasons; the lines around them are sent.
Address, region and credentials come from the AWS SDK's ordinary settings (AWS_ENDPOINT_URL,
AWS_PROFILE, AWS_REGION, ~/.aws) or the options.

Exit status: 0 all sent, 1 some rejected, 2 wrong usage, 3 cannot connect or not allowed, 130 interrupted.`;

/** `pfp push FILE…`: sends events to the bus. */
export function registerPush(program: Command): void {
  program
    .command("push")
    .description(
      "send household changes to the event bus: NDJSON files, one event a line (- is standard input), or CSV tables",
    )
    .argument("<file...>", "files with one event a line, or tables")
    .option("--source <name>", "the lines are bare details of this source system; the system that a table is of")
    .addOption(new Option("--from <format>", "what the files are").choices(["ndjson", "csv"]).default("ndjson"))
    .option("--sequence <number>", "place of a table among those of its system, later is higher (default: 0)")
    .option("--bus <name>", "the event bus, by name or ARN (default: household-events)")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .option("--rejects <file>", "where rejected lines go (default: beside each file)")
    .option("--no-pack", "send each event as an entry of its own")
    .option("--no-resume", "start from the beginning even after an interruption")
    .option("--dry-run", "check and pack everything, send nothing; of tables show the columns and first rows")
    .option("--json", "print the summary as JSON")
    .addHelpText("after", after)
    .action(async (files: string[], options: PushOptions) => {
      const { push } = await import("./push.ts");
      process.exitCode = await push(files, options);
    });
}
