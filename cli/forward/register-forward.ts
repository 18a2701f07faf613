import type { Command } from "commander";
import type { ForwardOptions } from "./forward.ts";

const after = `
Takes the notices of a county's own queue and posts each to the county's office system, signed as Standard Webhooks
(https://www.standardwebhooks.com) lays down: webhook-id, webhook-timestamp and webhook-signature. The id is the
notice's and its revision's, so that a receiver knows what comes again; of two revisions the higher holds. A notice
holds identifiers, codes and amounts, and neither names nor addresses.

A notice is deleted from the queue once the office system has answered 2xx. Otherwise it comes again, after half a
minute at first and an hour in the end; after 1,000 tries the queue sets it aside, where an alarm shows it.

The secret is named, not given: file:PATH reads it from a file, env:NAME from a variable. It is whsec_ and 24 to 64
bytes in base64.

Exit status: 0 done, 1 some notices were not taken and stay in the queue, 2 wrong usage, 3 cannot connect to the
queue, 130 interrupted.`;

/** `pfp forward --area CODE --to URL --secret REFERENCE`: posts a county's notices to its office system. */
export function registerForward(program: Command): void {
  program
    .command("forward")
    .description("post the notices of a county's own queue to its office system, signed, until it has taken them")
    .requiredOption("--area <code>", "the county, by its 6 digits")
    .requiredOption("--to <url>", "where the office system takes them: https, or http on this machine")
    .requiredOption("--secret <reference>", "where the secret is kept: file:PATH or env:NAME")
    .option("--once", "end when the queue has nothing to give, instead of going on until Ctrl-C")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (options: ForwardOptions) => {
      const { forward } = await import("./forward.ts");
      process.exitCode = await forward(options);
    });
}
