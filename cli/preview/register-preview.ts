import type { Command } from "commander";
import type { PreviewOptions } from "./preview.ts";

const after = `
Judges every household by the pack, and by another one, and counts what moves: who is newly eligible, who no longer, of
whom missing facts decide, what it costs by the month, by programme, county and family type, and which notices staff would
get. The numbers are those that publishing the pack then comes to; nobody is told anything.
  pfp preview DRAFT --against standards/zhejiang --on-file households.jsonl
  pfp preview DRAFT --against OTHER_DRAFT --on-file households.jsonl
  pfp preview PACK --on-file households.jsonl       all that the pack finds, where there was none
  pfp preview DRAFT                                 the households in the table, against the pack in force
Where nothing but the indexed parameter differs, the index finds whom that can touch, and only they are read; otherwise, and
for another day than today, the whole table is read. Which it was, and its read units, is told.
A malformed line is told with its place and reason; the others go on. Groups under five households are told neither in
number nor in money, and nothing from which they could be worked out.

Exit status: 0 all counted, 1 some lines rejected, 2 wrong usage, 3 no connection.`;

/** `pfp preview PACK`: what a standard would find, before anyone is told. */
export function registerPreview(program: Command): void {
  program
    .command("preview")
    .description("count what a pack would find, and what it would change, before anyone is told")
    .argument("<pack>", "the pack's folder, such as standards/zhejiang")
    .option("--on-file <files...>", "households, one JSON a line (- is standard input); without it the table is read")
    .option("--against <pack>", "the pack it is compared with, or in-force (on file: none, all that it finds is new)")
    .option("--on <date>", "the day of judgement, such as 2022-07-01 (today where the pack is from)")
    .option("--county <code>", "only households of this area, such as 330106")
    .option("--workers <number>", "threads that read and judge (one for each processor)")
    .option("--json", "print the counts as JSON")
    .option("--whole-table", "read every household, also where the index finds whom the change can touch")
    .option("--table <name>", "the table of households", "households")
    .option("--standards-table <name>", "the table of standards", "standards")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (folder: string, options: PreviewOptions) => {
      const { preview } = await import("./preview.ts");
      process.exitCode = await preview(folder, options);
    });
}
