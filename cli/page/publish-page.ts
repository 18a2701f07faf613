import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pageHeaders } from "#events/desk-api/page-front.ts";
import { PageSettings } from "#events/desk-api/page-settings.ts";
import { type PublishedFile, pageFiles } from "#infra/page/page-files.ts";
import { connectToOf, pageSettingsOf } from "#infra/page/page-settings.ts";
import { type Stage, stageOf } from "#infra/stages.ts";
import { pageBucket } from "#stores/page-bucket.ts";
import { s3Client, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";

/** The options of `pfp page publish`, as commander gives them. */
export interface PublishPageOptions {
  readonly stage: string;
  readonly bucket?: string;
  readonly folder?: string;
  readonly built: string;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** Puts the built page to where its front looks for it. Resolves with the exit status. */
export async function publishPage(options: PublishPageOptions): Promise<number> {
  const { bucket, folder } = options;
  if ((bucket === undefined) === (folder === undefined)) {
    throw new CommandError("expected either --bucket, where the front reads, or --folder, for a front of your own");
  }
  const stage = named(options.stage);
  const files = built(options.built, stage);
  if (bucket !== undefined) await intoBucket(bucket, files, options);
  if (folder !== undefined) intoFolder(folder, files, stage);
  const bytes = files.reduce((sum, { body }) => sum + body.length, 0);
  console.log(`${bucket ?? folder}: 页面 page ${files.length} 个文件 files, ${Math.ceil(bytes / 1024)} KB`);
  return exitCode.done;
}

function named(stage: string): Stage {
  try {
    return stageOf({ stage, architecture: undefined });
  } catch (error) {
    throw new CommandError(`--stage: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function built(folder: string, stage: Stage): readonly PublishedFile[] {
  try {
    return pageFiles(folder, PageSettings.parse(pageSettingsOf(stage)));
  } catch (error) {
    throw new CommandError(`--built ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function intoBucket(bucket: string, files: readonly PublishedFile[], options: PublishPageOptions): Promise<void> {
  const client = s3Client(options);
  const { put } = pageBucket(client, bucket);
  try {
    // One after the other: the order is what keeps a half-published page from being seen.
    for (const file of files) await withConnectionErrors(options, () => put(file), "S3");
  } finally {
    client.destroy();
  }
}

function intoFolder(folder: string, files: readonly PublishedFile[], stage: Stage): void {
  for (const { path, body } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  const headers = Object.entries(pageHeaders(connectToOf(stage))).map(([name, value]) => `${name}: ${value}`);
  const byCache = Object.groupBy(files, ({ cacheControl }) => cacheControl);
  const caches = Object.entries(byCache).map(
    ([cache, those = []]) => `cache-control: ${cache}   (${those.map(({ path }) => path).join(", ")})`,
  );
  console.log([...headers, ...caches].join("\n"));
}
