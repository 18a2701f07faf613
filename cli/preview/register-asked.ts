import type { Command } from "commander";
import type { AskedOptions } from "./run-asked.ts";

const after = `
An officer asks at the desk what would change if a parameter had another value; this works out what waits, over the
households in the table, and puts the counts where the desk shows them. Of programmes of whom fewer than five households
gain or lose nothing is told. Two runs at once share the work.

Exit status: 0 all worked out, 1 some could not be, 2 wrong usage, 3 no connection.`;

/** `pfp asked-previews`: works out the previews that policy officers have asked for at the desk. */
export function registerAsked(program: Command): void {
  program
    .command("asked-previews")
    .description("work out the previews that policy officers have asked for at the desk")
    .option("--standard <name>", "the standard in force that they are about", "zhejiang")
    .option("--workers <number>", "threads that read and judge (one for each processor)")
    .option("--table <name>", "the table of households", "households")
    .option("--standards-table <name>", "the table of standards", "standards")
    .option("--previews-table <name>", "the table of previews", "previews")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (options: AskedOptions) => {
      const { runAsked } = await import("./run-asked.ts");
      process.exitCode = await runAsked(options);
    });
}
