import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { demonstrate } from "#local/demonstrate.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { openCases } from "#local/notices-found.ts";
import { parseStartOptions } from "#local/start-options.ts";
import { type StateFolder, stateFolder } from "#local/state-folder.ts";
import { pfp } from "#test/cli/pfp.ts";
import { type Clients, clientsOf } from "./clients.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "pfp-demonstrate-"));
let aws: EmbeddedAws;
let clients: Clients;
let state: StateFolder;

beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  state = stateFolder(folder, false);
  aws = await startEmbeddedAws({ assembly: join(root, "cdk.out"), data: state.aws, port: 0 });
  clients = clientsOf(aws.endpoint);
});

afterEach(async () => {
  clients.close();
  await aws.stop();
  state.release();
  rmSync(folder, { recursive: true });
});

test("a later start goes on from whatever has been done meanwhile", { timeout: 60_000 }, async () => {
  const steps: string[] = [];
  const start = () =>
    demonstrate({
      aws,
      state,
      options: parseStartOptions(["--population", "20"], {}),
      clockOffset: 0,
      step: (title, work) => {
        steps.push(title.split(" ")[0] ?? "");
        return work();
      },
    });
  await start();
  expect(steps).toEqual(["人口", "发布", "入库", "变更", "核对", "工作台"]);

  const family = join(folder, "family.ndjson");
  const of = (source: string, ...changes: object[]) =>
    JSON.stringify({
      Source: source,
      DetailType: "household.changed.v1",
      Detail: { id: `${source}-1`, sequence: 1, changes: changes.map((each) => ({ asOf: "2022-07-01", ...each })) },
    });
  writeFileSync(
    family,
    [
      of(
        "population",
        { household: "h-later", set: { area: "330106001001" } },
        { person: "p-later", set: { household: "h-later", birthDate: "1985-03-01" } },
      ),
      of("civil-affairs", { household: "h-later", set: { otherMonthlyIncome: 0 } }),
      of("human-resources", { person: "p-later", set: { monthlyIncome: 0 } }),
    ].join("\n"),
  );
  const env = {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: "u",
    AWS_SECRET_ACCESS_KEY: "u",
  };
  expect(await pfp(["push", family], { env })).toMatchObject({ status: 0 });
  await aws.idle();
  await clients.sqs.send(
    new SendMessageCommand({
      QueueUrl: `${aws.endpoint}/${aws.accountId}/outreach-330106`,
      MessageBody: "no notice at all",
    }),
  );
  expect((await openCases(clients.dynamoDb, "cases")).map(({ household }) => household)).toContain("h-later");

  steps.length = 0;
  await start();
  expect(steps).toEqual(["工作台"]);
});
