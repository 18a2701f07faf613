import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stageOf } from "#infra/stages.ts";
import { type DeskSite, startDeskSite } from "#local/desk-site.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { putMadeUpContacts } from "#local/made-up-contacts.ts";
import { publishPage } from "#local/publish-page.ts";
import { pfp } from "#test/cli/pfp.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";
import { startBrowser } from "./browser.ts";
import { builtPage } from "./built-page.ts";
import { dayIn } from "./desk-under-test.ts";
import { installed, signInAs, type Visitor, visitor } from "./visitor.ts";

// The whole way, on the templates as `npm run synth` left them: events on the bus, functions in their roles, tables, the
// issuer, the page in a browser.
const root = fileURLToPath(new URL("../../", import.meta.url));
const village = "330106099001";
const folder = mkdtempSync(join(tmpdir(), "whole-desk-"));
const people = ["assistance-worker", "elder-care-worker", "county-civil-affairs"].map((kind) => {
  const area = kind.startsWith("county") ? "330106" : village;
  const county = { code: "330106", zh: "西湖区", en: "Xihu District" };
  return { staff: `s-${area}-${kind}`, name: kind, zh: kind, en: kind, county, posts: [`${kind}@${area}`] };
});

let aws: EmbeddedAws;
let site: DeskSite;
let clients: Clients;
let browser: Browser;

beforeAll(async () => {
  const [page, started, opened] = await Promise.all([builtPage(), startBrowser(), startDeskSite(0)]);
  browser = started;
  site = opened;
  const { signIn } = stageOf({ stage: "local", architecture: undefined });
  const stage = stageOf({ stage: "local", architecture: undefined, issuer: site.issuer });
  const assembly = join(folder, "cdk.out");
  cpSync(join(root, "cdk.out"), assembly, { recursive: true });
  for (const name of readdirSync(assembly).filter((each) => each.endsWith(".template.json"))) {
    const text = readFileSync(join(assembly, name), "utf8");
    writeFileSync(
      join(assembly, name),
      text.replaceAll(signIn.issuer, site.issuer).replaceAll(new URL(signIn.issuer).origin, site.origin),
    );
  }
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  await publishPage(aws.endpoint, page, stage);
  clients = clientsOf(aws.endpoint);
  const personas = join(folder, "personas.json");
  writeFileSync(personas, JSON.stringify(people));
  await site.open({ api: aws.httpApi("desk"), audience: signIn.audience, personas, clockOffset: 0 });
  await run("publish", join(root, "standards/zhejiang"), "--yes");
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  clients?.close();
  await aws?.stop();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<void> {
  const ended = await pfp(args, {
    env: { AWS_ENDPOINT_URL: aws.endpoint, AWS_REGION: aws.region, AWS_ACCESS_KEY_ID: "u", AWS_SECRET_ACCESS_KEY: "u" },
  });
  expect([args[0], ended.status, ended.stderr.slice(-500)]).toEqual([args[0], 0, expect.anything()]);
}

/** A file with these lines of JSON. */
function lines(name: string, ...values: readonly unknown[]): string {
  const file = join(folder, name);
  writeFileSync(file, values.map((value) => `${JSON.stringify(value)}\n`).join(""));
  return file;
}

/** A mother who earns enough, and her son. */
const family = {
  household: "h-tour",
  area: village,
  facts: { otherMonthlyIncome: 0, registeredArea: village },
  members: [
    {
      person: "p-mother",
      facts: { relation: "head", birthDate: "1986-04-12", sex: "female", employment: "employed", monthlyIncome: 4800 },
    },
    { person: "p-son", facts: { relation: "child", birthDate: "2014-02-01", sex: "male", monthlyIncome: 0 } },
  ],
};

async function somebody(kind: string, ...how: ["phone" | "desktop", "zh" | "en"]): Promise<Visitor> {
  const one = await visitor(browser, ...how);
  await signInAs(one.page, site.origin, people.find(({ posts }) => posts[0]?.startsWith(kind))?.staff ?? "");
  return one;
}

it("takes an income that fell to the right worker's phone, to the door without signal, and into the county's numbers", async () => {
  await run("report", lines("family.jsonl", family), "--as-of", dayIn(-30), "--output", join(folder, "family.ndjson"));
  await run("push", join(folder, "family.ndjson"));
  await aws.idle();
  await putMadeUpContacts(clients.dynamoDb, { households: "households", contacts: "contacts" }, dayIn(0));

  const worker = await somebody("assistance-worker", "phone", "zh");
  await worker.page.locator("text=今天没有待办的工单").waitFor();

  const lost = { employment: "unemployed", monthlyIncome: 620 };
  const detail = { id: "tour-1", sequence: 11, changes: [{ person: "p-mother", asOf: dayIn(-1), set: lost }] };
  await run(
    "push",
    lines("lost.ndjson", { Source: "human-resources", DetailType: "household.changed.v1", Detail: detail }),
  );
  await aws.idle();

  // On the worker's list, and on nobody else's of the village.
  const { page } = worker;
  await page.reload();
  await page.locator(".case-card").click();
  await page.locator(".may-get").waitFor();
  expect(await page.locator(".may-get").innerText()).toMatch(/可能符合\s+最低生活保障/);
  const other = await somebody("elder-care-worker", "phone", "en");
  await other.page.locator("text=No open cases today").waitFor();

  await page.locator("text=认领这件工单").click();
  await page.locator("text=您已认领，保留到").waitFor();
  await page.locator("text=查看姓名和地址").click();
  await page.locator(".address").waitFor();
  await page.locator(".history >> text=认领").waitFor();
  await installed(worker);

  await worker.signalLost();
  await page.reload();
  await page.locator(".address").waitFor();
  await page.getByRole("button", { name: "联系上了", exact: true }).click();
  await page.getByLabel("已协助申请").check();
  await page.getByRole("button", { name: "办结：已协助申请" }).click();
  await expect.poll(() => page.locator(".signal").innerText()).toContain("没有信号 · 2 条待发送");
  await worker.signalBack();
  await expect.poll(() => page.locator(".signal").innerText(), { timeout: 15_000 }).toBe("");
  await page.locator(".history >> text=办结").waitFor();
  await aws.idle();

  const manager = await somebody("county-civil-affairs", "desktop", "en");
  const applied = manager.page.locator(".funnel tr", { hasText: "Applied" }).locator("a");
  expect(await applied.innerText()).toBe("1");
  await applied.click();
  await manager.page.locator(".door >> text=h-tour").waitFor();
  expect(await manager.page.locator(".door").innerText()).toContain("Closed");
  for (const each of [worker, other, manager]) {
    expect(each.errors).toEqual([]);
    await each.context.close();
  }
});
