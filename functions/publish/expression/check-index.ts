import type { ASTNode } from "@marcbachmann/cel-js";
import type { QuantityTree, TruthTree } from "#eligibility/tree.ts";
import { didYouMean } from "../nearest-name.ts";
import { entryName } from "../parameter-scalars.ts";
import type { CheckNode } from "./check-names.ts";
import { possibleNumbers, possibleTexts, type WholeNumbers } from "./possible-values.ts";
import type { Scope } from "./scope.ts";
import { inUnit, type Typed, typeInWords, unitInWords } from "./typed.ts";

type Table = Typed & { kind: "table" };
type Key = string | number;

/** `parameter.x[person.disabilityGrade]`: a table's number at a key, for every value that the key may have. */
export function checkIndex(scope: Scope, node: ASTNode & { op: "[]" }, checkNode: CheckNode): Typed | undefined {
  const [tableNode, keyNode] = node.args;
  const table = checkNode(scope, tableNode);
  const key = checkNode(scope, keyNode);
  if (!table || !key) return undefined;
  const at = keyNode.range.start;
  if (table.kind !== "table") {
    return scope.report(
      tableNode.range.start,
      `found ${typeInWords(table)} before […], expected a parameter that has keys`,
    );
  }
  if (key.kind === "text") return byText(scope, at, table, key);
  const number = inUnit(key, undefined);
  if (number?.kind === "quantity") return byNumber(scope, at, table, number);
  return scope.report(at, `found ${typeInWords(key)}, expected ${keysInWords(table)}`);
}

function byText(scope: Scope, at: number, table: Table, key: Typed & { kind: "text" }): Typed | undefined {
  const { keys } = table.table;
  if (keys.some((each) => typeof each === "number")) {
    return scope.report(at, `found ${typeInWords(key)}, expected ${keysInWords(table)}`);
  }
  const possible = possibleTexts(key.tree, scope.names);
  if (!possible) {
    return scope.report(
      at,
      `found a text that may be any, expected an enumeration or a text of the keys of parameter.${table.name}`,
    );
  }
  const open = possible.filter((each) => !keys.includes(each));
  if (open.length > 0) return reportOpen(scope, at, table, { open, literal: key.literal });
  return entryAt(table, possible, (each) => ({
    op: "same",
    left: key.tree,
    right: { op: "text", value: String(each) },
  }));
}

function byNumber(scope: Scope, at: number, table: Table, key: Typed & { kind: "quantity" }): Typed | undefined {
  const keys = table.table.keys.filter((each) => typeof each === "number");
  if (keys.length === 0 || key.unit === "date" || key.unit === "yuan") {
    return scope.report(at, `found ${unitInWords(key.unit)}, expected ${keysInWords(table)}`);
  }
  const possible = possibleNumbers(key.tree, scope.names);
  if (!possible)
    return scope.report(at, `found a number that may have decimals, expected a whole one: ${keysInWords(table)}`);
  const open = openNumbers(possible, keys);
  if (open.length > 0) {
    const literal = key.tree.op === "number" ? String(key.tree.value) : undefined;
    return reportOpen(scope, at, table, { open, literal });
  }
  const within = keys.filter((each) => each >= possible.from && each <= possible.to);
  return entryAt(table, within, (each) => ({
    op: "==",
    left: key.tree,
    right: { op: "number", value: Number(each) },
  }));
}

function keysInWords({ name, table: { keys } }: Table): string {
  return `a key of parameter.${name}: ${keys.join(", ")}`;
}

function reportOpen(
  scope: Scope,
  at: number,
  table: Table,
  { open, literal }: { readonly open: readonly string[]; readonly literal: string | undefined },
): undefined {
  const { keys } = table.table;
  if (literal !== undefined) {
    const hint = didYouMean(literal, keys.map(String)) || `, expected one of ${keys.join(", ")}`;
    return scope.report(at, `${literal}: no such key of parameter.${table.name}${hint}`);
  }
  const shown = open.slice(0, 5).join(", ");
  const more = open.length > 5 ? ` and ${open.length - 5} more` : "";
  return scope.report(
    at,
    `found a key that may be ${shown}${more}, which parameter.${table.name} has no number for; its keys are ${keys.join(", ")}`,
  );
}

/** Numbers that a key may be and that a table has none for, in words: the gaps around and between its keys. */
function openNumbers({ from, to }: WholeNumbers, keys: readonly number[]): string[] {
  const sorted = keys.toSorted((a, b) => a - b);
  return [Number.NEGATIVE_INFINITY, ...sorted].flatMap((before, index) => {
    const least = Math.max(from, before + 1);
    const greatest = Math.min(to, (sorted[index] ?? Number.POSITIVE_INFINITY) - 1);
    return least <= greatest ? [inWords(least, greatest)] : [];
  });
}

function inWords(from: number, to: number): string {
  if (from === to) return String(from);
  if (to === Number.POSITIVE_INFINITY) return `${from} or more`;
  return from === Number.NEGATIVE_INFINITY ? `${to} or less` : `${from} to ${to}`;
}

/** The number at a key: where it is none of the others, it is the last. */
function entryAt({ name, table }: Table, keys: readonly Key[], is: (key: Key) => TruthTree): Typed | undefined {
  const numbers = keys.map((key): QuantityTree => ({ op: "parameter", name: entryName(name, key) }));
  const tree = numbers.reduceRight<QuantityTree | undefined>((fails, holds, index) => {
    const key = keys[index];
    return fails === undefined || key === undefined ? holds : { op: "if", when: is(key), holds, fails };
  }, undefined);
  return tree && { kind: "quantity", unit: table.unit, tree };
}
