import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AuditKind } from "#events/desk-api/accountability.ts";
import { ask } from "../api/ask.ts";
import { useMe } from "../api/use-desk.ts";
import { Failed, Loading, Nothing } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { Trail } from "../parts/trail.tsx";
import { useWords } from "../words/use-words.ts";

const countyOrLess = /^\d{6}(\d{3}(\d{3})?)?$/;

/** Who saw and did what on a day. What may be read only with signal is not kept on the device. */
export function AuditPage() {
  const { words } = useWords();
  const { staff, today, posts } = useMe();
  const [area, setArea] = useState(posts.find(({ duty }) => duty === "auditor")?.area ?? "");
  const [day, setDay] = useState(today);
  const [kind, setKind] = useState<AuditKind>();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [staff, "audit", area, day, kind],
    // The trail is kept by county: an auditor of more names one.
    enabled: countyOrLess.test(area),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask("audit", {
        query: {
          area,
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
          {words.audit.areaCode}
          <input inputMode="numeric" value={area} onChange={({ target }) => setArea(target.value)} />
        </label>
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
          <Waiting named={countyOrLess.test(area)} />
        )
      ) : entries.length === 0 && !hasNextPage ? (
        <Nothing title={words.audit.none} why={words.audit.noneWhy} />
      ) : (
        <Trail entries={entries} label={words.audit.title} />
      )}
      {hasNextPage ? (
        <button type="button" className="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? words.loading(words.audit.title) : words.audit.more}
        </button>
      ) : null}
    </>
  );
}

function Waiting({ named }: { readonly named: boolean }) {
  const { words } = useWords();
  return named ? <Loading what={words.audit.title} /> : <Nothing title={words.audit.nameCounty} />;
}
