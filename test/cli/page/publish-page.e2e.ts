import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageBucketName } from "#local/publish-page.ts";
import { type S3, startS3 } from "#local/s3.ts";
import { servingOnly } from "#test/local/only-s3.ts";
import { pfp } from "../pfp.ts";

const folder = mkdtempSync(join(tmpdir(), "pfp-page-"));
const built = join(folder, "built");
let s3: S3;
let endpoint: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  mkdirSync(join(built, "assets"), { recursive: true });
  writeFileSync(join(built, "index.html"), "<!doctype html><script src=/assets/page-1a.js></script>");
  writeFileSync(join(built, "assets/page-1a.js"), "政策找人");
  s3 = await startS3(join(folder, "s3"));
  s3.ensureBucket(pageBucketName);
  const gateway = await servingOnly(s3);
  endpoint = gateway.endpoint;
  stop = async () => {
    await gateway.close();
    await s3.close();
  };
});

afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

const publish = (...options: string[]) => pfp(["page", "publish", "--built", built, ...options]);

/** What whoever reads the bucket gets. */
async function stored(key: string) {
  const url = new URL(`/${pageBucketName}/${key}`, endpoint);
  const { status, headers = {}, body } = await s3.call({ method: "GET", url, headers: {}, body: Buffer.alloc(0) });
  return { status, cache: headers["cache-control"], text: body.toString() };
}

describe("pfp page publish", () => {
  it("puts the page and its stage's settings into the bucket, each with how long it may be kept", async () => {
    const { status, stdout, stderr } = await publish(
      ...["--stage", "prod", "--bucket", pageBucketName, "--endpoint-url", endpoint],
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`${pageBucketName}: 页面 page 3 个文件 files`);
    expect(await stored("assets/page-1a.js")).toEqual({
      ...{ status: 200, text: "政策找人", cache: "public, max-age=31536000, immutable" },
    });
    expect((await stored("index.html")).cache).toBe("no-cache");
    const settings = await stored("settings.json");
    expect(settings.cache).toBe("no-store");
    expect(JSON.parse(settings.text)).toMatchObject({
      issuer: "https://sign-in.example.org/realms/civil-affairs",
      client: "desk",
    });
  });

  it("writes them into a folder for a front of one's own, and says which headers that must send", async () => {
    const { status, stdout } = await publish("--stage", "local", "--folder", join(folder, "site"));
    expect(status).toBe(0);
    expect(existsSync(join(folder, "site/assets/page-1a.js"))).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, "site/settings.json"), "utf8"))).toMatchObject({ client: "desk" });
    expect(stdout).toContain("content-security-policy: default-src 'self'; connect-src 'self' http://127.0.0.1:8080;");
    expect(stdout).toContain("cache-control: no-cache   (index.html)");
  });

  it("says what is wrong: no such bucket, no such stage, no built page, both places or none", async () => {
    const elsewhere = ["--bucket", "somebody-elses", "--endpoint-url", endpoint];
    const refused = await publish("--stage", "prod", ...elsewhere);
    expect([refused.status, refused.stderr]).toEqual([3, expect.stringContaining("NoSuchBucket")]);
    const noStage = await publish("--stage", "staging", "--folder", folder);
    expect([noStage.status, noStage.stderr]).toEqual([2, expect.stringContaining("expected one of local, prod")]);
    const notBuilt = await publish("--built", folder, "--stage", "prod", "--folder", join(folder, "site"));
    expect([notBuilt.status, notBuilt.stderr]).toEqual([2, expect.stringContaining("npm run desk:build")]);
    const neither = await publish("--stage", "prod");
    expect([neither.status, neither.stderr]).toEqual([2, expect.stringContaining("expected either --bucket")]);
  });
});
