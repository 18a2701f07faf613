import { memo } from "react";
import type { CaseSummary } from "#events/desk-api/cases.ts";
import { useStandards } from "../api/use-standards.ts";
import { linkTo } from "../place.ts";
import { useWords } from "../words/use-words.ts";
import { useAmount } from "./use-amount.ts";

/** How urgent, by words as well as colour. */
export function UrgencyMark({ urgency }: Pick<CaseSummary, "urgency">) {
  const { words } = useWords();
  return <span className={`mark urgency-${urgency}`}>{words.urgencies[urgency]}</span>;
}

/** By when to visit, and whether that has passed. */
export function DueText({ window: { due }, overdue }: Pick<CaseSummary, "window" | "overdue">) {
  const { words, formats } = useWords();
  return (
    <span className={overdue ? "due overdue" : "due"}>
      {overdue ? words.list.overdue(formats.day(due)) : words.list.due(formats.day(due))}
    </span>
  );
}

/** A case in a list: how urgent, what the family may get, by when; the whole card opens it. */
export const CaseCard = memo(function Card({ one, toSend }: { readonly one: CaseSummary; readonly toSend: boolean }) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const amount = useAmount();
  const heldText = ({ mine, until }: NonNullable<CaseSummary["claim"]>) => {
    if (!mine) return words.list.heldByAnother;
    // What the desk has not confirmed yet has no end.
    return until > new Date().toISOString() ? words.list.held(formats.moment(until)) : words.case.claimedHere;
  };
  return (
    <a className="case-card" href={linkTo(["case", one.notice])}>
      <span className="marks">
        <UrgencyMark urgency={one.urgency} />
        <DueText window={one.window} overdue={one.overdue} />
      </span>
      <span className="programmes">
        {one.programmes.map((programme) => (
          <span className="programme-line" key={`${programme.id} ${programme.person ?? ""}`}>
            <span className="programme-name">{standards.programmeName(programme.id)}</span>
            <span className="amount">{amount(programme)}</span>
          </span>
        ))}
      </span>
      <span className="facts">
        <span>{words.states[one.state]}</span>
        {one.claim ? <span>{heldText(one.claim)}</span> : null}
        {one.phoneFirst ? <span>{words.list.phoneFirst}</span> : null}
        {one.copy ? <span>{words.list.copy}</span> : null}
        {one.level === "village" ? null : <span>{words.list.escalated(words.levels[one.level])}</span>}
        {toSend ? <strong className="to-send">{words.list.toSend}</strong> : null}
      </span>
    </a>
  );
});
