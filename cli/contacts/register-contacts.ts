import type { Command } from "commander";
import type { ImportOptions } from "./import.ts";

const after = `
Names and addresses do not come over the bus: they are in no queue, log or key, in a table of their own, under a key of
their own. This puts them there from a CSV file in UTF-8 or GB18030, a row a person, the rows of a household one after the
other. The columns by their names, in Chinese or English, in any order:
  家庭编号 household   人员编号 person   姓名 name        these must be there
  地址 address   家庭电话 household phone   语言 language   of the household, in one of its rows or in each
  本人电话 phone   证件号码 identity number                 of the person; of the number the first and last place are kept

What is wrong with the columns is told first, and nothing is written. What is wrong with a row is told by its number, and
its household is left as it was; all others are put over what was there. Twice is as good as once; an interrupted run goes
on where it was (--no-resume: from the beginning). Nothing that is printed names anybody.

Exit status: 0 done, 1 some households were not taken, 2 wrong usage or columns, 3 cannot connect or not allowed,
130 interrupted.`;

/** `pfp contacts import FILE`: names and addresses, for the desk alone. */
export function registerContacts(program: Command): void {
  program
    .command("contacts")
    .description("names and addresses, which the desk alone reads")
    .command("import")
    .description("put names and addresses of families into the table of contacts, from a CSV file")
    .argument("<file>", "a CSV file, a row a person")
    .option("--table <name>", "the table of contacts", "contacts")
    .option("--dry-run", "read and judge the file, and write nothing")
    .option("--no-resume", "from the beginning, whatever an interrupted run has done")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .option("--json", "print the summary as one object of JSON")
    .addHelpText("after", after)
    .action(async (file: string, options: ImportOptions) => {
      const { importContacts } = await import("./import.ts");
      process.exitCode = await importContacts(file, options);
    });
}
