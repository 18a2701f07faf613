import type { Command } from "commander";
import type { RedriveOptions } from "./redrive.ts";

const after = `
Sends the messages of QUEUE-dead-letters back to QUEUE, and deletes each once QUEUE has it. Mend what made them fail
first; the runbook is docs/runbooks/poison.md.

Bounded: each message is sent back once, at most --rate a second, and what fails again and comes back while this runs is
left where it is. Safe to stop at any moment and to run again: a message is in one of the two queues, or for a moment
in both, and handling it twice changes nothing.

household-events-dead-letters holds events that the bus could not hand over; they go to the queue changes:
  pfp redrive household-events

Exit status: 0 done (also when there is nothing), 1 some were not taken and stay, 2 wrong usage, 3 cannot connect, not
allowed or no such queue, 130 interrupted.`;

/** `pfp redrive QUEUE`: gives dead letters another chance. */
export function registerRedrive(program: Command): void {
  program
    .command("redrive")
    .description("send a queue's dead letters back to it, bounded, and safe to stop and run again")
    .argument("<queue>", "the queue whose dead letters go back, such as changes or outreach")
    .option("--limit <number>", "send back at most so many (default: all there are now)")
    .option("--rate <number>", "at most so many a second", "50")
    .option("--dry-run", "only say how many there are")
    .option("--json", "print the result as JSON")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (queue: string, options: RedriveOptions) => {
      const { redrive } = await import("./redrive.ts");
      process.exitCode = await redrive(queue, options);
    });
}
