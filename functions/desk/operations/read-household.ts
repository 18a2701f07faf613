import type { GoodLifeList } from "#events/desk-api/households.ts";
import { type OutcomeKind, visitOutcomes } from "#events/visit-outcome.ts";
import { knownFacts } from "#household/known-facts.ts";
import { type CaseRow, isOpen } from "#outreach/case.ts";
import { enrolmentsFact } from "#outreach/due-notices.ts";
import { byUrgency, summaryOf } from "../case-in-reply.ts";
import type { Operation } from "../operation.ts";
import { Problem } from "../problem.ts";

type Entry = GoodLifeList["entries"][number];

/**
 * `GET /households/{household}`: the good life list, of the programmes of the reader's roles. Only a household with a case
 * within reach is within reach.
 */
export const readHousehold: Operation<"readHousehold"> = async (
  { params },
  { cases, reader, standard },
  { households },
) => {
  const rows = await cases.ofHousehold(params.household);
  const [first] = rows;
  if (!first) throw new Problem("not-found");
  const seen = new Set(standard.words.programmes.filter(({ role }) => cases.hasRole(role)).map(({ id }) => id));
  const kept = (await households.read([params.household], "fresh")).found.get(params.household);
  const facts = kept && knownFacts(kept, reader.today);
  const receives: Entry[] = [
    ...listed(facts?.facts[enrolmentsFact]).map((programme) => received(programme)),
    ...(facts?.members ?? []).flatMap(({ person, facts: of }) =>
      listed(of[enrolmentsFact]).map((programme) => received(programme, person)),
    ),
  ];
  const entries = [...receives, ...rows.filter(isOpen).flatMap(mayReceive), ...rows.flatMap(refused)];
  return {
    status: 200,
    body: {
      household: params.household,
      area: first.area,
      entries: entries.filter(({ programme }) => seen.has(programme)),
      cases: rows.map((row) => summaryOf(row, reader)).sort(byUrgency),
    },
  };
};

function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function received(programme: string, person?: string): Entry {
  return { programme, ...(person === undefined ? {} : { person }), standing: "receives", missing: [] };
}

function mayReceive({ case: notice, programmes }: CaseRow): Entry[] {
  return programmes.map(({ id, person, verdict, amount, between, per }) => ({
    programme: id,
    ...(person === undefined ? {} : { person }),
    standing: verdict === "eligible" ? "may-receive" : "to-ask",
    ...(amount === undefined ? {} : { amount }),
    ...(between === undefined ? {} : { between: [between[0], between[1]] as const satisfies [number, number] }),
    per,
    missing: [],
    notice,
  }));
}

function refused({ case: notice, outcome }: CaseRow): Entry[] {
  if (!outcome) return [];
  const kind: OutcomeKind = visitOutcomes[outcome.code].kind;
  if (kind !== "declined") return [];
  return outcome.programmes.map((programme) => ({
    programme,
    standing: "refused",
    missing: [],
    notice,
    outcome: outcome.code,
    refusedOn: outcome.at.slice(0, 10),
  }));
}
