import type { HistoryEntry } from "#events/desk-api/cases.ts";
import { useDesk } from "../api/use-desk.ts";
import { Read } from "../parts/reading.tsx";
import { useWords } from "../words/use-words.ts";

/** What happened to a case, newest first. */
export function CaseHistory({ notice }: { readonly notice: string }) {
  const { words } = useWords();
  const history = useDesk("caseHistory", { params: { notice } });
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">{words.case.history}</h2>
      <Read of={history} what={words.case.history}>
        {({ reply }) => (
          <ol className="history" reversed>
            {[...reply.entries].reverse().map((entry) => (
              <Happening key={entry.number} entry={entry} />
            ))}
          </ol>
        )}
      </Read>
    </section>
  );
}

function Happening({ entry }: { readonly entry: HistoryEntry }) {
  const { words, formats } = useWords();
  const { kind, at, by, way, reached, outcome, why, to, on } = entry;
  const details = [
    way === undefined ? undefined : words.ways[way],
    reached === undefined ? undefined : reached ? words.case.reached : words.case.notReached,
    outcome === undefined ? undefined : words.outcomes[outcome.code],
    why === undefined ? undefined : words.withdrawals[why],
    kind === "reassigned" ? words.case.to(to ?? words.case.toList) : undefined,
    on === undefined ? undefined : words.case.toldLater(formats.moment(on)),
  ].filter((part) => part !== undefined);
  return (
    <li>
      <time dateTime={at}>{formats.moment(at)}</time>
      <span>
        <strong>{words.happenings[kind]}</strong> {details.join(" · ")}
        <span className="small">
          {by === undefined ? words.case.bySystem : words.case.staff(by.replace(/^s-/, ""))}
        </span>
      </span>
    </li>
  );
}
