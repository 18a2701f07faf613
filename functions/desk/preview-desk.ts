import type { Preview } from "#events/desk-api/previews.ts";

/** Previews asked for and what came of them. The port; its DynamoDB form is in stores/. */
export interface PreviewDesk {
  /** Takes down what is asked, under the area of whoever asks; the same id again is no change. */
  ask(area: string, preview: Preview): Promise<void>;
  /** An area's previews, newest first. */
  of(area: string): Promise<readonly Preview[]>;
  read(area: string, preview: string): Promise<Preview | undefined>;
}
