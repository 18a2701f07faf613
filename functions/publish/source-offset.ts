/**
 * Where a character of a YAML text stands in the file. The text may be folded over lines, quoted or indented, so both
 * are walked side by side, and white space, which YAML folds, is passed over.
 *
 * @param start where the scalar begins in the file, with its quote or its `>` and `|`.
 */
export function sourceOffset(source: string, start: number, text: string, character: number): number {
  let at = start;
  const first = source[at];
  if (first === ">" || first === "|") at = source.indexOf("\n", at) + 1;
  else if (first === '"' || first === "'") at += 1;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? "";
    if (/\s/.test(letter)) {
      if (index === character) return at;
      continue;
    }
    const found = source.indexOf(letter, at);
    if (found < 0) return start;
    if (index === character) return found;
    at = found + 1;
  }
  return at;
}
