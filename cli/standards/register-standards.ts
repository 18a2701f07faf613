import type { Command } from "commander";
import type { StandardsOptions } from "./list.ts";

const after = `
A standard is of its whole pack: every area in it is judged by the version in force. A version is in force from its day on
until the day of the next; one published again has a line for each time. Who published is who pfp publish was run by
(--by); versions of before that was kept have nobody.

Exit status: 0 done, 1 none was in force on the day asked for, 2 wrong usage or no such standard, 3 no connection.`;

/** `pfp standards list NAME`: what is published, when it was in force, and by whom. */
export function registerStandards(program: Command): void {
  program
    .command("standards")
    .description("see which versions of a standard are published")
    .command("list")
    .description("list the versions of a standard: when each was in force or will be, and who published it")
    .argument("<name>", "the standard's name, such as zhejiang")
    .option("--on <date>", "only the version in force on a day, such as 2022-07-01")
    .option("--table <name>", "the table of standards", "standards")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .option("--json", "print one object of JSON")
    .addHelpText("after", after)
    .action(async (name: string, options: StandardsOptions) => {
      const { listStandards } = await import("./list.ts");
      process.exitCode = await listStandards(name, options);
    });
}
