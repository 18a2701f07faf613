/** A column's cells, above it its heading; numbers stand to the right. */
export type Row = readonly string[];

/**
 * Lines of a table whose last column is words: Chinese characters take two places on a terminal, and nothing stands behind
 * them that would be out of line.
 */
export function tableLines(headings: readonly Row[], rows: readonly Row[]): string[] {
  const all = [...headings, ...rows];
  const columns = Math.max(0, ...all.map((row) => row.length)) - 1;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...all.map((row) => widthOf(row[column] ?? ""))),
  );
  return all.map((row) => {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? "";
      return " ".repeat(width - widthOf(cell)) + cell;
    });
    return `  ${[...cells, row[columns] ?? ""].join("  ")}`.trimEnd();
  });
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Places that a text takes on a terminal. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
}
