import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";

const folder = fileURLToPath(new URL("../../events/samples", import.meta.url));

export interface Sample {
  readonly system: string;
  /** `medical-security/kept-settlement.json` */
  readonly file: string;
  readonly content: unknown;
}

const Broken = z.strictObject({ field: z.string(), detail: z.unknown() });

function samplesOf(kind: "kept" | "broken"): Sample[] {
  return readdirSync(folder).flatMap((system) =>
    readdirSync(join(folder, system))
      .filter((name) => name.startsWith(`${kind}-`))
      .map((name) => ({
        system,
        file: `${system}/${name}`,
        content: JSON.parse(readFileSync(join(folder, system, name), "utf8")),
      })),
  );
}

/** A Detail that keeps its system's contract. */
export const keptSamples: readonly Sample[] = samplesOf("kept");

/** A Detail that breaks it, and the field that the error names. */
export const brokenSamples = samplesOf("broken").map((sample) => ({ ...sample, ...Broken.parse(sample.content) }));
