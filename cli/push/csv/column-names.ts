import { needsAuthorisation, type SourceContract } from "#events/sources/contract.ts";
import { type Column, qualifiedName, type ReportedFact } from "#events/sources/reported-fact.ts";
import { plainText } from "./cell-values.ts";

/** What a column holds: one of a change's own fields, or a fact. */
export type Target =
  | { readonly kind: Field; readonly fact?: undefined }
  | { readonly kind: "fact"; readonly fact: ReportedFact };

export type Field = "person" | "household" | "asOf" | "sequence" | "authorisation" | "authorisedUntil";

/** A name that a column may have, and what it then holds. */
export interface NamedTarget {
  /** As the contract writes it. */
  readonly name: string;
  readonly target: Target;
}

/** What the columns of a change's own fields are called. */
export const fieldColumns: Readonly<Record<Field, Column>> = {
  person: { zh: "人员编号", en: "person", also: ["person id", "成员编号"] },
  household: { zh: "家庭编号", en: "household", also: ["household id"] },
  asOf: { zh: "生效日期", en: "as of", also: ["asOf", "effective date"] },
  sequence: { zh: "序号", en: "sequence" },
  authorisation: { zh: "授权编号", en: "authorisation", also: ["authorisation id"] },
  authorisedUntil: { zh: "授权有效期至", en: "authorised until", also: ["授权截止日"] },
};

/** How column names are compared: whatever their case, width and spaces. */
export function sameName(name: string): string {
  return plainText(name)
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");
}

/** All names that columns of a system's files may have, by how they compare. */
export function columnNames(contract: SourceContract): ReadonlyMap<string, NamedTarget> {
  const names = new Map<string, NamedTarget>();
  const add = (target: Target, { zh, en, also = [] }: Column) => {
    for (const name of [zh, en, ...also]) names.set(sameName(name), { name, target });
  };
  for (const fact of contract.facts) {
    const sameNamed = contract.facts.filter(({ name }) => name === fact.name);
    // `enrolments` alone does not say of whom.
    const inDictionary = sameNamed.length === 1 ? [fact.name, qualifiedName(fact)] : [qualifiedName(fact)];
    add({ kind: "fact", fact }, { ...fact.column, also: [...(fact.column.also ?? []), ...inDictionary] });
  }
  // Last, because the household's own column is not that of membership.
  for (const kind of fieldsOf(contract)) add({ kind }, fieldColumns[kind]);
  return names;
}

function fieldsOf(contract: SourceContract): Field[] {
  const always: Field[] = ["person", "household", "asOf", "sequence"];
  return needsAuthorisation(contract) ? [...always, "authorisation", "authorisedUntil"] : always;
}
