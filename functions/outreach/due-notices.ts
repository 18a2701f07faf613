import type { Determination, HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { FactValue } from "#events/fact-value.ts";
import type { NoticeProgramme } from "#events/outreach-notice.ts";

/** The fact that lists programmes already received. */
export const enrolmentsFact = "enrolments";

/** What staff of one role should be told about a household: one bundle, "one thing" (一件事). */
export interface DueNotice {
  readonly role: string;
  /** Where the notice goes: the residence; failing that the place of registration, failing that the whole pack's area. */
  readonly area: string;
  /** True where it tells the place of registration, which decides, of a notice that goes to the place of residence. */
  readonly copy: boolean;
  /** Days from the day it is raised to the day by which staff should have visited. */
  readonly dueDays: number;
  readonly programmes: readonly NoticeProgramme[];
}

/**
 * The notices that should be open for a household: for each role, the programmes that are due but not received.
 *
 * Only an eligible verdict raises a notice. Programmes of the same role whose verdict is unknown come along, with the
 * facts to ask for, because somebody is visiting anyway; alone they would send workers to every door.
 */
export function dueNotices(
  document: StandardDocument,
  household: HouseholdFacts,
  judgement: Pick<Judgement, "results">,
): DueNotice[] {
  const offered = judgement.results.filter(
    (determination) => determination.verdict !== "not-eligible" && !isEnrolled(household, determination),
  );
  const area = areaOf(document, household);
  const registered = registeredTown(household);
  const notices: DueNotice[] = [];
  for (const { id, programmes: served, dueDays, escalation } of document.roles) {
    const programmes = offered.filter(({ programme }) => served.includes(programme));
    if (!programmes.some(({ verdict }) => verdict === "eligible")) continue;
    const notice = { role: id, area, copy: false, dueDays, programmes: programmes.map(inNotice).sort(byUrgency) };
    notices.push(notice);
    // Whoever takes over what is overdue works in the town, where applications are decided.
    if (registered !== undefined && escalation) {
      addCopy(notices, { ...notice, role: escalation.to, area: registered, copy: true });
    }
  }
  return notices;
}

/** What one clerk is told of several workers' notices is one thing. */
function addCopy(notices: DueNotice[], copy: DueNotice): void {
  const index = notices.findIndex((each) => each.copy && each.role === copy.role);
  const known = notices[index];
  if (!known) {
    notices.push(copy);
    return;
  }
  notices[index] = {
    ...known,
    dueDays: Math.min(known.dueDays, copy.dueDays),
    programmes: [...known.programmes, ...copy.programmes].sort(byUrgency),
  };
}

/** True where the family already receives what the determination offers. */
export function isEnrolled(household: HouseholdFacts, { programme, person }: Determination): boolean {
  const member = person === undefined ? undefined : household.members.find((each) => each.person === person);
  return lists(household.facts[enrolmentsFact], programme) || lists(member?.facts[enrolmentsFact], programme);
}

function lists(value: FactValue | undefined, programme: string): boolean {
  return Array.isArray(value) && value.includes(programme);
}

/** The town of registration, where it is another than that of residence. */
function registeredTown({ area, facts }: HouseholdFacts): string | undefined {
  const registered = facts["registeredArea"];
  if (typeof registered !== "string" || area === undefined) return undefined;
  const town = registered.slice(0, 9);
  return area.startsWith(town) || town.startsWith(area) ? undefined : town;
}

function areaOf(document: StandardDocument, household: HouseholdFacts): string {
  const registered = household.facts["registeredArea"];
  if (household.area !== undefined) return household.area;
  if (typeof registered === "string") return registered;
  return document.areas.reduce((shortest, { code }) => (code.length < shortest.length ? code : shortest), "000000");
}

function inNotice(determination: Determination): NoticeProgramme {
  const { programme, person, verdict, amount, between, tier, per, reasons, missing, check } = determination;
  return {
    id: programme,
    ...(person === undefined ? {} : { person }),
    verdict,
    ...(amount === undefined ? {} : { amount }),
    ...(between === undefined ? {} : { between: [between[0], between[1]] }),
    ...(tier === undefined ? {} : { tier }),
    per,
    reasons: reasons.filter(({ holds }) => holds === true).map(({ condition }) => condition),
    missing: [...missing],
    check: [...check],
  };
}

// Eligible before unknown; within a verdict the standard's own order stands.
function byUrgency(a: NoticeProgramme, b: NoticeProgramme): number {
  return Number(b.verdict === "eligible") - Number(a.verdict === "eligible");
}
