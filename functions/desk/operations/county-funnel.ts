import type { CaseQuery, Stage } from "#events/desk-api/cases.ts";
import type { Counted, Funnel, Precision } from "#events/desk-api/funnel.ts";
import { visitOutcomes } from "#events/visit-outcome.ts";
import type { CaseCount } from "#outreach/count-cases.ts";
import type { Asker, Operation } from "../operation.ts";
import { Problem } from "../problem.ts";
import { within } from "../reach.ts";
import { cameTo, findingOf, type Progress } from "../wanted-cases.ts";

const stages: readonly Stage[] = ["detected", "queued", "claimed", "reached", "applied", "granted"];

type Count = Omit<CaseCount, "programme">;

/** `GET /county/funnel`: counts, each with the list behind it where the reader may see that list. */
export const countyFunnel: Operation<"countyFunnel"> = async ({ query }, asker) => {
  const { posts, cases, reader } = asker;
  const area = query.area ?? posts.find((post) => post.area.length === 6)?.area;
  if (area === undefined) {
    throw new Problem("malformed", {
      problems: [{ field: "area", found: "missing", expected: "a county or a part of it: 6, 9 or 12 digits" }],
    });
  }
  if (area.length < 6) {
    throw new Problem("malformed", {
      problems: [{ field: "area", found: "text", expected: "a county or a part of it: 6, 9 or 12 digits" }],
    });
  }
  const counts = await cases.counts(area, reader);
  const all = counts.cases;
  const counted = (of: readonly Count[], list: CaseQuery) => countedFor(asker, of, { area, ...list });
  const ofNeed = (need: "seen" | "referred") =>
    counted(
      all.filter((each) => each.need === need),
      { state: "all", need },
    );
  const programmes = [...new Set(counts.byProgramme.map(({ programme }) => programme))].sort();
  const towns = [...new Set(all.map(({ town }) => town))].filter((town) => within(area, town)).sort();
  const open = counts.byProgramme.filter(isOpen);
  return {
    status: 200,
    body: {
      area,
      readAt: reader.now.toISOString(),
      stages: stages.map((stage) => ({
        stage,
        ...counted(
          all.filter((each) => cameTo(stage, progressOf(each))),
          { state: "all", stage },
        ),
      })),
      timeToReach: timeToReach(counts.hoursToReach),
      precisionByProgramme: programmes.map((programme) =>
        precision(
          asker,
          counts.byProgramme.filter((each) => each.programme === programme),
          { area, programme },
        ),
      ),
      precisionByArea: towns.map((town) =>
        precision(
          asker,
          all.filter((each) => each.town === town),
          { area: town },
        ),
      ),
      overdue: counted(
        all.filter(({ overdue }) => overdue),
        { overdue: "true" },
      ),
      unclaimed: counted(
        all.filter(({ state }) => state === "queued"),
        { state: "queued" },
      ),
      need: { seen: ofNeed("seen"), referred: ofNeed("referred") },
      heat: {
        areas: towns,
        programmes,
        cells: towns.flatMap((town) =>
          programmes.flatMap((programme) => {
            const cell = open.filter((each) => each.town === town && each.programme === programme);
            return cell.length === 0
              ? []
              : [{ area: town, programme, ...countedFor(asker, cell, { area: town, programme }) }];
          }),
        ),
      },
    },
  };
};

function progressOf({ state, reached, received, outcome }: Count): Progress {
  return { state, reached, received, ...(outcome ? { outcome: visitOutcomes[outcome].kind } : {}) };
}

function isOpen({ state }: Count): boolean {
  return state !== "closed" && state !== "withdrawn";
}

function total(counts: readonly Count[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** A number, how many of it the reader may not list, and the list of the others. */
function countedFor({ cases }: Asker, counts: readonly Count[], list: CaseQuery): Counted {
  const count = total(counts);
  const unlisted = total(counts.filter(({ role }) => !cases.hasRole(role)));
  return { count, unlisted, ...(count > 0 && unlisted === count ? {} : { list }) };
}

/** By nearest rank: the fewest days within which at least so large a share was reached, to a tenth of a day. */
function timeToReach(hours: readonly number[]): Funnel["timeToReach"] {
  const within = (share: number) => Math.ceil(((hours[Math.ceil(hours.length * share) - 1] ?? 0) / 24) * 10) / 10;
  return {
    reached: hours.length,
    ...(hours.length === 0 ? {} : { medianDays: within(0.5), ninetiethDays: within(0.9) }),
  };
}

function precision(asker: Asker, counts: readonly Count[], of: { area: string; programme?: string }): Precision {
  const found = counts.filter((each) => findingOf(progressOf(each).outcome) !== undefined);
  const eligible = found.filter((each) => findingOf(progressOf(each).outcome) === "eligible");
  const visited = countedFor(asker, found, { ...of, state: "closed", finding: "any" });
  const share = visited.count === 0 ? {} : { share: total(eligible) / visited.count };
  return {
    ...of,
    visited,
    eligible: countedFor(asker, eligible, { ...of, state: "closed", finding: "eligible" }),
    ...share,
  };
}
