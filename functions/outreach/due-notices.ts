import { areaRegister } from "#eligibility/area-register.ts";
import type { Determination, HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import type { Role, StandardDocument } from "#eligibility/standard-document.ts";
import type { Urgency } from "#events/case-vocabulary.ts";
import type { FactValue } from "#events/fact-value.ts";
import { townOf } from "#events/identifiers.ts";
import type { NoticeProgramme } from "#events/outreach-notice.ts";
import type { CaseEscalation } from "./case.ts";
import { islandOf, isTownless, type OutreachRules, officeOf, urgencyOf } from "./outreach-rules.ts";

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
  /** The village, town or county whose worker of this role has it on the list. */
  readonly office?: string;
  /** Of the days until it is due, the last in which a visit makes sense: changes that come together are told together. */
  readonly visitDays?: number;
  readonly urgency?: Urgency;
  /** Who takes over what is overdue, and so many days after it was due. */
  readonly escalation?: readonly (Omit<CaseEscalation, "on"> & { readonly afterDays: number })[];
  readonly phoneFirst?: boolean;
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
    (determination) =>
      determination.verdict !== "not-eligible" &&
      !isEnrolled(household, determination) &&
      !isOfTheDead(household, determination),
  );
  const rules = document.outreach;
  const area = areaOf(document, household);
  const registered = registeredTown(document, household);
  const notices: DueNotice[] = [];
  const roles = new Map(document.roles.map((role) => [role.id, role]));
  for (const role of document.roles) {
    const { id, programmes: served, escalation } = role;
    const programmes = offered.filter(({ programme }) => served.includes(programme));
    if (!programmes.some(({ verdict }) => verdict === "eligible")) continue;
    const notice = {
      role: id,
      area,
      copy: false,
      programmes: programmes.map(inNotice).sort(byUrgency),
      ...scheduleOf(document, roles, { role, area }),
    };
    notices.push(notice);
    // Whoever takes over what is overdue works in the town, where applications are decided.
    if (registered !== undefined && escalation) {
      addCopy(notices, {
        ...notice,
        role: escalation.to,
        area: registered,
        copy: true,
        office: officeOf(document, registered, roles.get(escalation.to)?.level ?? "town"),
        phoneFirst: false,
        escalation: escalationOf(rules, roles, { role: roles.get(escalation.to), area: registered }),
      });
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
    visitDays: Math.min(known.visitDays ?? known.dueDays, copy.visitDays ?? copy.dueDays, known.dueDays, copy.dueDays),
    urgency: morePressing(known.urgency, copy.urgency),
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

/** True where it would be told of one who has died, or of a household in which nobody lives. */
export function isOfTheDead({ members }: HouseholdFacts, { person }: Determination): boolean {
  const concerned = person === undefined ? members : members.filter((each) => each.person === person);
  return concerned.length > 0 && concerned.every(({ facts }) => facts["deceased"] === true);
}

interface Served {
  readonly role: Role | undefined;
  readonly area: string;
}

/** When the visits of a role in an area are due, how pressing they are, and how they climb. */
function scheduleOf(
  document: StandardDocument,
  roles: ReadonlyMap<string, Role>,
  { role, area }: Served & { readonly role: Role },
) {
  const rules = document.outreach;
  const island = islandOf(rules, area);
  const dueDays = role.dueDays + (island?.moreDays ?? 0);
  return {
    dueDays,
    visitDays: Math.max(0, dueDays - (role.mergeDays ?? 0)),
    office: officeOf(document, area, role.level),
    urgency: urgencyOf(role),
    escalation: escalationOf(rules, roles, { role, area }),
    phoneFirst: island !== undefined,
  };
}

/** The offices that what is overdue climbs to, one after the other. */
function escalationOf(rules: OutreachRules | undefined, roles: ReadonlyMap<string, Role>, { role, area }: Served) {
  const steps: NonNullable<DueNotice["escalation"]>[number][] = [];
  let days = 0;
  // Publication refuses escalations in a circle.
  for (let from = role; from?.escalation; from = roles.get(from.escalation.to)) {
    const to = roles.get(from.escalation.to);
    if (!to) break;
    days += from.escalation.afterDays;
    steps.push({ level: escalationLevel(to.level, isTownless(rules, area)), role: to.id, afterDays: days });
  }
  return steps;
}

function escalationLevel(level: Role["level"], townless: boolean): CaseEscalation["level"] {
  if (level === "village") return "village";
  return level === "town" && !townless ? "town" : "county";
}

const pressing: readonly (Urgency | undefined)[] = ["urgent", "high", "normal", "low", undefined];

function morePressing(a: Urgency | undefined, b: Urgency | undefined): Urgency {
  return pressing[Math.min(pressing.indexOf(a), pressing.indexOf(b))] ?? "normal";
}

/** The town of registration, where it is another than that of residence; none of those outside the standard, whom nobody tells. */
function registeredTown(document: StandardDocument, { area: residence, facts }: HouseholdFacts) {
  const register = areaRegister(document);
  const registered = facts["registeredArea"];
  if (typeof registered !== "string" || residence === undefined) return undefined;
  if (!register.isPlace(residence) || !register.isPlace(registered)) return undefined;
  const area = register.current(residence);
  const town = townOf(register.current(registered));
  return area.startsWith(town) || town.startsWith(area) ? undefined : town;
}

function areaOf(document: StandardDocument, household: HouseholdFacts): string {
  const register = areaRegister(document);
  for (const area of [household.area, household.facts["registeredArea"]]) {
    if (typeof area === "string" && register.isPlace(area)) return register.current(area);
  }
  return document.areas.reduce((shortest, { code }) => (code.length < shortest.length ? code : shortest), "000000");
}

/** What a notice says of a programme. */
export function inNotice(determination: Determination): NoticeProgramme {
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
