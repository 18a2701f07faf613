import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { contactsTable } from "#stores/contacts-table.ts";
import { type Dynalite, startDynalite } from "#test/fakes/dynalite.ts";
import { pfp } from "../pfp.ts";

const folder = mkdtempSync(join(tmpdir(), "pfp-contacts-"));
/** How often the table still takes only the first of a request, as one does that is asked too much. */
let busy = 0;
let stored: Dynalite;
let front: Server;

const Batch = z.looseObject({ RequestItems: z.record(z.string(), z.array(z.unknown())) });

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on no port");
  return `http://127.0.0.1:${address.port}`;
}

let endpoint: string;
beforeAll(async () => {
  stored = await startDynalite({ contacts: ["household"] });
  front = createServer(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    let body = Buffer.concat(parts).toString();
    let left: Record<string, unknown[]> | undefined;
    if (busy > 0 && String(request.headers["x-amz-target"]).endsWith("BatchWriteItem")) {
      busy -= 1;
      const { RequestItems } = Batch.parse(JSON.parse(body));
      left = { contacts: (RequestItems["contacts"] ?? []).slice(1) };
      body = JSON.stringify({ RequestItems: { contacts: (RequestItems["contacts"] ?? []).slice(0, 1) } });
    }
    const headers = Object.fromEntries(
      ["content-type", "x-amz-target", "x-amz-date", "authorization"].map((name) => [
        name,
        String(request.headers[name]),
      ]),
    );
    const answer = await fetch(stored.endpoint, { method: "POST", headers, body });
    const text = await answer.text();
    reply.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
    reply.end(left ? JSON.stringify({ UnprocessedItems: left }) : text);
  });
  endpoint = await listening(front);
});
afterAll(() => {
  front.close();
  front.closeAllConnections();
  stored.close();
  rmSync(folder, { recursive: true });
});

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const imported = (path: string, ...more: string[]) =>
  pfp(["contacts", "import", path, "--endpoint-url", endpoint, "--region", "cn-north-1", ...more], {
    env: { AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any" },
  });
const contactsOf = (household: string) => contactsTable(stored.client, "contacts").contactsOf(household);

const header = "家庭编号,人员编号,姓名,地址,家庭电话,本人电话,证件号码,语言";
const sound = `${header}
h-1,p-1,王小明,文昌路1号,0571-88880000,,330106198001011234,
h-1,p-2,王大明,,,13800000000,3****************x,吴语
h-2,p-3,李四,,,,,
`;

describe("pfp contacts import", () => {
  it("puts a household's names and addresses where the desk finds them, and of a number no more than its ends", async () => {
    const { status, stdout, stderr } = await imported(fileOf("sound.csv", sound));
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("家庭 households 2, 人员 persons 3");
    expect(await contactsOf("h-1")).toEqual({
      household: "h-1",
      address: "文昌路1号",
      phone: "0571-88880000",
      language: "吴语",
      persons: [
        { person: "p-1", name: "王小明", maskedIdentityNumber: "3****************4" },
        { person: "p-2", name: "王大明", phone: "13800000000", maskedIdentityNumber: "3****************X" },
      ],
    });
    expect(existsSync(join(folder, "sound.csv.contacts-progress"))).toBe(false);
  });

  it("reads what a spreadsheet of the county writes: GB18030, English names, semicolons; and twice is as good as once", async () => {
    // 王 and 路 in GB18030; what is ASCII stays as it is.
    const [wang, lu] = [Buffer.from([0xcd, 0xf5]), Buffer.from([0xc2, 0xb7])];
    const text = ["Household;Person;Name;Address\r\nh-3;p-4;", wang, ";", lu, "\r\n"].map((part) => Buffer.from(part));
    const path = fileOf("gb.csv", Buffer.concat(text));
    for (let times = 0; times < 2; times += 1) expect((await imported(path)).status).toBe(0);
    expect(await contactsOf("h-3")).toMatchObject({ address: "路", persons: [{ person: "p-4", name: "王" }] });
  });

  it("tells all that is wrong with the columns, and writes nothing", async () => {
    const { status, stderr } = await imported(fileOf("columns.csv", "家庭编号,姓名,姓名,住处\nh-9,王,王,路\n"));
    expect(status).toBe(2);
    for (const told of ["column C 姓名", "column D 住处", "人员编号 (person)", "nothing was written"]) {
      expect(stderr).toContain(told);
    }
    expect(await contactsOf("h-9")).toBeUndefined();
  });

  it("leaves out a household with a wrong row, told by its number and never by what stands in it", async () => {
    const wrong = `${header}
h-10,p-10,王小明,文昌路1号,电话没有,,,
h-10,p-11,王大明,文昌路2号,,,,
h-11,p-12,李四,,,,,
h-12,p-13,,,,,330106198001011234,
h-11,p-14,赵六,,,,,
`;
    const { status, stdout, stderr } = await imported(fileOf("wrong.csv", wrong), "--json");
    expect(status).toBe(1);
    const rows = [...stderr.matchAll(/row (\d+): column ([A-Z])/g)].map(([, row, column]) => `${row}${column}`);
    expect(rows).toEqual(["2E", "5C", "6A"]);
    expect(JSON.parse(stdout)).toMatchObject({ households: 1, persons: 1, rejectedHouseholds: 3, rejectedRows: 4 });
    expect(await contactsOf("h-10")).toBeUndefined();
    expect(await contactsOf("h-11")).toMatchObject({ persons: [{ person: "p-12" }] });
    for (const canary of ["王小明", "王大明", "李四", "赵六", "文昌路", "电话没有", "330106198001011234"]) {
      expect(stdout + stderr).not.toContain(canary);
    }
  });

  it("sends again what the table does not take at once", async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `h-b${index},p-b${index},王`).join("\n");
    busy = 3;
    const { status, stdout } = await imported(fileOf("busy.csv", `家庭编号,人员编号,姓名\n${rows}\n`), "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ households: 60, again: 24 + 24 + 9 });
    const { Count } = await stored.client.send(
      new ScanCommand({
        TableName: "contacts",
        FilterExpression: "begins_with(household, :busy)",
        ExpressionAttributeValues: { ":busy": { S: "h-b" } },
      }),
    );
    expect(Count).toBe(60);
  });

  it("goes on after the last row that an interrupted run has put, and only in the same file", async () => {
    const path = fileOf("resumed.csv", "家庭编号,人员编号,姓名\nh-20,p-20,王\nh-21,p-21,李\n");
    const { stdout } = await imported(path, "--dry-run", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ households: 2, requests: 0, dryRun: true });
    expect(await contactsOf("h-20")).toBeUndefined();
    // As a run leaves it that was interrupted after the second row.
    const { inspectText } = await import("#cli/push/csv/text-encoding.ts");
    const { digest } = await inspectText(path, new AbortController().signal);
    const kept = {
      version: 1,
      fingerprint: digest,
      destination: `contacts at ${endpoint}`,
      line: 2,
      offset: 0,
      counts: { lines: 1, events: 1, changes: 1, rejected: 0 },
    };
    writeFileSync(`${path}.contacts-progress`, JSON.stringify(kept));
    const { status, stderr } = await imported(path);
    expect([status, stderr]).toEqual([0, expect.stringContaining("goes on after row 2")]);
    expect([await contactsOf("h-20"), await contactsOf("h-21")]).toEqual([undefined, expect.anything()]);
    writeFileSync(`${path}.contacts-progress`, JSON.stringify({ ...kept, fingerprint: "another" }));
    expect((await imported(path)).stderr).toContain("begun anew");
    expect(await contactsOf("h-20")).toBeDefined();
    expect(readFileSync(path, "utf8")).toContain("h-20");
  });
});
