import type { HouseholdOnFile } from "#events/household-on-file.ts";
import { type Household, newHousehold } from "#household/aggregate.ts";
import type { Registers } from "#household/register.ts";

/** A household as the pipeline stores it once its sources have reported it. */
export function reported({ household, area, facts, members, enrolled }: HouseholdOnFile): Household {
  const registers = (of: HouseholdOnFile["facts"], received: string[] | undefined): Registers =>
    Object.fromEntries(
      Object.entries({ ...of, ...(received ? { enrolments: received } : {}) }).map(([name, value]) => [
        name,
        { value, stamp: { asOf: 0, sequence: 0, origin: "" } },
      ]),
    );
  return {
    ...newHousehold(household),
    facts: registers({ area, ...facts }, enrolled),
    members: Object.fromEntries(members.map((member) => [member.person, registers(member.facts, member.enrolled)])),
  };
}
