import { didYouMean } from "#functions/publish/nearest-name.ts";
import { letterOf } from "../push/csv/column-map.ts";
import { sameName } from "../push/csv/column-names.ts";

/** What a column of a file of contacts holds: of the household, or of the person of its row. */
export type ContactField =
  | "household"
  | "person"
  | "name"
  | "address"
  | "householdPhone"
  | "language"
  | "phone"
  | "identityNumber";

const names: Readonly<Record<ContactField, readonly [zh: string, en: string, ...also: string[]]>> = {
  household: ["家庭编号", "household", "household id"],
  person: ["人员编号", "person", "person id", "成员编号"],
  name: ["姓名", "name"],
  address: ["地址", "address", "居住地址", "家庭住址"],
  householdPhone: ["家庭电话", "household phone", "联系电话"],
  language: ["语言", "language", "方言"],
  phone: ["本人电话", "phone", "手机", "手机号"],
  identityNumber: ["证件号码", "identity number", "身份证号", "公民身份号码", "masked identity number"],
};
const needed: readonly ContactField[] = ["household", "person", "name"];
const fields: readonly ContactField[] = [...needed, "address", "householdPhone", "language", "phone", "identityNumber"];

/** A column that holds something. */
export interface ContactColumn {
  readonly field: ContactField;
  /** Place in a row, from 0. */
  readonly index: number;
  /** As messages name it: `column C 姓名`. */
  readonly place: string;
}

export interface ContactColumns {
  readonly columns: readonly ContactColumn[];
  /** How many cells the header has, without empty ones at its end. */
  readonly width: number;
}

/** The columns of a file by its header, or all that is wrong with it, in words. */
export type ReadContactHeader =
  | { readonly columns: ContactColumns; readonly problems?: undefined }
  | { readonly columns?: undefined; readonly problems: readonly string[] };

const byName = new Map(fields.flatMap((field) => names[field].map((name) => [sameName(name), field] as const)));

/** Reads a header. What may be a family's data in a header's place is not shown. */
export function readContactHeader(header: readonly string[]): ReadContactHeader {
  const width = header.findLastIndex((name) => name.trim() !== "") + 1;
  const found = header.slice(0, width).map((name, index) => ({
    name: name.trim(),
    index,
    field: byName.get(sameName(name)),
  }));
  if (!found.some(({ field }) => field)) {
    const expected = fields.map(inWords).join(", ");
    return { problems: [`row 1: found no column name that is known, expected a header with ${expected}`] };
  }
  const columns: ContactColumn[] = [];
  const problems: string[] = [];
  for (const { name, index, field } of found) {
    const place = `column ${letterOf(index)} ${name}`;
    const same = columns.find((column) => column.field === field);
    if (!field) problems.push(`${place}: found an unknown column, expected none such${didYouMean(name, knownNames)}`);
    else if (same) problems.push(`${place}: found the same as in ${same.place}, expected it once`);
    else columns.push({ field, index, place });
  }
  for (const field of needed) {
    if (columns.some((column) => column.field === field)) continue;
    problems.push(`found no column ${inWords(field)}, expected it`);
  }
  return problems.length > 0 ? { problems } : { columns: { columns, width } };
}

const knownNames = fields.flatMap((field) => names[field]);

function inWords(field: ContactField): string {
  const [zh, en] = names[field];
  return `${zh} (${en})`;
}
