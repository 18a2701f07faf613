import { useMemo } from "react";
import type { CaseDetail } from "#events/desk-api/cases.ts";
import { DeskProblem } from "#events/desk-api/client.ts";
import { useDesk } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { BreakGlassForm } from "../case/break-glass-form.tsx";
import { CaseHistory } from "../case/case-history.tsx";
import { Charity } from "../case/charity.tsx";
import { ContactLog } from "../case/contact-log.tsx";
import { Findings } from "../case/findings.tsx";
import { Holding } from "../case/holding.tsx";
import { OutcomeForm } from "../case/outcome-form.tsx";
import { SameDoor } from "../case/same-door.tsx";
import { WhoAndWhere } from "../case/who-and-where.tsx";
import { DueText, UrgencyMark } from "../parts/case-card.tsx";
import { KeptSince } from "../parts/kept-since.tsx";
import { Failed, Loading } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { linkTo } from "../place.ts";
import { asWorked } from "../unsent/unsent.ts";
import { useUnsent } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";

/** One case: all that a worker needs at the door, and what they found there. */
export function CasePage({ notice }: { readonly notice: string }) {
  const { words } = useWords();
  const { data, error, refetch } = useDesk("readCase", { params: { notice } });
  if (data) return <Case one={data.reply} keptAt={data.keptAt} />;
  if (!error) {
    return (
      <>
        <Title text={words.case.title} />
        <Loading what={words.case.title} />
      </>
    );
  }
  return (
    <>
      <Title text={words.case.title} />
      <Failed error={error} again={refetch} />
      {outOfReach(error) ? <BreakGlassForm notice={notice} onBroken={refetch} /> : null}
    </>
  );
}

/** The desk does not tell a case out of reach from one that is not there. */
function outOfReach(error: unknown): boolean {
  return error instanceof DeskProblem && (error.problem.code === "not-found" || error.problem.code === "not-allowed");
}

function Case({ one, keptAt }: { readonly one: CaseDetail; readonly keptAt: string | undefined }) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const unsent = useUnsent();
  const worked = useMemo(() => asWorked(one, unsent, new Date()), [one, unsent]);
  const own = unsent.filter(({ notice }) => notice === one.notice);
  return (
    <article className="case">
      <Title text={`${words.case.title} · ${standards.areaName(one.area)}`}>
        <p className="marks">
          <UrgencyMark urgency={one.urgency} />
          <DueText window={one.window} overdue={one.overdue} />
        </p>
        <p className="lead">
          {words.household(one.household)} · {words.states[worked.state]} · {standards.roleName(one.role)}
        </p>
        <KeptSince at={keptAt} />
        {own.length > 0 ? (
          <p>
            <a className="to-send" href={linkTo(["unsent"])}>
              {words.signal.unsent(own.length)}
            </a>
          </p>
        ) : null}
        {one.byBrokenGlass ? <p className="warning">{words.case.byBrokenGlass}</p> : null}
        {one.why ? <p className="warning">{words.withdrawals[one.why]}</p> : null}
        {worked.state === "closed" && worked.outcome ? (
          <p className="closed-as">
            {words.case.closedAs(words.outcomes[worked.outcome.code], formats.dayOf(worked.outcome.at))}
          </p>
        ) : null}
      </Title>
      {worked.state === "closed" ? <Charity one={one} /> : null}
      {worked.state === "closed" ? <SameDoor one={worked} /> : null}
      <Holding one={worked} />
      <WhoAndWhere one={one} />
      <Findings one={one} />
      <ContactLog one={worked} />
      <OutcomeForm one={worked} />
      {worked.state === "closed" ? null : <SameDoor one={worked} />}
      <CaseHistory notice={one.notice} />
      <p>
        <a href={linkTo(["household", one.household])}>{words.case.lifeList}</a>
      </p>
    </article>
  );
}
