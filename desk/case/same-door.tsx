import type { CaseDetail } from "#events/desk-api/cases.ts";
import { CaseCard } from "../parts/case-card.tsx";
import { linkTo } from "../place.ts";
import { useUnsent } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";

/** What else is open at the same door, so that nobody has to come back for it. */
export function SameDoor({ one }: { readonly one: CaseDetail }) {
  const { words } = useWords();
  const unsent = useUnsent();
  const closedHere = new Set(unsent.filter(({ command }) => command.command === "close").map(({ notice }) => notice));
  const others = one.sameHousehold.filter(({ notice }) => notice !== one.notice && !closedHere.has(notice));
  return (
    <section className="same-door" aria-labelledby="same-door" hidden={others.length === 0 && one.state !== "closed"}>
      {others.length === 0 ? (
        <h2 id="same-door" className="unseen">
          {words.case.next}
        </h2>
      ) : (
        <h2 id="same-door">{words.case.next}</h2>
      )}
      {others.map((other) => (
        <CaseCard key={other.notice} one={other} toSend={false} />
      ))}
      {one.state === "closed" ? (
        <p>
          <a className="button-like" href={others[0] ? linkTo(["case", others[0].notice]) : linkTo(["worker"])}>
            {others[0] ? words.case.nextOpen : words.case.backToList}
          </a>
        </p>
      ) : null}
    </section>
  );
}
