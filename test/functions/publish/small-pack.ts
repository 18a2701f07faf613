import { checkPack } from "#functions/publish/check-pack.ts";
import type { PackFile, PackProblem } from "#functions/publish/pack-problem.ts";
import { readPack } from "#functions/publish/read-pack.ts";
import { smallPackFolder } from "#test/standards/small-pack-folder.ts";

/** The files of a pack of a place that does not exist, small and sound. */
export const smallPack: readonly PackFile[] = await readPack(smallPackFolder);

/** Part of a file, and what a test writes in its place. */
export type Edit = readonly [path: string, from: string, to: string];

/** The small pack with parts of its files changed; a part that is not there exactly once is a mistake of the test. */
export function edited(...edits: readonly Edit[]): PackFile[] {
  return edits.reduce<PackFile[]>(
    (files, [path, from, to]) => files.map((file) => (file.path === path ? editedFile(file, from, to) : file)),
    [...smallPack],
  );
}

function editedFile({ path, text }: PackFile, from: string, to: string): PackFile {
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`${path}: found "${from}" ${times} times, expected once.`);
  // A function, so that nothing in the new text is read as a pattern.
  return { path, text: text.replace(from, () => to) };
}

/** A problem, and the line it points at from the place it points at. */
export interface Told extends PackProblem {
  readonly pointsAt: string;
}

/** All that is wrong with a pack. */
export function problemsOf(files: readonly PackFile[]): Told[] {
  return (checkPack(files).problems ?? []).map((problem) => ({ ...problem, pointsAt: textAt(files, problem) }));
}

/** What is wrong with the small pack after an edit that makes just one mistake. */
export function told(...edits: readonly Edit[]): Told {
  const [problem, ...more] = problemsOf(edited(...edits));
  if (!problem) throw new Error("Found nothing wrong.");
  if (more.length > 0)
    throw new Error(`Found more than one problem: ${JSON.stringify([problem, ...more], undefined, 2)}`);
  return problem;
}

function textAt(files: readonly PackFile[], { file, line, column }: PackProblem): string {
  const text = files.find(({ path }) => path === file)?.text ?? "";
  return text.split("\n")[line - 1]?.slice(column - 1) ?? "";
}
