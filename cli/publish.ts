import type { Command } from "commander";
import { CommandError, exitCode } from "./exit-code.ts";

interface PublishOptions {
  readonly table: string;
  readonly json?: true;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** `pfp publish PACK`: checks a pack and puts it in force. */
export function registerPublish(program: Command): void {
  program
    .command("publish")
    .description("check a pack, store it under its version and put it in force")
    .argument("<pack>", "the pack's folder, such as standards/zhejiang")
    .option("--table <name>", "the table of standards", "standards")
    .option("--endpoint-url <url>", "an AWS endpoint, such as http://127.0.0.1:4566")
    .option("--region <name>", "an AWS region")
    .option("--profile <name>", "a profile of the AWS configuration")
    .option("--json", "print the result as JSON")
    .action(publish);
}

async function publish(folder: string, options: PublishOptions): Promise<void> {
  const [{ loadPack }, { dynamoDbClient, withConnectionErrors }, { publishStandard, VersionTaken }, { standardLabel }] =
    await Promise.all([
      import("./load-pack.ts"),
      import("./aws-clients.ts"),
      import("#stores/standards-table.ts"),
      import("#eligibility/standard-label.ts"),
    ]);
  const document = await loadPack(folder);
  const client = dynamoDbClient(options);
  const outcome = await withConnectionErrors(options, async () => {
    try {
      return await publishStandard(client, options.table, document);
    } catch (error) {
      if (error instanceof VersionTaken) throw new CommandError(error.message, exitCode.someRejected);
      throw error;
    }
  });
  const label = standardLabel(document);
  if (options.json) console.log(JSON.stringify({ standards: label, outcome }));
  else
    console.log(
      outcome === "published"
        ? `${label} 已发布生效 is published and in force`
        : `${label} 已在执行 was in force already`,
    );
}
