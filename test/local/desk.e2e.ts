import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DescribeTableCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeskProblem } from "#events/desk-api/client.ts";
import { stageOf } from "#infra/stages.ts";
import { type DeskSite, startDeskSite } from "#local/desk-site.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { choosePersonas } from "#local/identity/choose-personas.ts";
import { publishPage } from "#local/publish-page.ts";
import { putContacts } from "#stores/contacts-table.ts";
import { publishStandard } from "#stores/standards-table.ts";
import { noticeOf, programmeOf } from "../functions/outreach/cases.ts";
import { zhejiangDocument } from "../standards/zhejiang.ts";
import { type Clients, clientsOf } from "./clients.ts";
import { type SignedIn, signIn } from "./sign-in.ts";

// The templates as `npm run synth` left them, the issuer's port apart; the desk as staff meet it: through a sign-in, HTTP
// and a function bound by its role.
const assembled = fileURLToPath(new URL("../../cdk.out", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "pfp-desk-"));
const logged: string[] = [];
const asked: string[] = [];
let site: DeskSite;
let aws: EmbeddedAws;
let clients: Clients;

const village = "330106001001";
const notices = [
  { notice: "n-child", household: "h-canary", role: "child-director", programme: "children-in-difficulty" },
  { notice: "n-aid", household: "h-canary", role: "assistance-worker", programme: "minimum-living-guarantee" },
  { notice: "n-aid-2", household: "h-other", role: "assistance-worker", programme: "minimum-living-guarantee" },
  { notice: "n-elder", household: "h-elder", role: "elder-care-worker", programme: "longevity-allowance" },
].map(({ programme, ...notice }) =>
  noticeOf({
    ...notice,
    area: village,
    programmes: [programmeOf(programme, { person: "p-canary", reasons: ["child"] })],
  }),
);
const canaries = ["金丝雀小明", "金丝雀路八号", "330106201402010017", "13800000017"];

beforeAll(async () => {
  site = await startDeskSite(0);
  const assembly = join(folder, "assembly");
  cpSync(assembled, assembly, { recursive: true });
  const template = join(assembly, "policies-find-people-desk.template.json");
  writeFileSync(template, readFileSync(template, "utf8").replaceAll("http://127.0.0.1:8080", site.origin));
  aws = await startEmbeddedAws({
    assembly,
    data: join(folder, "data"),
    port: 0,
    log: (line) => logged.push(line),
  });
  const page = join(folder, "page");
  mkdirSync(page);
  writeFileSync(join(page, "index.html"), "<!doctype html>");
  const stage = stageOf({ stage: "local", architecture: undefined, issuer: site.issuer });
  await publishPage(aws.endpoint, page, stage);
  clients = clientsOf(aws.endpoint);
  const document = zhejiangDocument();
  await publishStandard(clients.dynamoDb, "standards", document);
  const placed = notices.map(({ area, role }) => ({ area, role, office: area }));
  writeFileSync(join(folder, "personas.json"), JSON.stringify(choosePersonas(document, ["330106"], placed)));
  await site.open({
    api: aws.httpApi("desk"),
    audience: "urn:policies-find-people:desk",
    personas: join(folder, "personas.json"),
    clockOffset: 0,
  });
  const [name = "", address = "", number = "", phone = ""] = canaries;
  await putContacts(clients.dynamoDb, "contacts", {
    household: "h-canary",
    address,
    phone,
    persons: [{ person: "p-canary", name, maskedIdentityNumber: number }],
  });
  for (const notice of notices) {
    await clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: `${aws.endpoint}/${aws.accountId}/outreach`,
        MessageBody: JSON.stringify(notice),
      }),
    );
  }
  await aws.idle();
});

