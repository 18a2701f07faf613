import type { Command } from "commander";
import type { SweepOptions } from "./sweep.ts";

const after = `
A sweep finds households for whom something changes without any event: because a day has come (every day begins one), or
because a standard was published. It reads the indexes shard by shard and hands on who is found, to be judged again.
  pfp sweep list            the latest sweeps (--all: every one)
  pfp sweep status [NAME]   how far one has come (without a name: the latest)
  pfp sweep pause [NAME]    it hands on nobody more until it is resumed (without a name: all that run)
  pfp sweep resume [NAME]   it goes on where it was (without a name: all that are paused)
Who was handed on already is judged even while the sweep is paused.

Exit status: 0 done, 2 wrong usage or no such sweep, 3 no connection.`;

/** `pfp sweep list|status|pause|resume`: searches for households, and how far they have come. */
export function registerSweep(program: Command): void {
  const sweep = program
    .command("sweep")
    .description("see how far searches for households have come; pause and resume them")
    .addHelpText("after", after);
  const action = (name: "list" | "status" | "pause" | "resume", description: string) => {
    const command = sweep.command(name).description(description);
    if (name === "list") command.option("--all", "every sweep, not only the latest twenty");
    else command.argument("[name]", "the sweep's name, as pfp sweep list shows it");
    command
      .option("--table <name>", "the table of sweeps", "sweeps")
      .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
      .option("--region <name>", "an AWS region")
      .option("--profile <name>", "a profile of the AWS configuration")
      .option("--json", "print each sweep as a line of JSON")
      .action(async (...given: unknown[]) => {
        const { sweepCommands } = await import("./sweep.ts");
        const named = name === "list" ? undefined : given[0];
        await sweepCommands[name](command.opts<SweepOptions>(), typeof named === "string" ? named : undefined);
      });
  };
  action("list", "list sweeps, the latest first");
  action("status", "how far a sweep has come");
  action("pause", "hand on nobody more until resumed");
  action("resume", "go on where it was");
}
