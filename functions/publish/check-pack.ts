import type * as z from "zod/mini";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { checkAreas } from "./check-areas.ts";
import { checkAtTheDoor } from "./check-at-the-door.ts";
import { checkDerived, checkFactEntries, checkOwners } from "./check-facts.ts";
import { checkIndexedParameter } from "./check-indexed-parameter.ts";
import { checkCoverage, checkParameters } from "./check-parameters.ts";
import { checkCircles, checkProgramme, type ProgrammeFile } from "./check-programmes.ts";
import { checkOutreach, checkRoles } from "./check-roles.ts";
import type { Names } from "./expression/scope.ts";
import { knownFact } from "./known-fact.ts";
import { namedParameter, namedProgramme } from "./names-of-broken.ts";
import { inFileOrder, type PackFile, type PackProblem } from "./pack-problem.ts";
import {
  FactsFileSchema,
  OutreachFileSchema,
  PackFileSchema,
  ProgrammeFileSchema,
  RolesFileSchema,
} from "./pack-schemas.ts";
import { knownParameter, parameterOfName } from "./parameter-scalars.ts";
import { parameterSchema } from "./parameter-schemas.ts";
import { parseBySchema, parseYaml, type YamlFile } from "./yaml-file.ts";

/** A pack that may be published, or all that is wrong with it. */
export type CheckedPack =
  | { readonly document: StandardDocument; readonly problems?: never }
  | { readonly document?: never; readonly problems: readonly PackProblem[] };

/**
 * Checks a pack whole and makes the document of it that households are judged by. Tells all problems at once; names,
 * types and units are looked into where the files around them can be read.
 */
export function checkPack(files: readonly PackFile[]): CheckedPack {
  const problems: PackProblem[] = [];
  const document = assemble(files, (more) => problems.push(...more));
  if (problems.length === 0 && document) return { document };
  return { problems: problems.sort(inFileOrder) };
}

type Report = (problems: readonly PackProblem[]) => void;

function assemble(files: readonly PackFile[], report: Report): StandardDocument | undefined {
  report(strangers(files));
  const pack = readOne(files, "pack.yaml", PackFileSchema, report);
  const facts = readOne(files, "facts.yaml", FactsFileSchema, report);
  const roles = readOne(files, "roles.yaml", RolesFileSchema, report);
  const outreach = files.some(({ path }) => path === "outreach.yaml")
    ? readOne(files, "outreach.yaml", OutreachFileSchema, report)
    : undefined;
  const parameterFiles = readFolder(files, "parameters/", parameterSchema, report);
  const programmeFiles = readFolder(files, "programmes/", () => ProgrammeFileSchema, report);
  const areasFile = files.find(({ path }) => path === "areas.csv");
  if (!areasFile) report([{ file: "areas.csv", line: 1, column: 1, message: "found no such file in the pack" }]);
  const { areas, problems: ofAreas } = areasFile ? checkAreas(areasFile) : { areas: [], problems: [] };
  report(ofAreas);
  if (!pack || !facts || !roles) return undefined;

  report(checkFactEntries(facts.yaml, facts.entry));
  const { owners, problems: ofOwners } = checkOwners(pack.yaml, pack.entry, facts.entry);
  report(ofOwners);
  const { parameters, problems: ofParameters } = checkParameters(parameterFiles, areas);
  report(ofParameters);
  const names: Names = {
    facts: new Map(facts.entry.map((fact) => [`${fact.of}.${fact.name}`, knownFact(fact)])),
    parameters: new Map([
      ...unread(files, "parameters/", parameterFiles).flatMap(namedParameter),
      ...parameterFiles.map(({ entry }) => [entry.name, knownParameter(entry)] as const),
    ]),
    programmes: new Map([
      ...unread(files, "programmes/", programmeFiles).flatMap(namedProgramme),
      ...programmeFiles.map(({ entry }) => [entry.id, entry.of] as const),
    ]),
  };
  report(checkIndexedParameter(pack.yaml, pack.entry.indexedParameter, names.parameters));
  const dictionary = checkDerived(facts.yaml, facts.entry, { names, owners });
  report(dictionary.problems);
  const { roles: checkedRoles, roleOf, problems: ofRoles } = checkRoles(roles.yaml, roles.entry, names.programmes);
  report(ofRoles);
  if (outreach) {
    report(checkOutreach(outreach.yaml, outreach.entry, areas));
    const known = { roles: roles.entry.map(({ id }) => id), programmes: [...names.programmes.keys()] };
    report(checkAtTheDoor(outreach.yaml, outreach.entry.atTheDoor, known));
  }
  const programmes = checkProgrammes(programmeFiles, { names, roleOf }, report);
  const document: StandardDocument = {
    format: 1,
    name: pack.entry.name,
    version: pack.entry.version,
    currency: pack.entry.currency,
    timeZone: pack.entry.timeZone,
    languages: [...pack.entry.languages],
    sources: Object.entries(pack.entry.sources).map(([name, { zh, en }]) => ({ name, zh, en })),
    areas,
    facts: dictionary.facts,
    parameters,
    ...(pack.entry.indexedParameter === undefined ? {} : { indexedParameter: pack.entry.indexedParameter }),
    programmes,
    roles: checkedRoles,
    ...(outreach ? { outreach: outreach.entry } : {}),
  };
  const read = parametersRead([dictionary.facts, programmes]);
  report(parameterFiles.filter(({ entry }) => read.has(entry.name)).flatMap((file) => checkCoverage(file, areas)));
  return document;
}

