import type { ReactNode } from "react";
import type { CaseDetail } from "#events/desk-api/cases.ts";
import type { Text } from "#events/desk-api/text.ts";
import type { NoticeProgramme } from "#events/outreach-notice.ts";
import { factAsked, useStandards } from "../api/use-standards.ts";
import { useAmount } from "../parts/use-amount.ts";
import { useWords } from "../words/use-words.ts";
import { usePersonName } from "./use-person-name.ts";

/** Why now, what the family may get, what to ask, to check, to bring and not to say. */
export function Findings({ one }: { readonly one: CaseDetail }) {
  return (
    <>
      <WhyNow one={one} />
      <MayGet one={one} />
      <Ask one={one} />
      <Check one={one} />
      <Bring one={one} />
      <DontSay one={one} />
    </>
  );
}

interface Props {
  readonly one: CaseDetail;
}

function WhyNow({ one }: Props) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const texts = new Set(
    one.programmes.flatMap(({ id, reasons }) => reasons.map((reason) => standards.conditionText(id, reason))),
  );
  return (
    <section className="panel" aria-labelledby="why-now">
      <h2 id="why-now">{words.case.whyNow}</h2>
      <p className="small">
        {words.case.raisedOn(formats.dayOf(one.queuedAt))}
        {one.noticeRevision > 1 ? ` · ${words.case.revised(one.noticeRevision - 1)}` : ""}
      </p>
      <ul>
        {[...texts].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

function MayGet({ one }: Props) {
  const { words } = useWords();
  return (
    <section className="panel may-get" aria-labelledby="may-get">
      <h2 id="may-get">{words.case.mayGet}</h2>
      <ul className="offers">
        {one.programmes.map((programme) => (
          <Offer key={`${programme.id} ${programme.person ?? ""}`} programme={programme} notice={one.notice} />
        ))}
      </ul>
      <p className="small">
        {words.case.mayGetWording} {words.case.standards(one.standards)}
      </p>
    </section>
  );
}

function Offer({ programme, notice }: { readonly programme: NoticeProgramme; readonly notice: string }) {
  const { words } = useWords();
  const standards = useStandards();
  const amount = useAmount();
  const personName = usePersonName(notice);
  const known = standards.programme(programme.id);
  const tier = known?.tiers.find(({ id }) => id === programme.tier);
  return (
    <li className="offer">
      <p className="offer-head">
        <span className="may">{words.mayQualify}</span> <strong>{standards.programmeName(programme.id)}</strong>
      </p>
      <p className="amount large">
        {known?.gives && (programme.per === "kind" || programme.per === "none")
          ? standards.said(known.gives)
          : amount(programme)}
      </p>
      {programme.person === undefined ? null : <p>{personName(programme.person)}</p>}
      {tier ? <p>{standards.said(tier.text)}</p> : null}
      {known?.source.map(({ title, clause }) => (
        <p className="small" lang="zh-CN" key={`${title} ${clause ?? ""}`}>
          {words.case.clause(title, clause)}
        </p>
      ))}
    </li>
  );
}

function Ask({ one }: Props) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const personName = usePersonName(one.notice);
  const askedFor = new Map<string, string[]>();
  for (const { id, missing } of one.programmes) {
    for (const fact of missing) askedFor.set(fact, [...(askedFor.get(fact) ?? []), standards.programmeName(id)]);
  }
  return (
    <section className="panel" aria-labelledby="ask">
      <h2 id="ask">{words.case.ask}</h2>
      {askedFor.size === 0 ? <p>{words.case.askNone}</p> : null}
      <ol className="questions">
        {[...askedFor].map(([missing, programmes]) => {
          const { fact, person } = standards.fact(missing);
          return (
            <li key={missing}>
              <strong>{fact ? standards.said(fact.question) : factAsked(missing).name}</strong>
              {person === undefined ? null : <span className="small">{words.case.askOf(personName(person))}</span>}
              <span className="small">{words.case.askFor(formats.list([...new Set(programmes)]))}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Check({ one }: Props) {
  const { words } = useWords();
  const standards = useStandards();
  const texts = new Set(
    one.programmes.flatMap(({ id, check }) => check.map((code) => standards.conditionText(id, code))),
  );
  return (
    <section className="panel" aria-labelledby="check">
      <h2 id="check">{words.case.check}</h2>
      {texts.size === 0 ? <p>{words.case.checkNone}</p> : <p className="small">{words.case.checkWhy}</p>}
      <ul>
        {[...texts].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

function Bring({ one }: Props) {
  const { words } = useWords();
  return (
    <Advice id="bring" title={words.case.bring} texts={one.atTheDoor?.bring}>
      <p className="small">{words.case.onPhone}</p>
    </Advice>
  );
}

function DontSay({ one }: Props) {
  const { words } = useWords();
  return <Advice id="dont-say" title={words.case.dontSay} texts={one.atTheDoor?.dontSay} />;
}

interface AdviceProps {
  readonly id: string;
  readonly title: string;
  readonly texts: readonly Text[] | undefined;
  readonly children?: ReactNode;
}

/** What the standard tells whoever visits; nothing where it tells nothing. */
function Advice({ id, title, texts, children }: AdviceProps) {
  const standards = useStandards();
  if (!texts || texts.length === 0) return null;
  return (
    <section className={`panel ${id}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {texts.map((text) => (
          <li key={text.zh}>{standards.said(text)}</li>
        ))}
      </ul>
      {children}
    </section>
  );
}
