import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/taken-actions.ts",
    include: ["test/**/*.{unit,int,e2e}.ts"],
    // End-to-end files start the embedded AWS: give them room on two cores.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
