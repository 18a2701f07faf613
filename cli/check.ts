import { join } from "node:path";
import type { Command } from "commander";
import { exitCode } from "./exit-code.ts";

/** `pfp check PACK`: everything that is wrong with a pack. */
export function registerCheck(program: Command): void {
  program
    .command("check")
    .description("check a pack of standards: every name, type, unit, source and text, all problems at once")
    .argument("<pack>", "the pack's folder, such as standards/zhejiang")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit status: 0 nothing is wrong, 2 there are problems.")
    .action(check);
}

async function check(folder: string, { json }: { readonly json?: true }): Promise<void> {
  const [{ packFiles }, { checkPack }, { packProblemInWords }, { standardLabel }] = await Promise.all([
    import("./load-pack.ts"),
    import("#functions/publish/check-pack.ts"),
    import("#functions/publish/pack-problem.ts"),
    import("#eligibility/standard-label.ts"),
  ]);
  const { document, problems } = checkPack(await packFiles(folder));
  if (!document) process.exitCode = exitCode.usage;
  if (json) {
    console.log(JSON.stringify(document ? { standards: standardLabel(document), problems: [] } : { problems }));
  } else if (document) {
    const { programmes, facts, parameters, areas } = document;
    console.log(
      `${standardLabel(document)} 检查通过 is sound: ${programmes.length} programmes, ${facts.length} facts, ${parameters.length} parameters, ${areas.length} areas`,
    );
  } else {
    for (const problem of problems) console.log(packProblemInWords({ ...problem, file: join(folder, problem.file) }));
    console.log(`${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
  }
}
