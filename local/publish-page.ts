import { S3Client } from "@aws-sdk/client-s3";
import { pageFiles } from "#infra/page/page-files.ts";
import { pageSettingsOf } from "#infra/page/page-settings.ts";
import type { Stage } from "#infra/stages.ts";
import { pageBucket } from "#stores/page-bucket.ts";
import { accountId, region } from "./account.ts";

/** The bucket of this machine's page, as the template names it. */
export const pageBucketName = `policies-find-people-page-${accountId}-${region}`;

/** Publishes a built page to the embedded AWS, as `pfp page publish` does. Rejects where the folder holds none. */
export async function publishPage(endpoint: string, folder: string, stage: Stage): Promise<void> {
  const client = new S3Client({ endpoint, region, credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  try {
    const { put } = pageBucket(client, pageBucketName);
    for (const file of pageFiles(folder, pageSettingsOf(stage))) await put(file);
  } finally {
    client.destroy();
  }
}