afterAll(async () => {
  clients.close();
  await site.stop();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const as = (kind: string, area: string): Promise<SignedIn> =>
  signIn(site.origin, `s-${area}-${kind}`, (url) => asked.push(url));
const key = (act: string) => act.padEnd(16, "-");

describe("the desk, by those who sign in", () => {
  it("lets a worker see the own list, open a case, and tell what was found", async () => {
    const worker = await as("assistance-worker", village);
    expect((await worker.call("me", {})).posts.map(({ kind }) => kind)).toEqual(["assistance-worker"]);
    const { cases } = await worker.call("listCases", {});
    expect(cases.map(({ notice }) => notice).toSorted()).toEqual(["n-aid", "n-aid-2"]);
    const { visits } = await worker.call("plannedVisits", {});
    expect(visits.map(({ notice }) => notice).toSorted()).toEqual(["n-aid", "n-aid-2"]);
    const read = await worker.call("readCase", { params: { notice: "n-aid" } });
    expect(canaries.filter((canary) => JSON.stringify(read).includes(canary))).toEqual([]);
    const opened = await worker.call("openCase", { params: { notice: "n-aid" }, body: { why: "visit" } });
    expect(canaries.filter((canary) => !JSON.stringify(opened).includes(canary))).toEqual([]);

    const claimed = await worker.call("commandCase", {
      params: { notice: "n-aid" },
      body: { command: "claim", expected: 0 },
      idempotencyKey: key("claim"),
    });
    expect(claimed.case).toMatchObject({ state: "claimed", revision: 1, openedUntil: opened.until });
    const close = {
      params: { notice: "n-aid" },
      body: { command: "close", expected: 1, outcome: "applied-helped" },
      idempotencyKey: key("close"),
    } as const;
    const closed = await worker.call("commandCase", close);
    expect(closed.case).toMatchObject({ state: "closed", outcome: { code: "applied-helped" } });
    // Sent again, for the answer was lost: once is enough.
    expect((await worker.call("commandCase", close)).case.revision).toBe(closed.case.revision);
    const history = await worker.call("caseHistory", { params: { notice: "n-aid" } });
    expect(history.entries.map(({ kind }) => kind)).toEqual(["raised", "claimed", "closed"]);
    const list = await worker.call("readHousehold", { params: { household: "h-canary" } });
    expect(list.cases.map(({ notice }) => notice)).toEqual(["n-aid"]);
    expect(aws.counts().eventBridge.entries).toBe(1);
  });

  it("tells whoever was too late how the case stands now", async () => {
    const worker = await as("assistance-worker", village);
    const stale = worker.call("commandCase", {
      params: { notice: "n-aid-2" },
      body: { command: "claim", expected: 7 },
      idempotencyKey: key("stale"),
    });
    await expect(stale).rejects.toThrow(DeskProblem);
    await expect(stale).rejects.toMatchObject({
      problem: { status: 409, code: "revision-conflict", case: { notice: "n-aid-2", revision: 0 } },
    });
  });

  it("keeps children's notices to child roles, and a broken glass on record", async () => {
    const worker = await as("assistance-worker", village);
    const notAllowed = { problem: { status: 404, code: "not-found" } };
    await expect(worker.call("readCase", { params: { notice: "n-child" } })).rejects.toMatchObject(notAllowed);
    const reason = "子女来电称老人摔倒,责任人联系不上";
    await expect(worker.call("breakGlass", { body: { notice: "n-child", reason } })).rejects.toMatchObject(notAllowed);
    const alarmOf = (name: string) => aws.alarms().find((alarm) => alarm.name === name)?.state;
    // What was refused has broken nothing.
    expect([alarmOf("glass-broken"), alarmOf("glass-refused")]).toEqual(["OK", "OK"]);
    await worker.call("breakGlass", { body: { notice: "n-elder", reason } });
    expect([alarmOf("glass-broken"), alarmOf("glass-refused")]).toEqual(["ALARM", "OK"]);
    expect(await worker.call("readCase", { params: { notice: "n-elder" } })).toMatchObject({ byBrokenGlass: true });

    const manager = await as("county-civil-affairs", "330106");
    const broken = await manager.call("brokenGlass", {});
    expect(broken.entries).toMatchObject([{ kind: "break-glass", notice: "n-elder", why: reason }]);
    const auditor = await as("auditor", "330106");
    const { entries } = await auditor.call("audit", {});
    expect(entries.map(({ kind, why }) => [kind, why ?? ""])).toEqual([
      ["opening", "visit"],
      ["command", "claim"],
      ["command", "close"],
      ["command", "close"],
      ["command", "claim"],
      // What was tried on the child's case.
      ["refused", ""],
      ["refused", ""],
      ["break-glass", reason],
      ["seen-by-broken-glass", ""],
    ]);
    const director = await as("child-director", village);
    expect((await director.call("listCases", {})).cases.map(({ notice }) => notice)).toEqual(["n-child"]);
  });

  it("lets a supervisor give cases to whoever works there, each answered for itself", async () => {
    const supervisor = await as("civil-affairs-clerk", "330106001");
    const { workers } = await supervisor.call("townWorkers", {});
    expect(workers.map(({ staff }) => staff)).toContain(`s-${village}-assistance-worker`);
    const overdue = await supervisor.call("townOverdue", {});
    expect(overdue.cases.map(({ notice }) => notice).toSorted()).toEqual(["n-aid-2", "n-elder"]);
    expect((await supervisor.call("townUnclaimed", {})).cases).toHaveLength(2);
    const [community] = (await supervisor.call("townVisits", {})).communities;
    expect(community).toMatchObject({ office: village, today: 2, beyond: 0 });
    const reply = await supervisor.call("reassignCases", {
      body: {
        to: `s-${village}-assistance-worker`,
        items: [
          { notice: "n-aid-2", expected: 0 },
          { notice: "n-elder", expected: 0 },
          { notice: "n-child", expected: 0 },
        ],
      },
      idempotencyKey: key("reassign"),
    });
    expect(reply.results.map((each) => [each.notice, each.result === "done" || each.problem.code])).toEqual([
      ["n-aid-2", true],
      ["n-elder", "malformed"],
      ["n-child", "not-found"],
    ]);
  });

  it("shows a manager numbers, each with the list behind it, and a policy officer the previews asked for", async () => {
    const manager = await as("county-civil-affairs", "330106");
    const funnel = await manager.call("countyFunnel", {});
    expect(funnel.stages.map(({ stage, count, unlisted }) => [stage, count, unlisted])).toEqual([
      ["detected", 4, 1],
      ["queued", 4, 1],
      ["claimed", 2, 0],
      ["reached", 1, 0],
      ["applied", 1, 0],
      ["granted", 0, 0],
    ]);
    for (const { count, unlisted, list } of funnel.stages) {
      const { cases } = await manager.call("listCases", list ? { query: list } : {});
      expect(cases).toHaveLength(count - unlisted);
    }
    const officer = await as("policy-officer", "330106");
    const known = await officer.call("standardParameters", { query: { on: "2022-07-01" } });
    expect(known.parameters).toContainEqual(expect.objectContaining({ name: "minimumLivingGuarantee", value: 1029 }));
    const parameters = [{ parameter: "minimumLivingGuarantee", area: "330106", value: 1100 }];
    const body = { area: "330106", on: "2022-07-01", parameters };
    const { preview } = await officer.call("askPreview", { body, idempotencyKey: key("preview") });
    expect((await officer.call("askPreview", { body, idempotencyKey: key("preview") })).preview).toBe(preview);
    expect((await officer.call("listPreviews", {})).previews).toHaveLength(1);
    expect((await officer.call("readPreview", { params: { preview } })).request).toEqual(body);
  });

  it("gives the standard's words once for each version", async () => {
    const { token } = await as("auditor", "330106");
    const ask = (headers: Record<string, string> = {}) =>
      fetch(`${site.origin}/api/standards/current`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    const first = await ask();
    const etag = first.headers.get("etag") ?? "";
    expect([first.status, etag]).toEqual([200, `"zhejiang@${zhejiangDocument().version}"`]);
    expect((await ask({ "if-none-match": etag })).status).toBe(304);
  });

  it("lets nobody in with a token that was altered, or none", async () => {
    const { token } = await as("auditor", "330106");
    const [head = "", claims = "", signature = ""] = token.split(".");
    const more = Buffer.from(
      Buffer.from(claims, "base64url").toString().replace("auditor@330106", "auditor@33"),
    ).toString("base64url");
    for (const authorization of ["", `Bearer ${head}.${more}.${signature}`, `Bearer ${token}x`]) {
      const response = await fetch(`${site.origin}/api/me`, { headers: { authorization } });
      expect([response.status, response.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
    }
  });
});

const tables = ["cases", "households", "persons", "standards", "audit", "sights", "roster", "previews", "contacts"];

/** A table's keys and those of its indexes, item by item, and the whole items where they are not contacts. */
async function keptIn(TableName: string): Promise<string[]> {
  const { Table } = await clients.dynamoDb.send(new DescribeTableCommand({ TableName }));
  const names = [Table, ...(Table?.GlobalSecondaryIndexes ?? [])]
    .flatMap((each) => each?.KeySchema ?? [])
    .map(({ AttributeName = "" }) => AttributeName);
  const kept: string[] = [];
  for await (const { Items = [] } of paginateScan({ client: clients.dynamoDb }, { TableName })) {
    for (const item of Items) {
      kept.push(JSON.stringify(TableName === "contacts" ? names.map((name) => item[name]) : item));
    }
  }
  return kept;
}

describe("names, addresses and numbers of documents", () => {
  it("stand in no message, log line, metric, key or address", async () => {
    const keys = (await Promise.all(tables.map(keptIn))).flat();
    const kept = ["sqs", "archives"].flatMap((name) => filesIn(join(folder, "data", name)));
    const places = {
      keys: keys.join("\n"),
      addresses: asked.map(decodeURIComponent).join("\n"),
      log: logged.join("\n"),
      queues: kept.map((file) => readFileSync(file, "latin1")).join("\n"),
    };
    expect(Object.values(places).every((text) => text.length > 100)).toBe(true);
    for (const [place, text] of Object.entries(places)) {
      const shown = canaries.filter((canary) => text.includes(canary) || text.includes(latin1(canary)));
      expect([place, shown]).toEqual([place, []]);
    }
    // Metrics are in the log: and so is every request, by its route's name.
    expect(logged.filter((line) => line.includes('"message":"request answered"')).length).toBeGreaterThan(20);
    expect(logged.filter((line) => /not authorized|"failed":1|Error/.test(line))).toEqual([]);
  });
});

/** As text of UTF-8 looks in a file read byte by byte. */
function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function filesIn(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesIn(join(path, name))) : [path];
}