function checkProgrammes(
  files: readonly ProgrammeFile[],
  { names, roleOf }: { readonly names: Names; readonly roleOf: ReadonlyMap<string, string> },
  report: Report,
) {
  const paths = new Map<string, string>();
  const programmes = files.flatMap((file) => {
    const { yaml, entry } = file;
    const first = paths.get(entry.id);
    if (first !== undefined) report([yaml.problem(["id"], `id: found ${entry.id} again, which ${first} defines`)]);
    paths.set(entry.id, first ?? yaml.path);
    const role = roleOf.get(entry.id);
    if (role === undefined) {
      report([yaml.problem(["id"], `id: found no role in roles.yaml that serves ${entry.id}, expected one`)]);
    }
    const checked = checkProgramme(file, { names, role: role ?? "" });
    report(checked.problems);
    return checked.programme ? [checked.programme] : [];
  });
  report(checkCircles(files, programmes));
  return programmes;
}

interface Read<Entry> {
  readonly yaml: YamlFile;
  readonly entry: Entry;
}

function readOne<Schema extends z.ZodMiniType>(
  files: readonly PackFile[],
  path: string,
  schema: Schema,
  report: Report,
): Read<z.output<Schema>> | undefined {
  const file = files.find((each) => each.path === path);
  if (file) return readFile(file, () => schema, report);
  report([{ file: path, line: 1, column: 1, message: "found no such file in the pack" }]);
  return undefined;
}

function readFolder<Schema extends z.ZodMiniType>(
  files: readonly PackFile[],
  folder: string,
  schemaOf: (value: unknown) => Schema,
  report: Report,
): Read<z.output<Schema>>[] {
  return files.filter(({ path }) => path.startsWith(folder)).flatMap((file) => readFile(file, schemaOf, report) ?? []);
}

/** The data of a folder's files that did not fit their schema. */
function unread(files: readonly PackFile[], folder: string, read: readonly Read<unknown>[]): unknown[] {
  const paths = new Set(read.map(({ yaml }) => yaml.path));
  return files
    .filter(({ path }) => path.startsWith(folder) && !paths.has(path))
    .map((file) => parseYaml(file).yaml?.value);
}

function readFile<Schema extends z.ZodMiniType>(
  file: PackFile,
  schemaOf: (value: unknown) => Schema,
  report: Report,
): Read<z.output<Schema>> | undefined {
  const { yaml, problems } = parseYaml(file);
  report(problems);
  if (!yaml) return undefined;
  const { data, problems: ofSchema } = parseBySchema(yaml, schemaOf(yaml.value));
  report(ofSchema);
  return data === undefined ? undefined : { yaml, entry: data };
}

/** A file that no part of a pack reads is most likely a misspelt one. */
function strangers(files: readonly PackFile[]): PackProblem[] {
  const known = ["pack.yaml", "facts.yaml", "roles.yaml", "outreach.yaml", "areas.csv"];
  return files
    .filter(({ path }) => !known.includes(path) && !/^(parameters|programmes)\/.*\.ya?ml$/.test(path))
    .map(({ path }) => ({
      file: path,
      line: 1,
      column: 1,
      message: `found a file that no pack has, expected ${known.join(", ")}, parameters/*.yaml and programmes/*.yaml`,
    }));
}

/** Names of the pack's parameters that any tree within reads. */
function parametersRead(within: unknown): Set<string> {
  const read = new Set<string>();
  const visit = (tree: unknown): void => {
    if (typeof tree !== "object" || tree === null) return;
    if ("op" in tree && tree.op === "parameter" && "name" in tree) read.add(parameterOfName(String(tree.name)));
    for (const child of Object.values(tree)) visit(child);
  };
  visit(within);
  return read;
}
