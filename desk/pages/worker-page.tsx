import { useEffect, useMemo, useState } from "react";
import type { CaseSummary } from "#events/desk-api/cases.ts";
import { useAllCases, useDesk, useMe } from "../api/use-desk.ts";
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
import { type Door, turnsOf, type WaitingDoor } from "./turns.ts";

/**
 * The list waits so long for the plan, lest it jumps when that comes. On a line so weak, the list alone is better than
 * nothing.
 */
const patienceMilliseconds = 2000;

/** The plan of visits, and whether the list still waits for it or does without. */
function usePlan() {
  const { data, isPending } = useDesk("plannedVisits", {});
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patienceMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  const visits = data?.reply;
  const awaited = isPending && patient;
  return { visits, awaited, missing: !visits && !awaited };
}

/** Today's visits, and below them those that wait: by urgency, all of a household at one door. */
export function WorkerPage() {
  const { words, formats } = useWords();
  const { today } = useMe();
  const { query } = usePlace();
  const onlyMine = query.get("show") === "mine";
  const { cases, keptAt, complete, error, refetch } = useAllCases({});
  const { visits, awaited, missing } = usePlan();
  const unsent = useUnsent();
  const worked = useMemo(() => {
    const now = new Date();
    const open = cases?.map((one) => asWorked(one, unsent, now)).filter(({ state }) => state !== "closed");
    return open?.filter(({ claim }) => !onlyMine || claim?.mine === true);
  }, [cases, unsent, onlyMine]);
  useKeepAtHand(cases);
  const turns = useMemo(() => turnsOf(worked ?? [], visits, today), [worked, visits, today]);
  const toSend = useMemo(() => new Set(unsent.map(({ notice }) => notice)), [unsent]);
  return (
    <>
      <Title text={words.list.title}>
        <p className="lead">{formats.fullDay(today)}</p>
        {worked && complete ? <Counts worked={worked} turns={visits && turns} /> : null}
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
      {worked === undefined || awaited ? (
        <NotYetRead error={error} again={refetch} />
      ) : (
        <>
          {missing ? <p className="warning">{words.list.noPlan}</p> : null}
          {turns.today.length === 0 ? <NoneToday open={worked.length} onlyMine={onlyMine} /> : null}
          <ul className="doors">
            {turns.today.map((door) => (
              <DoorItem key={door[0]?.household} door={door} toSend={toSend} />
            ))}
          </ul>
          <Waiting doors={turns.waiting} visitsPerDay={visits?.visitsPerDay} toSend={toSend} />
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

interface CountsProps {
  readonly worked: readonly CaseSummary[];
  /** Absent without a plan. */
  readonly turns: ReturnType<typeof turnsOf> | undefined;
}

function Counts({ worked, turns }: CountsProps) {
  const { words } = useWords();
  const cases = words.list.counts(worked.length, worked.filter(({ overdue }) => overdue).length);
  const doors = turns && worked.length > 0 ? [words.list.doors(turns.today.length, turns.waiting.length)] : [];
  return <p className="lead counts">{[cases, ...doors].join(" · ")}</p>;
}

function NotYetRead({ error, again }: { readonly error: unknown; readonly again: () => unknown }) {
  const { words } = useWords();
  return error ? <Failed error={error} again={again} /> : <Loading what={words.list.title} />;
}

function NoneToday({ open, onlyMine }: { readonly open: number; readonly onlyMine: boolean }) {
  const { words } = useWords();
  if (open > 0) return <Nothing title={words.list.noneToday} />;
  return onlyMine ? (
    <Nothing title={words.list.noneMine} why={words.list.noneMineWhy} />
  ) : (
    <Nothing title={words.list.none} why={words.list.noneWhy} />
  );
}

interface WaitingProps {
  readonly doors: readonly WaitingDoor[];
  readonly visitsPerDay: number | undefined;
  readonly toSend: ReadonlySet<string>;
}

/** What is beyond the day, or too early: nothing is dropped, each has its day and its reason. */
function Waiting({ doors, visitsPerDay, toSend }: WaitingProps) {
  const { words, formats } = useWords();
  if (doors.length === 0) return null;
  const beyond = doors.filter(({ why }) => why === "budget").length;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{words.list.waiting(doors.length)}</h2>
      {beyond === 0 || visitsPerDay === undefined ? null : (
        <p className="small">{words.list.budget(visitsPerDay, beyond)}</p>
      )}
      <ul className="doors">
        {doors.map(({ door, on, why }) => (
          <DoorItem
            key={door[0]?.household}
            door={door}
            toSend={toSend}
            waits={words.list.waits[why](formats.day(on))}
          />
        ))}
      </ul>
    </section>
  );
}

interface DoorProps {
  readonly door: Door;
  readonly toSend: ReadonlySet<string>;
  /** From which day, and why not before. */
  readonly waits?: string;
}

function DoorItem({ door, toSend, waits }: DoorProps) {
  const { words } = useWords();
  const standards = useStandards();
  const [first] = door;
  if (!first) return null;
  return (
    <li className="door">
      <p className="door-head">
        <span className="door-area">{standards.areaName(first.area)}</span>
        <span className="code">{words.household(first.household)}</span>
      </p>
      {door.length > 1 ? <p className="one-door">{words.list.oneDoor(door.length)}</p> : null}
      {waits === undefined ? null : <p className="one-door">{waits}</p>}
      {door.map((one) => (
        <CaseCard key={one.notice} one={one} toSend={toSend.has(one.notice)} />
      ))}
    </li>
  );
}
