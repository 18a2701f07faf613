import { join } from "node:path";
import type { Command } from "commander";
import { exitCode } from "../exit-code.ts";

const after = `
A file of tests/ is a list of tests:
  - name: { zh: 收入恰好等于标准,不符合, en: An income at the standard is not below it }
    on: 2022-07-01
    input: { household: h-1, area: "330106", facts: {…}, members: [{ person: p-1, facts: {…} }] }
    output:
      minimum-living-guarantee: { verdict: not-eligible }
      longevity-allowance: { p-1: { verdict: eligible, amount: 50, per: month } }
The output names any programmes, and of each any of verdict, amount, between, per, tier, reasons, missing and check.
null is for what must not be there; missing and check are compared whole, reasons by the conditions they name.

Exit status: 0 all pass, 1 some fail, 2 the pack or a file of tests is wrong.`;

/** `pfp test PACK`: runs a pack's own tests. */
export function registerTest(program: Command): void {
  program
    .command("test")
    .description("run a pack's own tests: households on file, and how they must be judged")
    .argument("<pack>", "the pack's folder, such as standards/zhejiang")
    .option("--json", "print the result as JSON")
    .addHelpText("after", after)
    .action(test);
}

async function test(folder: string, { json }: { readonly json?: true }): Promise<void> {
  const { runPackTests, failureInWords } = await import("./run-pack-tests.ts");
  const { packProblemInWords } = await import("#functions/publish/pack-problem.ts");
  const { standards, tests, failures, problems } = await runPackTests(folder);
  const inFolder = <Placed extends { readonly file: string }>(placed: Placed) => ({
    ...placed,
    file: join(folder, placed.file),
  });
  if (problems.length > 0) process.exitCode = exitCode.usage;
  else if (failures.length > 0) process.exitCode = exitCode.someRejected;
  const failed = new Set(failures.map(({ file, test }) => `${file} ${test.line}`)).size;
  const summary = { standards, passed: tests.length - failed, failed };
  if (json) {
    console.log(JSON.stringify(problems.length > 0 ? { standards, problems } : { ...summary, failures }));
  } else if (problems.length > 0) {
    for (const problem of problems) console.log(packProblemInWords(inFolder(problem)));
    console.log(`${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
  } else {
    for (const failure of failures) console.log(failureInWords(inFolder(failure)));
    console.log(`${standards} 测试 tests: ${summary.passed} 通过 passed, ${summary.failed} 失败 failed`);
  }
}
