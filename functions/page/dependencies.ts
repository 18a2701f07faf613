import { s3Client } from "#stores/aws-clients.ts";
import { pageBucket } from "#stores/page-bucket.ts";
import { parseEnvironment } from "./environment.ts";

/** A file of the page as it was published. */
export interface PageFile {
  readonly body: Uint8Array;
  /** In quotes; another whenever the file is. */
  readonly etag: string;
}

/** What the function page works with. */
export interface PageDependencies {
  /** A file by its path, such as `assets/page-1a2b.js`; undefined where there is none. */
  readonly read: (path: string) => Promise<PageFile | undefined>;
  /** Origins that the page may ask besides its own. */
  readonly connectTo: readonly string[];
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): PageDependencies {
  const environment = parseEnvironment(process.env);
  return {
    read: pageBucket(s3Client(), environment.PAGE_BUCKET).read,
    connectTo: environment.CONNECT_TO.split(" "),
  };
}
