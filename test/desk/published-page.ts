import { createHash } from "node:crypto";
import type { PageSettings } from "#events/desk-api/page-settings.ts";
import type { PageDependencies } from "#functions/page/dependencies.ts";
import { pageFiles } from "#infra/page/page-files.ts";

/** A built page as it is once it was published: a bucket that remembers. */
export function publishedIn(folder: string, settings: PageSettings): PageDependencies["read"] {
  const files = new Map(pageFiles(folder, settings).map(({ path, body }) => [path, body]));
  return async (path) => {
    const body = files.get(path);
    return body ? { body, etag: `"${createHash("md5").update(body).digest("hex")}"` } : undefined;
  };
}
