import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

/** A bundle's size in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzipped: number;
  /** Minified bytes by where they come from: functions/eligibility, events, zod. */
  readonly from: Readonly<Record<string, number>>;
}

const engine = `export { judge } from "#eligibility/judge.ts";\nexport { compileStandard } from "#eligibility/standard.ts";`;

/** Sizes of judge and compileStandard without any rules: with all they import, without zod, and without schemas. */
export async function engineSizes(): Promise<Record<"whole" | "withoutZod" | "withoutSchemas", BundleSize>> {
  return {
    whole: await sizeOf({}),
    withoutZod: await sizeOf({ external: ["zod/mini"] }),
    withoutSchemas: await sizeOf({ plugins: [withoutSchemas] }),
  };
}

/** The label is all that judging takes of the document's schema. */
const withoutSchemas: Plugin = {
  name: "without-schemas",
  setup({ onLoad }) {
    onLoad({ filter: /standard-document\.ts$/ }, () => ({
      contents: 'export const standardLabel = ({ name, version }) => name + "@" + version;',
      loader: "js",
    }));
  },
};

async function sizeOf(more: { external?: string[]; plugins?: Plugin[] }): Promise<BundleSize> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: engine, resolveDir: import.meta.dirname, sourcefile: "engine.ts", loader: "ts" },
    ...bundled,
    ...more,
    write: false,
    metafile: true,
  });
  const [output] = outputFiles;
  if (!output) throw new Error("esbuild gave no bundle.");
  const from: Record<string, number> = {};
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const place = placeOf(path);
      from[place] = (from[place] ?? 0) + bytesInOutput;
    }
  }
  return { minified: output.contents.length, gzipped: gzipSync(output.contents).length, from };
}

function placeOf(path: string): string {
  if (path.includes("node_modules/")) return /node_modules\/((@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
  return /(functions\/eligibility|events)\//.exec(path)?.[1] ?? path;
}

const bundled = {
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node22",
  logLevel: "warning",
} as const;

/** Bundles a script of this folder into a file, as a function is bundled for Lambda. */
export async function bundleScript(script: URL, outfile: string): Promise<void> {
  await build({ entryPoints: [script.pathname], ...bundled, outfile });
}
