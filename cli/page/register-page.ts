import type { Command } from "commander";
import { ownFolder } from "../own-folder.ts";
import type { PublishPageOptions } from "./publish-page.ts";

const after = `
Puts the built page (npm run desk:build) and its settings.json, as the stage's file says, to where its front looks for
it: the bucket that the stack policies-find-people-desk names as PageBucketName, or a folder for a front of your own.
Safe to run at any time and again: whoever has the page open keeps it, and nobody is led to a file that is not there.

  pfp page publish --stage prod --bucket policies-find-people-page-111122223333-cn-north-1
  pfp page publish --stage prod --folder site     also prints the headers that your front must send

Exit status: 0 done, 2 wrong usage or no built page, 3 cannot connect, not allowed or no such bucket.`;

/** `pfp page publish`: the desk's page, to where it is served from. */
export function registerPage(program: Command): void {
  program
    .command("page")
    .description("the desk's page, to where it is served from")
    .command("publish")
    .description("put the built page and its settings into the front's bucket, or a folder")
    .requiredOption("--stage <name>", "the stage whose sign-in the page is told, a file of infra/stages")
    .option("--bucket <name>", "the bucket that the front reads")
    .option("--folder <folder>", "a folder instead, for a front of your own")
    .option("--built <folder>", "the built page", ownFolder("desk/built"))
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .addHelpText("after", after)
    .action(async (options: PublishPageOptions) => {
      const { publishPage } = await import("./publish-page.ts");
      process.exitCode = await publishPage(options);
    });
}
