import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accessKeyOf, permissionsOf } from "#local/permissions.ts";
import { startS3 } from "#local/s3.ts";
import { servingOnly } from "./only-s3.ts";

const folder = mkdtempSync(join(tmpdir(), "embedded-s3-"));
const Bucket = "policies-find-people-page";
let client: S3Client;
let ofPage: S3Client;
let stop: () => Promise<void>;

async function start(): Promise<void> {
  const s3 = await startS3(join(folder, "s3"));
  s3.ensureBucket(Bucket);
  const grants = [{ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::${Bucket}/*`] }];
  const gateway = await servingOnly(s3, permissionsOf(new Map([["page", grants]]), undefined).check);
  const clientOf = (accessKeyId: string) =>
    new S3Client({
      ...{ endpoint: gateway.endpoint, region: "us-east-1", maxAttempts: 1 },
      credentials: { accessKeyId, secretAccessKey: "local" },
    });
  client = clientOf("owner");
  ofPage = clientOf(accessKeyOf("page"));
  stop = async () => {
    client.destroy();
    ofPage.destroy();
    await gateway.close();
    await s3.close();
  };
}

beforeEach(start);
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const put = (Key: string, Body: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "text/html", CacheControl: "no-cache" }));

describe("the embedded S3", () => {
  it("gives back what was put, with what was said of it, whatever the bytes, and after a restart", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    await client.send(new PutObjectCommand({ Bucket, Key: "图 标/icon.png", Body: bytes }));
    await put("index.html", "政策找人");
    await stop();
    await start();
    const { Body, CacheControl, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key: "index.html" }));
    expect([await Body?.transformToString(), CacheControl, ContentType]).toEqual(["政策找人", "no-cache", "text/html"]);
    const icon = await client.send(new GetObjectCommand({ Bucket, Key: "图 标/icon.png" }));
    expect(Buffer.from((await icon.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: "index.html" }))).ContentLength).toBe(12);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: "index" }));
    expect(Contents.map(({ Key }) => Key)).toEqual(["index.html"]);
  });

  it("has the buckets of the template and no others, and says what is not there", async () => {
    const elsewhere = client.send(new GetObjectCommand({ Bucket: "another", Key: "index.html" }));
    await expect(elsewhere).rejects.toMatchObject({ name: "NoSuchBucket" });
    const gone = client.send(new GetObjectCommand({ Bucket, Key: "gone.html" }));
    await expect(gone).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("lets a function do what its role allows, and nothing else", async () => {
    await put("index.html", "页");
    expect((await ofPage.send(new GetObjectCommand({ Bucket, Key: "index.html" }))).ETag).toBeDefined();
    const refused = { name: "AccessDenied" };
    const putting = ofPage.send(new PutObjectCommand({ Bucket, Key: "index.html", Body: "x" }));
    await expect(putting).rejects.toMatchObject(refused);
    await expect(ofPage.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(refused);
  });

  it("refuses by name what it does not cover", async () => {
    const uploads = client.send(new CreateMultipartUploadCommand({ Bucket, Key: "large" }));
    await expect(uploads).rejects.toThrow(/is not covered by the embedded AWS; it covers GetObject/);
  });
});
