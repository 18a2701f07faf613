import type { SourceContract } from "#events/sources/contract.ts";
import { contractOf, sourceContracts } from "#events/sources/contracts.ts";
import { didYouMean } from "#functions/publish/nearest-name.ts";
import { CommandError } from "../../exit-code.ts";
import type { Input } from "../inputs.ts";
import type { TableOptions } from "./table-file.ts";

/** Leaves room for ten million rows a file in a whole number that is exact. */
const mostFiles = 900_000_000;

/** Checks what the command line says of tables. Throws CommandError. */
export function tableOptions(
  { source, sequence }: { readonly source?: string; readonly sequence?: string },
  inputs: readonly Input[],
): TableOptions {
  if (source === undefined) throw new CommandError(`--from csv: found no --source, expected one of ${systems()}`);
  const contract = contractOf(source);
  if (!contract) {
    const names = sourceContracts.map(({ system }) => system);
    throw new CommandError(`--source: found "${source}", expected one of ${systems()}${didYouMean(source, names)}`);
  }
  const once = inputs.find(({ size }) => size === undefined);
  if (once) throw new CommandError(`${once.name}: found what can be read only once, expected a CSV file`);
  return { contract, source: reportingSource(contract), sequence: sequenceIn(sequence) };
}

function systems(): string {
  return sourceContracts
    .filter(({ facts }) => facts.length > 0)
    .map(({ system }) => system)
    .join(", ");
}

function reportingSource({ system, reportsAs, facts }: SourceContract): string {
  if (reportsAs !== undefined && facts.length > 0) return reportsAs;
  throw new CommandError(`--source: found "${system}", which sets no fact, expected one of ${systems()}`);
}

function sequenceIn(text: string | undefined): number {
  const number = text === undefined ? 0 : Number(text);
  if (/^\d+$/.test(text ?? "0") && number <= mostFiles) return number;
  throw new CommandError(`--sequence: found "${text}", expected a whole number from 0 to ${mostFiles}`);
}
