import type { TownVisits } from "#events/desk-api/visits.ts";
import { townOf } from "#events/identifiers.ts";
import type { Asker, Operation } from "../operation.ts";
import type { OfficePlan, VisitWithinReach } from "../plans-within-reach.ts";
import { Problem } from "../problem.ts";
import { within } from "../reach.ts";
import { unattendedIn } from "../unattended.ts";
import type { RosteredWorker } from "../worker-roster.ts";

/** `GET /visits`: today's visits of the reader's own lists, and those that wait. */
export const plannedVisits: Operation<"plannedVisits"> = async (_, asker) => {
  const plans = await asker.cases.plans(termsOf(asker));
  return {
    status: 200,
    body: {
      ...headOf(asker),
      visits: plans
        .flatMap(({ visits }) => visits)
        .map(({ case: notice, on, waits }) => ({ notice, on, ...(waits === undefined ? {} : { waits }) }))
        .toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1)),
    },
  };
};

/** `GET /town/visits`: of each community, how many families are visited today, how many wait, and for whom in vain. */
export const townVisits: Operation<"townVisits"> = async ({ query: { area } }, asker, { roster }) => {
  if (area !== undefined && !asker.posts.some((post) => within(post.area, area) || within(area, post.area))) {
    throw new Problem("not-allowed");
  }
  const plans = (await asker.cases.plans(termsOf(asker))).filter(
    ({ office, visits }) => visits.length > 0 && (area === undefined || within(area, office)),
  );
  const towns = [...new Set(plans.map(({ office }) => townOf(office)))];
  const workers = (await Promise.all(towns.map((town) => roster.inTown(town)))).flat();
  return {
    status: 200,
    body: {
      ...headOf(asker),
      communities: plans.map((plan) => communityOf(plan, workers, asker.reader.now)).toSorted(inOrder),
    },
  };
};

function termsOf({ reader: { now, today }, standard: { visitsPerDay, childRoles } }: Asker) {
  return { now, today, visitsPerDay, childRoles };
}

function headOf({ reader: { now, today }, standard: { visitsPerDay } }: Asker) {
  return { today, readAt: now.toISOString(), ...(visitsPerDay === undefined ? {} : { visitsPerDay }) };
}

type Community = TownVisits["communities"][number];

function communityOf({ office, visits }: OfficePlan, workers: readonly RosteredWorker[], now: Date): Community {
  const beyond = visits.filter(({ waits }) => waits === "budget");
  const until = beyond.map(({ on }) => on).reduce<string | undefined>(latest, undefined);
  const roles = [...new Set(visits.map(({ role }) => role))].sort();
  const unattended = unattendedIn(office, roles, workers, now);
  return {
    office,
    today: families(visits.filter(({ waits }) => waits === undefined)),
    gathering: families(visits.filter(({ waits }) => waits === "gathering")),
    beyond: families(beyond),
    ...(until === undefined ? {} : { until }),
    ...(unattended.length === 0 ? {} : { unattended }),
  };
}

/** Where families wait for nobody comes first, then where the most wait. */
function inOrder(a: Community, b: Community): number {
  const forNobody = Number(b.unattended !== undefined) - Number(a.unattended !== undefined);
  return forNobody || b.beyond - a.beyond || (a.office < b.office ? -1 : 1);
}

function families(visits: readonly VisitWithinReach[]): number {
  return new Set(visits.map(({ household }) => household)).size;
}

function latest(last: string | undefined, day: string): string {
  return last === undefined || day > last ? day : last;
}
