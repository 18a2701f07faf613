import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { QuickestFirst } from "./quickest-first.ts";

/** The tests of functions/eligibility alone, as Stryker runs them for every mutant. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: fileURLToPath(new URL("fewer-runs.ts", import.meta.url)) }],
  },
  test: {
    include: [
      "test/functions/eligibility/**/*.unit.ts",
      // What else judges households by a standard of its own making, and takes little time.
      "test/functions/publish/{tables,tiers,scales}.unit.ts",
      "test/functions/preview/{asked-preview,disclosure,preview}.unit.ts",
      "test/functions/sweep/watch-days.unit.ts",
    ],
    testTimeout: 60_000,
    // One worker for all files of a mutant: each mutant still begins with modules of its own.
    isolate: false,
    sequence: { sequencer: QuickestFirst },
  },
});
