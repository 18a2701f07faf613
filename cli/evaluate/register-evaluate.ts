import type { Command } from "commander";
import type { EvaluateOptions } from "./evaluate.ts";

const after = `
A line is a household on file,
  {"household":"h-204","area":"330106001001","facts":{"otherMonthlyIncome":0},
   "members":[{"person":"p-81c2","facts":{"birthDate":"2014-02-01","monthlyIncome":0}}],"enrolled":[]}
and comes out as one line: the verdict of every programme with its reasons, the facts that could still change it, and
where it would change by itself. A malformed line is told with its place and reason; the others go on.

Exit status: 0 all judged, 1 some lines rejected, 2 wrong usage.`;

/** `pfp evaluate --pack DIR --on DATE FILE`: judges households on file. */
export function registerEvaluate(program: Command): void {
  program
    .command("evaluate")
    .description("judge households on file by a pack, as of a day")
    .argument("<file>", "households, one JSON a line (- is standard input)")
    .requiredOption("--pack <folder>", "the pack's folder, such as standards/zhejiang")
    .requiredOption("--on <date>", "the day of judgement, such as 2022-07-01")
    .option("--output <file>", "where the verdicts go (standard output)")
    .option("--json", "print the summary as JSON on standard output; the verdicts then go to --output")
    .addHelpText("after", after)
    .action(async (file: string, options: EvaluateOptions) => {
      const { evaluateHouseholds } = await import("./evaluate.ts");
      process.exitCode = await evaluateHouseholds(file, options);
    });
}
