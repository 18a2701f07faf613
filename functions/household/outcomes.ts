import { dateIn } from "#events/calendar.ts";
import { OutcomeCode } from "#events/case-vocabulary.ts";
import type { ReportedOutcome } from "#events/reported-outcome.ts";
import type { Circumstances, KnownOutcome } from "#outreach/holds.ts";
import type { Household } from "./aggregate.ts";
import { holding, type Registers } from "./register.ts";

// What staff found is a fact of the household like any other, one for each notice, so that it merges as facts do: in
// whatever order, however often. Its register's value is a list of texts: code, role, area, person or "", and what the
// notice said of each programme.

const prefix = "outcome.";

/** The name of the register in which a notice's outcome is kept. */
export function outcomeRegister({ notice }: Pick<ReportedOutcome, "notice">): string {
  return `${prefix}${notice}`;
}

/** The value of that register. */
export function outcomeValue({ code, role, area, person = "", programmes }: ReportedOutcome): string[] {
  return [code, role, area, person, ...programmes.map((each) => `${each.id} ${each.person ?? ""} ${each.said}`)];
}

/** The outcomes known of a household, without those taken back. @param timeZone the standard's. */
export function knownOutcomes(facts: Registers, timeZone: string): KnownOutcome[] {
  return Object.entries(facts).flatMap(([name, register]): KnownOutcome[] => {
    if (!name.startsWith(prefix)) return [];
    const report = holding(register);
    if (!Array.isArray(report?.value)) return [];
    const [code, role = "", area = "", person = "", ...programmes] = report.value;
    const parsed = OutcomeCode.safeParse(code);
    if (!parsed.success) return [];
    return [
      {
        notice: name.slice(prefix.length),
        code: parsed.data,
        role,
        area,
        on: dateIn(timeZone, new Date(report.stamp.asOf)),
        programmes: programmes.map(programmeIn),
        ...(person === "" ? {} : { person }),
      },
    ];
  });
}

function programmeIn(text: string): KnownOutcome["programmes"][number] {
  const [id = "", person = "", said = ""] = text.split(" ");
  return { id, ...(person === "" ? {} : { person }), said };
}

/** What bears on whether staff should be sent to a household now: what they found before, and deaths. */
export function circumstancesOf(household: Pick<Household, "facts" | "members">, timeZone: string): Circumstances {
  const deaths = Object.values(household.members).flatMap(({ deceased }) => {
    const report = deceased && holding(deceased);
    return report?.value === true ? [dateIn(timeZone, new Date(report.stamp.asOf))] : [];
  });
  return { outcomes: knownOutcomes(household.facts, timeZone), deaths: deaths.sort() };
}
