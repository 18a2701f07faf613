/** A file of a pack. */
export interface PackFile {
  /** Path inside the pack, such as `programmes/free-electricity.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with a pack. */
export interface PackProblem extends Position {
  readonly file: string;
  /** What was found and what was expected. */
  readonly message: string;
}

/** `programmes/x.yaml:12:11: message` */
export function packProblemInWords({ file, line, column, message }: PackProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

export function inFileOrder(a: PackProblem, b: PackProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
