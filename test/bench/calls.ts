import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { invoiceOf } from "./calls/invoice.ts";
import { measureMonth } from "./calls/measure-month.ts";
import { parseCallsOptions } from "./calls/options.ts";
import { callsHelp, printInvoice } from "./calls/print.ts";

/**
 * `npm run bench -- calls`: the calls that a month of changes makes on the template in the embedded AWS, with the sizes
 * by which AWS bills them, beside the floor of one read and one write a change.
 */
export async function run(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-calls-"));
  try {
    const options = parseCallsOptions(args);
    if (options.help) {
      console.log(callsHelp);
      return;
    }
    const month = await measureMonth(options, folder);
    const invoice = invoiceOf(month);
    if (options.json) console.log(JSON.stringify({ ...month, invoice }));
    else printInvoice(month, invoice);
  } catch (error) {
    console.error(`npm run bench -- calls: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
