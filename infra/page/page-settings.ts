import type { PageSettings } from "#events/desk-api/page-settings.ts";
import type { Stage } from "../stages.ts";

/** What the page of a stage is told at `/settings.json`: where staff sign in, and by which name the page is known there. */
export function pageSettingsOf({ signIn, page }: Pick<Stage, "signIn" | "page">): PageSettings {
  const { client, scope, parameters } = page;
  return { issuer: signIn.issuer, client, scope, parameters };
}

/** Origins that the page may ask besides its own: the issuer's, and those the stage adds. */
export function connectToOf({ signIn, page }: Pick<Stage, "signIn" | "page">): readonly string[] {
  return [...new Set([new URL(signIn.issuer).origin, ...page.connectTo])];
}
