import type { Command } from "commander";
import type { RestoreOptions } from "./restore.ts";

const after = `
After a table was restored into a new one beside it (to a point in time, or from a backup), this writes the items back
into the table that functions use. Stop the functions that write it first; docs/runbooks/restore-to-a-point-in-time.md
says how, and what to do then.

households and persons go on from what is there: their versions only grow, and a household's notices are taken from its
cases, so that nobody is told again what was told after the moment restored, and every later notice is newer than what
staff have. Restore cases first where they are restored as well. Items that cannot be read and were not restored are
removed: a replay of the archive brings them back. All other tables are copied as they are.

Safe to stop and run again. Exit status: 0 done, 2 wrong usage, 3 cannot connect, not allowed or no such table, 130
interrupted.`;

/** `pfp restore TABLE`: writes a restored table's items back. */
export function registerRestore(program: Command): void {
  program
    .command("restore")
    .description("write the items of a restored table back into the table that functions use")
    .argument("<table>", "the table that functions use, such as households")
    .requiredOption("--from <table>", "the restored table, such as households-restored")
    .option("--cases <table>", "the table of cases, which tells what staff know", "cases")
    .option("--dry-run", "only say how many items there are")
    .option("--json", "print the result as JSON")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (table: string, options: RestoreOptions) => {
      const { restore } = await import("./restore.ts");
      process.exitCode = await restore(table, options);
    });
}
