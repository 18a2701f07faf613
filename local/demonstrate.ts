import { copyFile } from "node:fs/promises";
import { resolve } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { compileStandard } from "#eligibility/standard.ts";
import { standardsTable } from "#stores/standards-table.ts";
import { busiestDay } from "./busiest-day.ts";
import type { EmbeddedAws } from "./embedded-aws.ts";
import { type ExpectedNotice, expectedNotices, householdsIn, todayOf } from "./expected-notices.ts";
import { openCases, openInQueue } from "./notices-found.ts";
import { prepareDesk } from "./prepare-desk.ts";
import { type Found, printComparison, printFound } from "./print-found.ts";
import { runCommand } from "./run-command.ts";
import type { StartOptions } from "./start-options.ts";
import type { Demonstration, StateFolder } from "./state-folder.ts";

/** The counties that have a queue of their own in the local stage. */
const counties = ["330106", "330203", "330383"];
const pack = "standards/zhejiang";

// Never sent anywhere but to the local endpoint, which takes any.
const localCredentials = {
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
};

export interface DemonstrationContext {
  readonly aws: EmbeddedAws;
  readonly state: StateFolder;
  readonly options: StartOptions;
  readonly clockOffset: number;
  readonly step: <Result>(title: string, work: () => Promise<Result>) => Promise<Result>;
}

/**
 * Shows the whole job on this machine, with the commands its users have: publishes the pack, reports a population,
 * pushes changes, and prints whom that found. What a former start has done is not done again.
 */
export async function demonstrate(context: DemonstrationContext): Promise<void> {
  const { aws, state, step } = context;
  const push = async (file: string) => {
    await pfp(aws, ["push", file]);
    await aws.idle();
  };
  const files = await populationFiles(context);
  // Once: whoever has put another version in force since keeps it.
  await once(context, "published", `发布 pfp publish ${pack}`, () => pfp(aws, ["publish", pack, "--yes"]));
  await once(context, "reported", "入库 reporting the population: pfp push", () => push(files.reports));
  await once(context, "changed", "变更 changes: pfp push", () => push(files.changes));

  const dynamoDb = new DynamoDBClient(clientOptions(aws));
  const sqs = new SQSClient(clientOptions(aws));
  try {
    const standard = await standardsTable(dynamoDb, "standards", "zhejiang", compileStandard)();
    const today = todayOf(standard, context.clockOffset);
    const found = await foundIn(aws, dynamoDb, sqs);
    printFound(standard, today, found);
    // Once: what has been done since, at the desk or by other changes, the files do not tell of.
    await once(context, "compared", "核对 comparing with the offline judgement of the same facts", async () => {
      const told = [files.reports, files.changes];
      printComparison(await expectedNotices(standard, told, today), within(await householdsIn(told), found));
    });
    await step("工作台 made-up names and addresses, and people to be at the desk", () =>
      prepareDesk(dynamoDb, state, standard.document, counties, today),
    );
  } finally {
    dynamoDb.destroy();
    sqs.destroy();
  }
}

interface PopulationFiles {
  readonly reports: string;
  readonly changes: string;
}

function populationName({ householdsFile, population }: StartOptions): string {
  return householdsFile === undefined ? `synthetic ${population}` : resolve(householdsFile);
}

/** Throws an Error that says what to do where the state is of another population than is asked for. */
export function checkPopulation(state: StateFolder, options: StartOptions): void {
  const known = state.readDemonstration();
  if (known && known.population !== populationName(options)) {
    throw new Error(
      `${state.path}/ 里是另一批家庭(${known.population}),npm start -- --fresh 重新开始 the state in ${state.path}/ holds another population (${known.population}); npm start -- --fresh begins anew`,
    );
  }
}

/** The events that tell of the population and of what happens to it, made once and kept. */
async function populationFiles({ aws, state, options, step }: DemonstrationContext): Promise<PopulationFiles> {
  const files = { reports: state.file("reports.ndjson"), changes: state.file("changes.ndjson") };
  if (state.readDemonstration()) return files;
  const month = state.file("month.ndjson");
  const households = options.householdsFile ?? state.file("households.jsonl");
  await step("人口 a population and a month of its changes: pfp population, pfp report", async () => {
    const source =
      options.householdsFile === undefined
        ? ["--households", String(options.population), "--output", households]
        : ["--from", households];
    await pfp(aws, ["population", "--seed", "1", "--counties", counties.join(), ...source, "--changes", month]);
    await pfp(aws, ["report", households, "--as-of", "2022-06-01", "--output", files.reports]);
    // The small county shows its busiest day; a file of one's own is taken through the whole month.
    if (options.householdsFile === undefined) await busiestDay(month, files.changes);
    else await copyFile(month, files.changes);
  });
  state.writeDemonstration({ population: populationName(options), done: [] });
  return files;
}

/** Does a step that no former start has finished. */
async function once(
  { state, step }: DemonstrationContext,
  done: Demonstration["done"][number],
  title: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const notes = state.readDemonstration();
  if (!notes || notes.done.includes(done)) return;
  await step(title, work);
  state.writeDemonstration({ ...notes, done: [...notes.done, done] });
}

/** What was found of these households: whoever pushes families of their own meanwhile finds theirs besides. */
function within(households: ReadonlySet<string>, { cases, queues }: Found): Found {
  const ofThem = (notices: readonly ExpectedNotice[]) => notices.filter(({ household }) => households.has(household));
  return { cases: ofThem(cases), queues: new Map([...queues].map(([county, notices]) => [county, ofThem(notices)])) };
}

async function foundIn(aws: EmbeddedAws, dynamoDb: DynamoDBClient, sqs: SQSClient): Promise<Found> {
  const queues = new Map<string, readonly ExpectedNotice[]>();
  for (const county of counties) {
    queues.set(county, await openInQueue(sqs, `${aws.endpoint}/${aws.accountId}/outreach-${county}`));
  }
  return { cases: await openCases(dynamoDb, "cases"), queues };
}

function pfp(aws: EmbeddedAws, args: readonly string[]): Promise<string> {
  return runCommand({
    args: ["cli/main.ts", ...args],
    environment: { AWS_ENDPOINT_URL: aws.endpoint, AWS_REGION: aws.region, ...localCredentials },
  });
}

function clientOptions(aws: EmbeddedAws) {
  return {
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: {
      accessKeyId: localCredentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: localCredentials.AWS_SECRET_ACCESS_KEY,
    },
  };
}
