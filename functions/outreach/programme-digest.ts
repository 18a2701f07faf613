import { createHash } from "node:crypto";
import type { NoticeProgramme } from "#events/outreach-notice.ts";

/** A digest of what a notice says of a programme: whoever comes later can tell whether it says something else by now. */
export function programmeDigest(programme: NoticeProgramme): string {
  const { id, person, verdict, amount, between, tier, per, reasons, missing, check } = programme;
  const said = [id, person, verdict, amount, between, tier, per, reasons, missing, check];
  return createHash("sha256").update(JSON.stringify(said)).digest("base64url").slice(0, 8);
}
