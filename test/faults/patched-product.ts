import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Product, product } from "./product.ts";

/** A fragment of a source file of ours and what stands in its place in a copy. */
export interface Patch {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly fragment: string;
  readonly instead: string;
}

// What merges, stores and tells is copied. What judges is the same as the standard was compiled with: loaded once.
const copied = ["evaluate", "deliver", "household", "stores", "telemetry", "errors.ts", "environment.ts"];
const shared = ["events", "functions/eligibility", "functions/outreach"];

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A folder of copies, to be removed in the end. */
export interface PatchedCopies {
  /** The product with patches. Throws where a fragment is not found exactly once: the patch is out of date. */
  patched(name: string, patches: readonly Patch[]): Promise<Product>;
  remove(): Promise<void>;
}

/** Makes room for copies of the product beside it, where the packages it needs are found. */
export async function patchedCopies(): Promise<PatchedCopies> {
  const parent = join(root, ".pfp");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "mutants-"));
  return {
    async patched(name, patches) {
      const copy = join(folder, name.replaceAll(/[^a-z]+/g, "-"));
      await mkdir(join(copy, "functions"), { recursive: true });
      for (const room of copied)
        await cp(join(root, "functions", room), join(copy, "functions", room), { recursive: true });
      for (const room of shared) await symlink(join(root, room), join(copy, room));
      // Imports such as #household/… follow the nearest package.json: in the copy they lead to the copy.
      await cp(join(root, "package.json"), join(copy, "package.json"));
      for (const patch of patches) await apply(copy, patch);
      return productIn(copy);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function apply(copy: string, { file, fragment, instead }: Patch): Promise<void> {
  const path = join(copy, file);
  const text = await readFile(path, "utf8");
  const found = text.split(fragment).length - 1;
  if (found !== 1)
    throw new Error(`${file}: the fragment to patch is there ${found} times, expected once: ${fragment}`);
  await writeFile(
    path,
    text.replace(fragment, () => instead),
  );
}

async function productIn(copy: string): Promise<Product> {
  const load = async (file: string): Promise<Record<string, unknown>> =>
    import(pathToFileURL(join(copy, "functions", file)).href);
  const modules = await Promise.all([
    load("evaluate/evaluate.ts"),
    load("evaluate/converge.ts"),
    load("deliver/deliver.ts"),
    load("errors.ts"),
    load("household/notices.ts"),
    load("stores/household-codec.ts"),
  ]);
  return sameShape(Object.assign({}, ...modules));
}

/** The same functions as the product has, from a copy of its modules. */
function sameShape(modules: Readonly<Record<string, unknown>>): Product {
  const isProduct = (
    candidate: Readonly<Record<string, unknown>>,
  ): candidate is Readonly<Record<string, unknown>> & Product =>
    Object.keys(product).every((name) => typeof candidate[name] === "function");
  if (!isProduct(modules)) throw new Error("A copy of the product lacks some of its functions");
  return modules;
}
