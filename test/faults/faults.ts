import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { printFuzzed, printMutants, printRuns } from "./print.ts";
import { printSweeps } from "./print-sweeps.ts";

const help = `npm run faults -- [options]
Runs histories of changes through the functions under faults (crashes, repeats, late and stale readings), and holds where each
ends against an oracle.

  --runs N      histories (1000)
  --seed N      which ones (1)
  --run K       only the one of this number, as a finding names it
  --mutants     the same suite against seeded bugs: each must be found
  --fuzz N      so many malformed events
  --sweeps N    histories in which a standard replaces another
  --json        for a program`;

const whole = (what: string, otherwise?: string) =>
  z.pipe(
    otherwise === undefined ? z.optional(z.string()) : z._default(z.string(), otherwise),
    z.transform((text, context) => {
      if (text === undefined) return undefined;
      if (/^\d{1,9}$/.test(text)) return Number(text);
      context.issues.push({ code: "custom", message: `--${what}: expected a whole number`, input: text });
      return z.NEVER;
    }),
  );
const Options = z.object({
  runs: whole("runs"),
  seed: whole("seed", "1"),
  run: whole("run"),
  fuzz: whole("fuzz"),
  sweeps: whole("sweeps"),
  mutants: z.optional(z.boolean()),
  json: z.optional(z.boolean()),
  help: z.optional(z.boolean()),
});

/** Does what the command line asks; resolves with the exit status. */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    console.error(`npm run faults: ${options}`);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const { seed = 1, runs, run, fuzz, sweeps, mutants, json = false } = options;
  if (mutants) return printMutants({ seed, runs: runs ?? 20_000, json });
  if (fuzz !== undefined) return printFuzzed({ seed, messages: fuzz, json });
  if (sweeps !== undefined) return printSweeps({ seed, runs: sweeps, json });
  return printRuns({ seed, runs: runs ?? 1000, only: run, json });
}

function readOptions(): z.infer<typeof Options> | string {
  try {
    const { values } = parseArgs({
      options: {
        runs: { type: "string" },
        seed: { type: "string" },
        run: { type: "string" },
        fuzz: { type: "string" },
        sweeps: { type: "string" },
        mutants: { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    const parsed = Options.safeParse(values);
    return parsed.success ? parsed.data : parsed.error.issues.map(({ message }) => message).join("\n");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = await main();
