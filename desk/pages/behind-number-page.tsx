import { CaseQuery } from "#events/desk-api/cases.ts";
import { useAllCases } from "../api/use-desk.ts";
import { type Standards, useStandards } from "../api/use-standards.ts";
import { CaseCard } from "../parts/case-card.tsx";
import { Failed, Loading, Nothing } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { linkTo, usePlace } from "../place.ts";
import { useWords } from "../words/use-words.ts";
import type { Words } from "../words/words.ts";

/** What was counted, in words. */
function filtersOf(wanted: CaseQuery, words: Words, standards: Standards): readonly string[] {
  const { area, role, programme, state, outcome, stage, finding, overdue } = wanted;
  return [
    area && standards.areaName(area),
    role && standards.roleName(role),
    programme && standards.programmeName(programme),
    state && state !== "open" && state !== "all" ? words.states[state] : undefined,
    outcome && words.outcomes[outcome],
    stage && words.stages[stage],
    finding && words.behind.finding[finding],
    overdue && words.behind.overdue,
  ].filter((part) => part !== undefined);
}

/** The cases that a number of the funnel counted. */
export function BehindNumberPage() {
  const { words } = useWords();
  const standards = useStandards();
  const { query } = usePlace();
  const { unlisted, ...asked } = Object.fromEntries(query);
  const parsed = CaseQuery.safeParse(asked);
  const wanted = parsed.success ? parsed.data : {};
  const { cases, complete, error, refetch } = useAllCases(wanted);
  return (
    <>
      <Title text={words.behind.title}>
        <p className="lead">{filtersOf(wanted, words, standards).join(" · ")}</p>
        {unlisted === undefined ? null : (
          <p>
            {words.county.unlisted(unlisted)} · <span className="small">{words.county.unlistedWhy}</span>
          </p>
        )}
        <p>
          <a href={linkTo(["county"])}>{words.back}</a>
        </p>
      </Title>
      {cases ? (
        <>
          {cases.length === 0 && complete ? <Nothing title={words.behind.none} /> : null}
          <ul className="doors">
            {cases.map((one) => (
              <li className="door" key={one.notice}>
                <p className="door-head">
                  <span className="door-area">{standards.areaName(one.office)}</span>
                  <span className="code">{words.household(one.household)}</span>
                </p>
                <CaseCard one={one} toSend={false} />
              </li>
            ))}
          </ul>
          {complete ? null : (
            <p className="loading" role="status">
              {words.loadedSoFar(cases.length)}
            </p>
          )}
        </>
      ) : error ? (
        <Failed error={error} again={refetch} />
      ) : (
        <Loading what={words.behind.title} />
      )}
    </>
  );
}
