import { type Alias, type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import type * as z from "zod/mini";
import { pathInWords, problemInWords, typeInWords } from "#events/problem.ts";
import type { PackFile, PackProblem, Position } from "./pack-problem.ts";
import { sourceOffset } from "./source-offset.ts";

export type Path = readonly (string | number)[];

/** A YAML file as data, with the place of everything in it. */
export interface YamlFile {
  readonly path: string;
  readonly value: unknown;
  /** Where the value at a path stands, or the nearest thing around it. */
  positionOf(path: Path): Position;
  /** Where a character of the text at a path stands, counted from 0. */
  positionIn(path: Path, character: number): Position;
  problem(path: Path, message: string): PackProblem;
}

/** Reads YAML 1.2; a file with mistakes of form gives all of them. */
export function parseYaml(file: PackFile): { readonly yaml?: YamlFile; readonly problems: PackProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems = document.errors.map(({ pos, message }) => ({ file: file.path, ...at(pos[0]), message }));
  if (problems.length > 0) return { problems };
  const { value, unreadable } = dataOf(document);
  if (unreadable) {
    const offset = unreadable.alias?.range?.[0] ?? 0;
    return { problems: [{ file: file.path, ...at(offset), message: unreadable.message }] };
  }

  const nodeAt = (path: Path): Node | undefined => {
    const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) ? node : undefined;
  };
  const positionOf = (path: Path): Position => {
    const node = nodeAt(path);
    if (node?.range) return at(node.range[0]);
    return path.length === 0 ? { line: 1, column: 1 } : (keyPosition(path) ?? positionOf(path.slice(0, -1)));
  };
  // A value left out altogether (`text:`) still has its key.
  const keyPosition = (path: Path): Position | undefined => {
    const parent = nodeAt(path.slice(0, -1));
    if (!isMap(parent)) return undefined;
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
    return isScalar(pair?.key) && pair.key.range ? at(pair.key.range[0]) : undefined;
  };
  const yaml: YamlFile = {
    path: file.path,
    value,
    positionOf,
    positionIn(path, character) {
      const node = nodeAt(path);
      if (!isScalar(node) || !node.range || typeof node.value !== "string") return positionOf(path);
      return at(sourceOffset(file.text, node.range[0], node.value, character));
    },
    problem: (path, message) => ({ file: file.path, ...positionOf(path), message }),
  };
  return { yaml, problems };
}

/** The data of a document, or the alias (`*name`) that cannot be followed: of no anchor, or of too many values. */
function dataOf(document: Document.Parsed): { value?: unknown; unreadable?: { alias?: Alias; message: string } } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const aliases: Alias[] = [];
    visit(document, {
      Alias: (_, node) => {
        aliases.push(node);
      },
    });
    const alias = aliases.find((node) => node.resolve(document) === undefined) ?? aliases[0];
    return { unreadable: { ...(alias ? { alias } : {}), message: error.message } };
  }
}

/** Parses a file's data by its schema; what does not fit becomes problems with their places. */
export function parseBySchema<Schema extends z.ZodMiniType>(
  yaml: YamlFile,
  schema: Schema,
): { readonly data?: z.output<Schema>; readonly problems: PackProblem[] } {
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { data: parsed.data, problems: [] };
  return { problems: parsed.error.issues.flatMap((issue) => problemsOfIssue(yaml, issue)) };
}

function problemsOfIssue(yaml: YamlFile, issue: z.core.$ZodIssue): PackProblem[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => yaml.problem([...path, key], `${pathInWords([...path, key])}: no such field here`));
  }
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    yaml.value,
  );
  const expected = issue.message === "Invalid input" && "expected" in issue ? String(issue.expected) : issue.message;
  return [yaml.problem(path, problemInWords({ field: pathInWords(path), found: typeInWords(found), expected }))];
}
