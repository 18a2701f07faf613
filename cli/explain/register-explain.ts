import { type Command, Option } from "commander";
import type { ExplainOptions } from "./explain.ts";

const after = `
The file is a household on file, as pfp evaluate reads it: one JSON over as many lines as it likes, or a file with one
household a line, of which the first is taken or the one that --household names.

Printed are, of every programme: the verdict, the amount, each condition with ✓ (holds), ✗ (does not) or ? (not known),
what it compares and where it stands in law; what to ask; what staff must check; and when it could change by itself.
Values of sensitive facts are never printed. A family that may qualify only may: staff find out whether it does.

--json prints one line for each language.

Exit status: 0 explained, 2 wrong usage, or a file that is wrong.`;

/** `pfp explain --pack DIR --on DATE FILE [PROGRAMME]`: a household's verdicts as a person reads them to the family. */
export function registerExplain(program: Command): void {
  program
    .command("explain")
    .description("explain a household's verdicts in words: why, what to ask, what to check, when it could change")
    .argument("<file>", "a household on file as JSON (- is standard input)")
    .argument("[programme]", "only this programme, such as minimum-living-guarantee")
    .requiredOption("--pack <folder>", "the pack's folder, such as standards/zhejiang")
    .requiredOption("--on <date>", "the day of judgement, such as 2022-07-01")
    .option("--household <id>", "which household of a file with one a line, such as h-204")
    .addOption(new Option("--lang <language>", "the language").choices(["zh", "en", "both"]).default("zh"))
    .option("--json", "print it as JSON")
    .addHelpText("after", after)
    .action(async (file: string, programme: string | undefined, options: ExplainOptions) => {
      const { explainHousehold } = await import("./explain.ts");
      await explainHousehold(file, programme, options);
    });
}
