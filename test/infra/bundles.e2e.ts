import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAssembly } from "#local/template/assembly.ts";
import { planDeployment } from "#local/template/plan.ts";

// The synthesised assembly's own bundles, clients included, and what they load late.
const { functions } = planDeployment(readAssembly("cdk.out"), "http://127.0.0.1");
const bytesOf = new Map(
  functions.map(({ name, code }) => {
    const files = globSync(["index.js", "late/*.js"], { cwd: code });
    return [name, files.reduce((sum, file) => sum + statSync(join(code, file)).size, 0)];
  }),
);

test.each([
  ["evaluate", 400_000],
  ["deliver", 500_000],
  ["desk", 500_000],
])("%s is a bundle of at most %i bytes", (name, most) => {
  expect(bytesOf.get(name)).toBeGreaterThan(0);
  expect(bytesOf.get(name)).toBeLessThanOrEqual(most);
});

test("every function has what it loads late beside it, and none loads it at once", () => {
  for (const { name, code } of functions) {
    const files = globSync("**/*", { cwd: code }).toSorted();
    expect([name, files]).toEqual([name, ["index.js", "late", "late/powertools.js", "late/zod.js", "package.json"]]);
    expect(readFileSync(join(code, "index.js"), "utf8")).not.toContain("ZodMini");
  }
});
