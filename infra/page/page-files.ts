import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { cacheControlOf, isHashed, mediaTypeOf, pageFile } from "#events/desk-api/page-front.ts";
import { type PageSettings, pageSettingsPath } from "#events/desk-api/page-settings.ts";

/** A file of the page, with what whoever serves it should say of it. */
export interface PublishedFile {
  /** Below the page's folder, such as `assets/page-1a2b.js`. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

/**
 * The files of a built page with its settings, in the order in which they are to be put in place: what others lead to
 * comes first, and the page last, so that nobody is ever led to what is not there yet. Throws an Error where the folder
 * holds no built page.
 */
export function pageFiles(folder: string, settings: PageSettings): readonly PublishedFile[] {
  if (!existsSync(join(folder, pageFile))) {
    throw new Error(`${folder}: found no ${pageFile}, expected the built page: npm run desk:build`);
  }
  const built = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => published(relative(folder, file).split(sep).join("/"), readFileSync(file)));
  const told = published(pageSettingsPath.slice(1), Buffer.from(JSON.stringify(settings)));
  return [...built, told].sort((a, b) => turn(a) - turn(b) || (a.path < b.path ? -1 : 1));
}

function published(path: string, body: Uint8Array): PublishedFile {
  return { path, body, contentType: mediaTypeOf(path), cacheControl: cacheControlOf(path) };
}

function turn({ path }: PublishedFile): number {
  if (isHashed(path)) return 0;
  // The worker lists what the page is made of, and fetches all of it at once.
  if (path === "service-worker.js") return 2;
  return path === pageFile ? 3 : 1;
}
