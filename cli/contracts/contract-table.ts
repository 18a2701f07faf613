import { householdChanged } from "#events/household-changed.ts";
import type { SourceContract } from "#events/sources/contract.ts";
import { needsAuthorisation, putsOnBus } from "#events/sources/contract.ts";
import { sourceContracts } from "#events/sources/contracts.ts";
import { qualifiedName } from "#events/sources/reported-fact.ts";

const begin = "<!-- contracts: begin, written by npm run contracts -->";
const end = "<!-- contracts: end -->";

/** A document with the table of contracts put between its markers. Throws where the markers are missing. */
export function withContractTable(document: string): string {
  const start = document.indexOf(begin);
  const stop = document.indexOf(end);
  if (start < 0 || stop < start) throw new Error(`expected the lines "${begin}" and "${end}"`);
  return `${document.slice(0, start + begin.length)}\n${contractTable()}\n${document.slice(stop)}`;
}

function contractTable(): string {
  const rows = [
    ["version", "producer", "consumer", "personal data"],
    ["---", "---", "---", "---"],
    ...sourceContracts.map((contract) => [version(contract), producer(contract), "evaluate", personalData(contract)]),
    ["`change.quarantined`", "evaluate", "whoever mends the source's data", "what the rejected change had, no more"],
    ["`outreach.notice`", "evaluate", "deliver; counties' own systems", "opaque identifiers, programmes, amounts"],
    ["`charity.referred.v1`", "desk", "the charity platform, by queue or webhook", "opaque identifiers, area, role"],
    [
      "`outreach.reminder`",
      "remind",
      "whatever sends text messages or work notices",
      "none: counts by office and role",
    ],
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function version(contract: SourceContract): string {
  if (contract.reportsAs === undefined) return "`households.due`, by sweep and watch";
  return !putsOnBus(contract) ? `none of its own` : `\`${householdChanged}\``;
}

function producer({ system, reportsAs, title }: SourceContract): string {
  const through = reportsAs === undefined || reportsAs === system ? "" : `, as \`${reportsAs}\``;
  return `\`${system}\` ${title.zh} ${title.en}${through}`;
}

function personalData(contract: SourceContract): string {
  if (contract.reportsAs === undefined) return "opaque identifiers";
  if (!putsOnBus(contract)) return "none";
  if (contract.outcomes) return `${contract.sensitivity}: \`outcome\` of notices`;
  const names = contract.facts.map((fact) => `\`${qualifiedName(fact)}\``).join(", ");
  const authorised = needsAuthorisation(contract) ? ", only with the family's authorisation" : "";
  return `${contract.sensitivity}${authorised}: ${names}`;
}
