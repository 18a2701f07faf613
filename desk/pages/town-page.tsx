import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import type { BulkReply } from "#events/desk-api/bulk.ts";
import type { CaseSummary } from "#events/desk-api/cases.ts";
import { ask, askOrKept } from "../api/ask.ts";
import { useDesk, useMe } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { CaseCard } from "../parts/case-card.tsx";
import { Failed, Loading, Nothing, Read, useReason } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { linkTo } from "../place.ts";
import { useWords } from "../words/use-words.ts";
import type { Words } from "../words/words.ts";
import { TownVisits } from "./town-visits.tsx";

type Which = "overdue" | "unclaimed";

const views = ["overdue", "unclaimed", "visits"] as const;
export type TownView = (typeof views)[number];

/** The view that an address names; what is overdue where it names none. */
export function townViewOf(name: string): TownView {
  return views.find((view) => view === name) ?? "overdue";
}

/**
 * A town's supervisor: what is overdue and what nobody has claimed, given to others many at a time, and how many families
 * wait in each community.
 */
export function TownPage({ view }: { readonly view: TownView }) {
  const { words } = useWords();
  return (
    <>
      <Title text={words.town.title} />
      <nav className="choices" aria-label={words.town.title}>
        {views.map((each) => (
          <a key={each} href={linkTo(["town", each])} {...(each === view ? { "aria-current": "page" } : {})}>
            {words.town[each]}
          </a>
        ))}
      </nav>
      {view === "visits" ? <TownVisits /> : <TownList key={view} which={view} />}
    </>
  );
}

function TownList({ which }: { readonly which: Which }) {
  const { words } = useWords();
  const { staff } = useMe();
  const route = which === "overdue" ? "townOverdue" : "townUnclaimed";
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [staff, route],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      askOrKept(staff, route, pageParam === undefined ? {} : { query: { cursor: pageParam } }),
    getNextPageParam: ({ reply }) => reply.next,
  });
  if (!data) return error ? <Failed error={error} again={refetch} /> : <Loading what={words.town[which]} />;
  const cases = data.pages.flatMap(({ reply }) => reply.cases);
  return (
    <>
      {cases.length === 0 && !hasNextPage ? (
        <Nothing title={which === "overdue" ? words.town.noOverdue : words.town.noUnclaimed} why={words.town.noneWhy} />
      ) : (
        <Reassignment cases={cases} />
      )}
      {hasNextPage ? (
        <button type="button" className="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? words.loading(words.town[which]) : words.town.more}
        </button>
      ) : null}
    </>
  );
}

/** One request takes so many. */
const mostAtOnce = 100;

function Reassignment({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const { words } = useWords();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [to, setTo] = useState("");
  const [state, setState] = useState<{ readonly busy: boolean; readonly reply?: BulkReply; readonly error?: unknown }>({
    busy: false,
  });
  const said = useReason(state.error);
  const failures = useMemo(() => failuresOf(state.reply), [state.reply]);
  const shown = cases.slice(0, mostAtOnce);
  const items = shown.filter(({ notice }) => chosen.has(notice));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      const reply = await ask("reassignCases", {
        body: {
          ...(to === "" ? {} : { to }),
          items: items.map(({ notice, revision }) => ({ notice, expected: revision })),
        },
        idempotencyKey: crypto.randomUUID(),
      });
      setState({ busy: false, reply });
      setChosen(new Set());
      await queries.invalidateQueries();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const toggle = (notice: string) =>
    setChosen(chosen.has(notice) ? new Set([...chosen].filter((one) => one !== notice)) : new Set([...chosen, notice]));
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className="panel bulk">
        <label className="option">
          <input
            type="checkbox"
            checked={items.length === shown.length}
            onChange={({ target }) => setChosen(new Set(target.checked ? shown.map(({ notice }) => notice) : []))}
          />
          {words.town.selectAll} · {words.town.selected(items.length)}
        </label>
        <WorkerChoice to={to} choose={setTo} />
        <button type="submit" className="primary" disabled={state.busy || items.length === 0}>
          {reassignText(words, items.length, state.busy)}
        </button>
        <p role="status">{state.reply ? words.town.results(state.reply.done, state.reply.failed) : ""}</p>
        {state.error === undefined ? null : <p role="alert">{said}</p>}
      </div>
      <ul className="doors">
        {cases.map((one) => (
          <TownCase
            key={one.notice}
            one={one}
            chosen={chosen.has(one.notice)}
            toggle={toggle}
            failure={failures.get(one.notice)}
          />
        ))}
      </ul>
    </form>
  );
}

function reassignText({ town }: Words, count: number, busy: boolean): string {
  if (busy) return town.reassigning(count);
  return count === 0 ? town.chooseFirst : town.reassign(count);
}

function failuresOf(reply: BulkReply | undefined): ReadonlyMap<string, { readonly zh: string; readonly en: string }> {
  return new Map(
    reply?.results.flatMap((item) => (item.result === "failed" ? [[item.notice, item.problem.titles] as const] : [])),
  );
}

interface TownCaseProps {
  readonly one: CaseSummary;
  readonly chosen: boolean;
  readonly toggle: (notice: string) => void;
  readonly failure: { readonly zh: string; readonly en: string } | undefined;
}

function TownCase({ one, chosen, toggle, failure }: TownCaseProps) {
  const { words, language } = useWords();
  const standards = useStandards();
  return (
    <li className="door">
      <div className="door-head">
        <label className="option choose">
          <input
            type="checkbox"
            aria-label={words.town.select(
              [one.household, ...one.programmes.map(({ id }) => standards.programmeName(id))].join(" · "),
            )}
            checked={chosen}
            onChange={() => toggle(one.notice)}
          />
          <span className="door-area">{standards.areaName(one.area)}</span>
        </label>
        <span className="code">{words.household(one.household)}</span>
      </div>
      {failure ? <p className="warning">{failure[language]}</p> : null}
      <CaseCard one={one} toSend={false} />
    </li>
  );
}

function WorkerChoice({ to, choose }: { readonly to: string; readonly choose: (staff: string) => void }) {
  const { words } = useWords();
  const standards = useStandards();
  const workers = useDesk("townWorkers", {});
  return (
    <Read of={workers} what={words.town.to}>
      {({ reply }) => (
        <label className="field">
          {words.town.to}
          <select value={to} onChange={({ target }) => choose(target.value)}>
            <option value="">{words.town.toList}</option>
            {reply.workers.map(({ staff, area, holds, roles }) => (
              <option key={staff} value={staff}>
                {words.town.holds(
                  [standards.areaName(area), ...roles.map(standards.roleName), staff.replace(/^s-/, "")].join(" · "),
                  holds,
                )}
              </option>
            ))}
          </select>
          {reply.workers.length === 0 ? <span className="small">{words.town.noWorkers}</span> : null}
        </label>
      )}
    </Read>
  );
}
