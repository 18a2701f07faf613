import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Preview } from "#events/desk-api/previews.ts";
import { draftOf, NotToBePreviewed, resultOf } from "#preview/asked-preview.ts";
import { comparisonOf } from "#preview/compare.ts";
import { previewOf } from "#preview/preview.ts";
import { tellPreview, waitingPreviews } from "#stores/asked-previews.ts";
import { readInForce } from "#stores/standards-table.ts";
import { type AwsSettings, dynamoDbClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { countStored } from "./count-stored.ts";
import { workersOf } from "./workers-of.ts";

export interface AskedOptions extends AwsSettings {
  readonly standard: string;
  readonly workers?: string;
  readonly table: string;
  readonly standardsTable: string;
  readonly previewsTable: string;
}

/** Works out what waits, one after the other, and returns the exit status. */
export async function runAsked(options: AskedOptions): Promise<number> {
  workersOf(options.workers);
  const client = dynamoDbClient(options);
  try {
    return await withConnectionErrors(options, () => runAll(client, options));
  } finally {
    client.destroy();
  }
}

async function runAll(client: DynamoDBClient, options: AskedOptions): Promise<number> {
  const { standard, standardsTable, previewsTable } = options;
  const inForce = await readInForce(client, standardsTable, standard);
  if (!inForce) throw new CommandError(`--standard: found no standard ${standard} in force`);
  let status: number = exitCode.done;
  for (const asked of await waitingPreviews(client, previewsTable)) {
    const running = await tellPreview(client, previewsTable, asked, { ...asked.preview, state: "running" });
    if (!running) continue;
    const outcome = await workedOut(running.preview, inForce, options).catch(async (error: unknown) => {
      // Nothing is wrong with what was asked: it waits for the next run.
      await tellPreview(client, previewsTable, running, asked.preview);
      throw error;
    });
    await tellPreview(client, previewsTable, running, outcome);
    console.log(
      `${outcome.preview}: ${outcome.state === "done" ? "已完成 done" : `未完成 failed: ${outcome.failure}`}`,
    );
    if (outcome.state === "failed") status = exitCode.someRejected;
  }
  return status;
}

async function workedOut(preview: Preview, from: StandardDocument, options: AskedOptions): Promise<Preview> {
  const { area, on } = preview.request;
  try {
    const to = draftOf(from, preview.request);
    const settings = { from, to, on, area };
    // The desk shows totals before and after, which take everybody.
    const { tally } = await countStored(settings, workersOf(options.workers), options, undefined);
    const comparison = comparisonOf(compileStandard(from), compileStandard(to));
    const result = resultOf(previewOf(tally, comparison, { on, area, read: "whole" }));
    return { ...preview, state: "done", progress: { done: tally.households, of: tally.households }, result };
  } catch (error) {
    if (!(error instanceof NotToBePreviewed)) throw error;
    return { ...preview, state: "failed", failure: error.message };
  }
}
