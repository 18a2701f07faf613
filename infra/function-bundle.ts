import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

const functions = fileURLToPath(new URL("../functions", import.meta.url));

/** What a deployed bundle has in place of a package, by the package's name: files that give the same names. */
const instead: Readonly<Record<string, string>> = {
  "@aws-sdk/client-dynamodb": `${functions}/sdk/client-dynamodb.ts`,
  "@aws-sdk/client-eventbridge": `${functions}/sdk/client-eventbridge.ts`,
  "@aws-sdk/client-secrets-manager": `${functions}/sdk/client-secrets-manager.ts`,
  "@aws-sdk/client-sqs": `${functions}/sdk/client-sqs.ts`,
  // The default chain looks for credentials where no function has any; credentials.ts says more.
  "@aws-sdk/credential-provider-node": `${functions}/sdk/credentials.ts`,
  "zod/mini": `${functions}/zod-mini/index.ts`,
};

/** What a bundle leaves in files of its own, by the names that the code has for them. */
const late = "#functions/late/*";

/** What the SDK's core would bring along, and no function uses. */
const leftOut: Plugin = {
  name: "left out",
  setup({ onLoad, onResolve }) {
    // Middleware and identifiers that are made as it is loaded.
    onLoad({ filter: /@smithy\/core\/dist-es\/submodules\/(retry|serde)\/index\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(/= (bind\w+\()/g, "= /* @__PURE__ */ $1"),
    }));
    // Streams of events, which its protocols load for operations that have some.
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};

/** How a function's code becomes one file. */
export const functionBundle = {
  bundle: true,
  minify: true,
  platform: "node",
  // A module of this form gets Node's own modules as they are. An ES module gets them with every export looked up, which
  // loads what Node keeps for later: of node:http the whole of fetch, half as long as the SDK takes to load.
  format: "cjs",
  target: "node24",
  // ES modules, of which only what is used is taken along. The SDK comes along at the version tested.
  mainFields: ["module", "main"],
  // The SDK loads node:http when it is first used: that as well is to be no import.
  supported: { "dynamic-import": false },
  alias: { ...instead },
  external: [late],
  plugins: [leftOut],
  // What a bundle has in place of a package lacks a name that is used.
  logOverride: { "import-is-undefined": "error" },
  logLevel: "warning",
} satisfies BuildOptions;

/**
 * Writes a function's bundle into a folder: `index.js`; what it loads late, if at all, for Node reads and compiles the
 * whole of a file before its first line runs; and a package.json, by which the files find each other under the names
 * that the code has. On one machine the folder lies in a project whose modules are of the other form.
 */
export async function writeFunctionBundle(name: string, folder: string): Promise<void> {
  await build({ ...functionBundle, entryPoints: [`${functions}/${name}/handler.ts`], outfile: `${folder}/index.js` });
  await build({ ...functionBundle, entryPoints: [`${functions}/late/*.ts`], outdir: `${folder}/late` });
  const found = { type: "commonjs", imports: { [late.replace("*", "*.ts")]: "./late/*.js" } };
  await writeFile(`${folder}/package.json`, JSON.stringify(found));
}
