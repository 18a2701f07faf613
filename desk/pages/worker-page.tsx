import { useMemo } from "react";
import type { CaseSummary } from "#events/desk-api/cases.ts";
import { useAllCases, useMe } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { useKeepAtHand } from "../kept/use-keep-at-hand.ts";
import { CaseCard } from "../parts/case-card.tsx";
import { KeptSince } from "../parts/kept-since.tsx";
import { Failed, Loading, Nothing } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { linkTo, usePlace } from "../place.ts";
import { asWorked } from "../unsent/unsent.ts";
import { useUnsent } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";
import { doorsOf } from "./doors.ts";

/** Today's list: by urgency, all of a household at one door. */
export function WorkerPage() {
  const { words, formats } = useWords();
  const { today } = useMe();
  const { query } = usePlace();
  const onlyMine = query.get("show") === "mine";
  const { cases, keptAt, complete, error, refetch } = useAllCases({});
  const unsent = useUnsent();
  const worked = useMemo(() => {
    const now = new Date();
    const open = cases?.map((one) => asWorked(one, unsent, now)).filter(({ state }) => state !== "closed");
    return open?.filter(({ claim }) => !onlyMine || claim?.mine === true);
  }, [cases, unsent, onlyMine]);
  useKeepAtHand(cases);
  const due = useMemo(() => doorsOf(worked?.filter((one) => one.window.earliest <= today) ?? []), [worked, today]);
  const later = useMemo(() => doorsOf(worked?.filter((one) => one.window.earliest > today) ?? []), [worked, today]);
  const toSend = useMemo(() => new Set(unsent.map(({ notice }) => notice)), [unsent]);
  return (
    <>
      <Title text={words.list.title}>
        <p className="lead">{formats.fullDay(today)}</p>
        {worked && complete ? (
          <p className="lead counts">
            {words.list.counts(worked.length, worked.filter(({ overdue }) => overdue).length)} ·{" "}
            {words.list.households(due.length + later.length)}
          </p>
        ) : null}
        <KeptSince at={keptAt} />
      </Title>
      <nav className="choices" aria-label={words.list.show}>
        <a href={linkTo(["worker"])} {...(onlyMine ? {} : { "aria-current": "page" })}>
          {words.list.all}
        </a>
        <a href={linkTo(["worker"], { show: "mine" })} {...(onlyMine ? { "aria-current": "page" } : {})}>
          {words.list.mine}
        </a>
      </nav>
      {worked === undefined ? (
        <NotYetRead error={error} again={refetch} />
      ) : (
        <>
          {worked.length === 0 ? <NoneOpen onlyMine={onlyMine} /> : null}
          <Doors doors={due} toSend={toSend} />
          {later.length > 0 ? (
            <section aria-labelledby="later">
              <h2 id="later">{words.list.notYet}</h2>
              <Doors doors={later} toSend={toSend} waiting />
            </section>
          ) : null}
          {complete ? null : (
            <p className="loading" role="status">
              {words.loadedSoFar(worked.length)}
            </p>
          )}
        </>
      )}
    </>
  );
}

function NotYetRead({ error, again }: { readonly error: unknown; readonly again: () => unknown }) {
  const { words } = useWords();
  return error ? <Failed error={error} again={again} /> : <Loading what={words.list.title} />;
}

function NoneOpen({ onlyMine }: { readonly onlyMine: boolean }) {
  const { words } = useWords();
  return onlyMine ? (
    <Nothing title={words.list.noneMine} why={words.list.noneMineWhy} />
  ) : (
    <Nothing title={words.list.none} why={words.list.noneWhy} />
  );
}

interface DoorsProps {
  readonly doors: readonly (readonly CaseSummary[])[];
  readonly toSend: ReadonlySet<string>;
  readonly waiting?: boolean;
}

function Doors({ doors, toSend, waiting = false }: DoorsProps) {
  const { words, formats } = useWords();
  const standards = useStandards();
  return (
    <ul className="doors">
      {doors.map((cases) => {
        const [first] = cases;
        return first ? (
          <li className="door" key={first.household}>
            <p className="door-head">
              <span className="door-area">{standards.areaName(first.area)}</span>
              <span className="code">{words.household(first.household)}</span>
            </p>
            {cases.length > 1 ? <p className="one-door">{words.list.oneDoor(cases.length)}</p> : null}
            {waiting ? <p className="one-door">{words.list.notYetWhy(formats.day(first.window.earliest))}</p> : null}
            {cases.map((one) => (
              <CaseCard key={one.notice} one={one} toSend={toSend.has(one.notice)} />
            ))}
          </li>
        ) : null;
      })}
    </ul>
  );
}
