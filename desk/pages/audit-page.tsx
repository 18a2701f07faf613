import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AuditEntry, AuditKind } from "#events/desk-api/accountability.ts";
import { OpeningReason } from "#events/desk-api/cases.ts";
import { ask } from "../api/ask.ts";
import { useMe } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { Failed, Loading, Nothing } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { useWords } from "../words/use-words.ts";

/** Who saw and did what on a day. What may be read only with signal is not kept on the device. */
export function AuditPage() {
  const { words } = useWords();
  const { staff, today } = useMe();
  const [day, setDay] = useState(today);
  const [kind, setKind] = useState<AuditKind>();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [staff, "audit", day, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask("audit", {
        query: {
          day,
          ...(kind === undefined ? {} : { kind }),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
      }),
    getNextPageParam: ({ next }) => next,
  });
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <Title text={words.audit.title} />
      <div className="panel fields">
        <label className="field">
          {words.audit.day}
          <input
            type="date"
            value={day}
            max={today}
            onChange={({ target }) => setDay(target.value === "" ? today : target.value)}
          />
        </label>
        <label className="field">
          {words.audit.kind}
          <select
            value={kind ?? ""}
            onChange={({ target }) => {
              const chosen = AuditKind.safeParse(target.value);
              setKind(chosen.success ? chosen.data : undefined);
            }}
          >
            <option value="">{words.audit.allKinds}</option>
            {AuditKind.options.map((each) => (
              <option key={each} value={each}>
                {words.auditKinds[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {entries === undefined ? (
        error ? (
          <Failed error={error} again={refetch} />
        ) : (
          <Loading what={words.audit.title} />
        )
      ) : entries.length === 0 && !hasNextPage ? (
        <Nothing title={words.audit.none} why={words.audit.noneWhy} />
      ) : (
        <Trail entries={entries} />
      )}
      {hasNextPage ? (
        <button type="button" className="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? words.loading(words.audit.title) : words.audit.more}
        </button>
      ) : null}
    </>
  );
}

function Trail({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const why = useWhy();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="panel wide scrolling" tabIndex={0} aria-label={words.audit.title}>
      <table className="trail">
        <thead>
          <tr>
            <th scope="col">{words.audit.at}</th>
            <th scope="col">{words.audit.what}</th>
            <th scope="col">{words.audit.who}</th>
            <th scope="col">{words.audit.area}</th>
            <th scope="col">{words.audit.which}</th>
            <th scope="col">{words.audit.why}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.at} ${entry.staff} ${entry.kind} ${entry.notice ?? ""} ${entry.why ?? ""}`}>
              <td>{formats.moment(entry.at)}</td>
              <td>{words.auditKinds[entry.kind]}</td>
              <td className="code">{entry.staff}</td>
              <td>{standards.areaName(entry.area)}</td>
              <td className="code">{entry.household ?? entry.notice}</td>
              <td>{why(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A reason is a word of ours, a command's name, or what somebody wrote. */
function useWhy(): (entry: AuditEntry) => string {
  const { words } = useWords();
  return ({ kind, why }) => {
    if (why === undefined) return "";
    const reason = OpeningReason.safeParse(why);
    if (kind === "opening" && reason.success) return words.openingReasons[reason.data];
    const commands: Readonly<Record<string, string>> = words.commands;
    return (kind === "command" ? commands[why] : undefined) ?? why;
  };
}
