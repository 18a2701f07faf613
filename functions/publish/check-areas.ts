import { CsvError, parse } from "csv-parse/sync";
import * as z from "zod/mini";
import { AreaLevel, type StandardDocument } from "#eligibility/standard-document.ts";
import { AreaCode } from "#events/identifiers.ts";
import type { PackFile, PackProblem } from "./pack-problem.ts";

type Area = StandardDocument["areas"][number];

const columns = ["code", "parent", "level", "zh", "en"];
const levels = Object.values(AreaLevel.def.entries);

const Rows = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }));

/** Checks areas.csv: every code of its level, under a parent that is there, once. */
export function checkAreas(file: PackFile): { readonly areas: Area[]; readonly problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const report = (line: number, column: string, message: string) => {
    // Places in a CSV line: the column's number, since quoting hides the character's.
    const position = columns.indexOf(column) + 1 || 1;
    problems.push({ file: file.path, line, column: position, message: `${column}: ${message}` });
  };
  const rows = readRows(file, problems);
  const areas = rows.flatMap(({ record, line }) => parseArea(record, line, report) ?? []);
  const byCode = new Map<string, Area>();
  for (const { area, line } of areas) {
    if (byCode.has(area.code)) report(line, "code", `found ${area.code} again, expected each area once`);
    byCode.set(area.code, area);
  }
  for (const { area, line } of areas) checkParent(area, byCode, (message) => report(line, "parent", message));
  const roots = areas.filter(({ area }) => area.parent === undefined);
  if (areas.length > 0 && roots.length !== 1) {
    report(
      roots[1]?.line ?? 1,
      "parent",
      `found ${roots.length} areas without a parent, expected one that holds all others`,
    );
  }
  return { areas: areas.map(({ area }) => area), problems };
}

function readRows(file: PackFile, problems: PackProblem[]) {
  try {
    const rows = Rows.parse(
      parse(file.text, { columns: true, info: true, bom: true, skip_empty_lines: true, trim: true }),
    ).map(({ record, info }) => ({ record, line: info.lines }));
    const [header = ""] = file.text.replace(/^\uFEFF/, "").split(/\r?\n/);
    if (header.trim() !== columns.join(",")) {
      problems.push({
        file: file.path,
        line: 1,
        column: 1,
        message: `found the columns ${header}, expected ${columns.join(",")}`,
      });
      return [];
    }
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    problems.push({ file: file.path, line, column: 1, message: error.message });
    return [];
  }
}

function parseArea(
  record: Readonly<Record<string, string>>,
  line: number,
  report: (line: number, column: string, message: string) => void,
): { area: Area; line: number } | undefined {
  const { code = "", parent = "", level = "", zh = "", en = "" } = record;
  let whole = true;
  const expect = (holds: boolean, column: string, expected: string) => {
    if (holds) return;
    whole = false;
    report(line, column, `expected ${expected}`);
  };
  expect(AreaCode.safeParse(code).success, "code", "an area code of 2, 4, 6, 9 or 12 digits");
  expect(zh !== "", "zh", "a Chinese name");
  expect(en !== "", "en", "an English name");
  const known = AreaLevel.safeParse(level);
  expect(known.success, "level", `one of ${levels.join(", ")}`);
  if (!whole || !known.success) return undefined;
  return { area: { code, ...(parent === "" ? {} : { parent }), level: known.data, zh, en }, line };
}

function checkParent(
  { code, parent, level }: Area,
  byCode: ReadonlyMap<string, Area>,
  report: (message: string) => void,
) {
  if (parent === undefined) return;
  const above = byCode.get(parent);
  if (!above) report(`found ${parent}, expected the code of an area in this file`);
  else if (!code.startsWith(parent)) report(`found ${parent}, expected the first digits of ${code}`);
  else if (levels.indexOf(above.level) >= levels.indexOf(level)) {
    report(`found a ${above.level} above a ${level}, expected a higher level`);
  }
}
