import { createRequire } from "node:module";
import { buildSync } from "esbuild";
import { functionBundle } from "#infra/function-bundle.ts";

/**
 * What modules give once they are bundled as the functions are: with what they have in place of zod. `zod` stands for
 * the file that zod itself is in.
 */
export function asDeployed(modules: readonly string[], zod: unknown): Record<string, unknown> {
  const { outputFiles } = buildSync({
    stdin: {
      contents: modules.map((module) => `export * from ${JSON.stringify(module)};`).join(""),
      ...{ resolveDir: process.cwd(), loader: "ts" },
    },
    ...functionBundle,
    ...{ write: false, minify: false, plugins: [] },
    logLevel: "silent",
  });
  const module = { exports: {} };
  const load = createRequire(import.meta.url);
  const loadOrZod = (name: string) => (name === "#functions/late/zod.ts" ? zod : load(name));
  new Function("module", "require", outputFiles[0]?.text ?? "")(module, loadOrZod);
  return module.exports;
}
