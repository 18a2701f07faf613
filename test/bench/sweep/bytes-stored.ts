import type { HouseholdFacts } from "#eligibility/judgement.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { FactValue } from "#events/fact-value.ts";
import { newHousehold } from "#household/aggregate.ts";
import type { Registers } from "#household/register.ts";
import { settle } from "#household/settle.ts";
import { encodeHousehold } from "#stores/household-codec.ts";

/** Names of attributes, keys and numbers around the state, as DynamoDB counts them: about so many bytes an item. */
const around = 150;

/** The bytes of a household's item, each of its facts reported once. */
export function bytesStored(
  standard: Standard,
  { household, area, facts, members }: HouseholdFacts,
  on: string,
): number {
  const all = { ...facts, ...(area === undefined ? {} : { area }) };
  const stored = {
    ...newHousehold(household),
    facts: registersOf(all),
    members: Object.fromEntries(members.map((member) => [member.person, registersOf(member.facts)])),
  };
  return around + encodeHousehold(settle(standard, stored, on).household).length;
}

function registersOf(facts: Readonly<Record<string, FactValue>>): Registers {
  // A few sources, each of which reports several facts in one event.
  const stampOf = (name: string) => {
    const source = name.length % 4;
    return {
      asOf: 1_650_000_000_000 + source * 86_400_000,
      sequence: 1000 + source,
      origin: `event-${source}${source}`,
    };
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, stamp: stampOf(name) }]));
}
