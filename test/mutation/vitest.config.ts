import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests of functions/eligibility alone, as Stryker runs them for every mutant. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: fileURLToPath(new URL("fewer-runs.ts", import.meta.url)) }],
  },
  test: {
    include: ["test/functions/eligibility/**/*.unit.ts"],
    testTimeout: 60_000,
  },
});
