import type { TownVisits } from "#events/desk-api/visits.ts";
import type { Asker, Operation } from "../operation.ts";
import type { OfficePlan, VisitWithinReach } from "../plans-within-reach.ts";
import { Problem } from "../problem.ts";
import { within } from "../reach.ts";

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

/** `GET /town/visits`: of each community, how many families are visited today and how many wait. */
export const townVisits: Operation<"townVisits"> = async ({ query: { area } }, asker) => {
  if (area !== undefined && !asker.posts.some((post) => within(post.area, area) || within(area, post.area))) {
    throw new Problem("not-allowed");
  }
  const plans = await asker.cases.plans(termsOf(asker));
  return {
    status: 200,
    body: {
      ...headOf(asker),
      communities: plans
        .filter(({ office, visits }) => visits.length > 0 && (area === undefined || within(area, office)))
        .map(communityOf)
        .toSorted((a, b) => b.beyond - a.beyond || (a.office < b.office ? -1 : 1)),
    },
  };
};

function termsOf({ reader: { now, today }, standard: { visitsPerDay, childRoles } }: Asker) {
  return { now, today, visitsPerDay, childRoles };
}

function headOf({ reader: { now, today }, standard: { visitsPerDay } }: Asker) {
  return { today, readAt: now.toISOString(), ...(visitsPerDay === undefined ? {} : { visitsPerDay }) };
}

function communityOf({ office, visits }: OfficePlan): TownVisits["communities"][number] {
  const beyond = visits.filter(({ waits }) => waits === "budget");
  const until = beyond.map(({ on }) => on).reduce<string | undefined>(latest, undefined);
  return {
    office,
    today: families(visits.filter(({ waits }) => waits === undefined)),
    gathering: families(visits.filter(({ waits }) => waits === "gathering")),
    beyond: families(beyond),
    ...(until === undefined ? {} : { until }),
  };
}

function families(visits: readonly VisitWithinReach[]): number {
  return new Set(visits.map(({ household }) => household)).size;
}

function latest(last: string | undefined, day: string): string {
  return last === undefined || day > last ? day : last;
}
