import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { schemaVersion } from "#eligibility/schema-version.ts";
import { StandardDocument } from "#eligibility/standard-document.ts";
import { readStandard, storeStandard } from "#stores/standards-table.ts";
import { type Dynalite, startDynalite } from "../../fakes/dynalite.ts";
import { zhejiangDocument } from "../../standards/zhejiang.ts";

const document = zhejiangDocument();
let stored: Dynalite;
let client: DynamoDBClient;

beforeAll(async () => {
  stored = await startDynalite({ standards: ["standard", "part"] });
  client = stored.client;
});

afterAll(() => stored.close());

const read = (version: string) => readStandard(client, "standards", document.name, version);

/** Exchanges what is stored of a version for a text, as no code of ours would. */
async function tamper(version: string, text: string, more: { readonly schema: number; readonly digest?: string }) {
  const digest = more.digest ?? createHash("sha256").update(text).digest("base64url");
  await client.send(
    new UpdateItemCommand({
      TableName: "standards",
      Key: { standard: { S: document.name }, part: { S: `${version}#000` } },
      UpdateExpression: "SET #document = :document, #schema = :schema, #digest = :digest",
      ExpressionAttributeNames: { "#document": "document", "#schema": "schema", "#digest": "digest" },
      ExpressionAttributeValues: {
        ":document": { B: gzipSync(text) },
        ":schema": { N: String(more.schema) },
        ":digest": { S: digest },
      },
    }),
  );
}

it("reads a standard as it was published", async () => {
  await storeStandard(client, "standards", document);
  expect(await read(document.version)).toEqual(JSON.parse(JSON.stringify(document)));
});

it("checks a document that another version of the schema published", async () => {
  await storeStandard(client, "standards", { ...document, version: "of-old" });
  await tamper("of-old", JSON.stringify({ ...document, programmes: "none" }), { schema: schemaVersion - 1 });
  await expect(read("of-old")).rejects.toThrow("programmes");
  await tamper("of-old", JSON.stringify({ ...document, more: true }), { schema: schemaVersion + 1 });
  expect(await read("of-old")).not.toHaveProperty("more");
});

it("checks a document that is no longer the text that was published", async () => {
  await storeStandard(client, "standards", { ...document, version: "damaged" });
  await tamper("damaged", JSON.stringify({ ...document, programmes: "none" }), {
    schema: schemaVersion,
    digest: "another",
  });
  await expect(read("damaged")).rejects.toThrow("programmes");
});

it("gives the schema another version whenever it takes something else", () => {
  const schema = z.toJSONSchema(StandardDocument, { unrepresentable: "any" });
  const digest = createHash("sha256").update(JSON.stringify(schema)).digest("hex").slice(0, 16);
  // Where this fails, schemaVersion goes up by one, and both are written here.
  expect({ schemaVersion, digest }).toEqual({ schemaVersion: 1, digest: "9e2de8f4a3a1d2ab" });
});
