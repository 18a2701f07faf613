import { fileURLToPath } from "node:url";

// What only some instances need, or only after the first verdict, lies in files of its own beside a function's bundle:
// Node reads and compiles the whole of a file before it runs its first line.

const folder = fileURLToPath(new URL("../functions/late", import.meta.url));

/** What a bundle leaves to be loaded when it is asked for. */
export const lateImports = "#functions/late/*";

/** A bundle's package.json: its files are of the older form, and find each other by the names that the code has. */
export const bundlePackage = { type: "commonjs", imports: { "#functions/late/*.ts": "./late/*.js" } };

/** The shell command that puts these files beside a bundle; esbuild's arguments are those of the bundle itself. */
export function bundleLateCode(outputFolder: string): string {
  const args = [
    "--bundle",
    "--minify",
    "--platform=node",
    "--format=cjs",
    "--target=node24",
    "--main-fields=module,main",
  ];
  return `npx --no-install esbuild ${quoted(folder)}/*.ts ${args.join(" ")} --log-level=warning --outdir=${quoted(`${outputFolder}/late`)}`;
}

/** A path as one word of the shell, whatever is in the names of the folders that the project lies in. */
export function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
