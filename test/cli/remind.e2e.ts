import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { casesTable } from "#stores/cases-table.ts";
import { noticeOf } from "../functions/outreach/cases.ts";
import { casesOnDynalite } from "../functions/stores/cases-on-dynalite.ts";
import { pfp } from "./pfp.ts";

let on: Awaited<ReturnType<typeof casesOnDynalite>>;
const outbox = mkdtempSync(join(tmpdir(), "pfp-remind-"));
beforeAll(async () => {
  on = await casesOnDynalite();
  const cases = casesTable(on.client, on.table);
  await cases.apply(noticeOf({ notice: "n-1", area: "330106001001" }));
  await cases.apply(noticeOf({ notice: "n-2", area: "330106001002", household: "h-205" }));
  await cases.apply(noticeOf({ notice: "n-3", area: "330106002001", household: "h-206", due: "2022-07-19" }));
});
afterAll(() => {
  on.close();
  rmSync(outbox, { recursive: true });
});

const remind = async (day: string, by: string) => {
  const place = ["--area", "330106", "--outbox", outbox, "--on", day, "--by", by, "--endpoint-url", on.endpoint];
  const ended = await pfp(["remind", ...place, "--region", "cn-north-1"], {
    env: { AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any" },
  });
  expect(ended.stderr).toBe("");
  return readdirSync(outbox).map((file) => readFileSync(join(outbox, file), "utf8"));
};

it("overdue visits are told to the office that they have climbed to, by how many they are and nothing more", async () => {
  expect(await remind("2022-07-12", "sms")).toEqual([]);
  const [told, ...others] = await remind("2022-07-19", "sms");
  expect(others).toEqual([]);
  expect(JSON.parse(told ?? "")).toMatchObject({
    to: { office: "330106001", role: "civil-affairs-clerk" },
    message: { text: "【政策找人】社会救助协理员有2户可能符合政策的家庭走访已逾期,请督促。" },
  });
  const climbed = await remind("2022-07-26", "zhezhengding");
  expect(climbed.map((text) => JSON.parse(text).to)).toContainEqual({ office: "330106", role: "county-civil-affairs" });
  for (const text of climbed) expect(text).not.toMatch(/h-20\d|n-\d/);
});
