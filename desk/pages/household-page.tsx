import type { GoodLifeList } from "#events/desk-api/households.ts";
import { useDesk } from "../api/use-desk.ts";
import { factAsked, useStandards } from "../api/use-standards.ts";
import { CaseCard } from "../parts/case-card.tsx";
import { KeptSince } from "../parts/kept-since.tsx";
import { Nothing, Read } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { useAmount } from "../parts/use-amount.ts";
import { useWords } from "../words/use-words.ts";

type Entry = GoodLifeList["entries"][number];

const standings = ["receives", "may-receive", "to-ask", "refused"] as const;

/** 幸福清单: what a household receives, may receive and declined. */
export function HouseholdPage({ household }: { readonly household: string }) {
  const { words } = useWords();
  const list = useDesk("readHousehold", { params: { household } });
  return (
    <>
      <Title text={words.life.title}>
        <p className="lead">
          {words.household(household)} · {words.life.intro}
        </p>
        <KeptSince at={list.data?.keptAt} />
      </Title>
      <Read of={list} what={words.life.title}>
        {({ reply }) => (
          <>
            {reply.entries.length === 0 ? <Nothing title={words.life.none} /> : null}
            {standings.map((standing) => {
              const entries = reply.entries.filter((entry) => entry.standing === standing);
              return entries.length === 0 ? null : (
                <section key={standing} className={`panel standing-${standing}`} aria-labelledby={standing}>
                  <h2 id={standing}>{words.standings[standing]}</h2>
                  <ul className="offers">
                    {entries.map((entry) => (
                      <LifeEntry key={`${entry.programme} ${entry.person ?? ""}`} entry={entry} />
                    ))}
                  </ul>
                </section>
              );
            })}
            {reply.cases.length === 0 ? null : (
              <section className="same-door" aria-labelledby="life-cases">
                <h2 id="life-cases">{words.life.cases}</h2>
                {reply.cases.map((one) => (
                  <CaseCard key={one.notice} one={one} toSend={false} />
                ))}
              </section>
            )}
          </>
        )}
      </Read>
    </>
  );
}

function LifeEntry({ entry }: { readonly entry: Entry }) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const amount = useAmount();
  const { per, outcome, refusedOn, missing, person } = entry;
  const labels = missing.map((name) => {
    const { fact } = standards.fact(name);
    return fact ? standards.said(fact.label) : factAsked(name).name;
  });
  return (
    <li className="offer">
      <p className="offer-head">
        <strong>{standards.programmeName(entry.programme)}</strong>
        {person === undefined ? null : <span className="code">{words.person(person.replace(/^p-/, ""))}</span>}
      </p>
      {per === undefined || entry.standing === "refused" ? null : <p className="amount">{amount({ ...entry, per })}</p>}
      {labels.length === 0 ? null : (
        <p className="small">
          {words.life.missing}: {formats.list([...new Set(labels)])}
        </p>
      )}
      {outcome && refusedOn ? (
        <p className="small">{words.life.refusedOn(formats.day(refusedOn), words.outcomes[outcome])}</p>
      ) : null}
    </li>
  );
}
