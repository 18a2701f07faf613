import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAssembly } from "#local/template/assembly.ts";
import { planDeployment } from "#local/template/plan.ts";

// What a new instance has to read before its first verdict: the synthesised assembly's own bundles, clients included.
const { functions } = planDeployment(readAssembly("cdk.out"), "http://127.0.0.1");
const bytesOf = new Map(functions.map(({ name, code }) => [name, statSync(join(code, "index.js")).size]));

test.each([
  ["evaluate", 400_000],
  ["deliver", 500_000],
  ["desk", 500_000],
])("%s is a bundle of at most %i bytes", (name, most) => {
  expect(bytesOf.get(name)).toBeGreaterThan(0);
  expect(bytesOf.get(name)).toBeLessThanOrEqual(most);
});
