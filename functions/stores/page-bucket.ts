import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";

/** A file to be served, with what whoever serves it should say of it. */
export interface FileToPublish {
  /** Below the page's folder, such as `assets/page-1a2b.js`. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** The bucket that the page is served from. */
export function pageBucket(client: S3Client, bucket: string) {
  return {
    /** Undefined where there is no such file. */
    async read(path: string): Promise<{ readonly body: Uint8Array; readonly etag: string } | undefined> {
      try {
        const { Body, ETag = '""' } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: path }));
        return Body ? { body: await Body.transformToByteArray(), etag: ETag } : undefined;
      } catch (error) {
        if (error instanceof NoSuchKey || isHidden(error)) return undefined;
        throw error;
      }
    },
    async put({ path, body, contentType, cacheControl }: FileToPublish): Promise<void> {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: path,
          Body: body,
          ContentType: contentType,
          CacheControl: cacheControl,
        }),
      );
    },
  };
}

/** What is not there is "denied" to whoever may not list a bucket, and the function that serves the page may not. */
function isHidden(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === "AccessDenied";
}
