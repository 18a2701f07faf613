import { type FormEvent, useState } from "react";
import { OutcomeCode } from "#events/case-vocabulary.ts";
import type { CaseCommand, CaseDetail } from "#events/desk-api/cases.ts";
import { factAsked, useStandards } from "../api/use-standards.ts";
import { useCommand } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";
import { outcomeGroups } from "./outcome-groups.ts";
import { usePersonName, usePersons } from "./use-person-name.ts";

const groups = outcomeGroups(OutcomeCode.options);

/** What staff found: choose, then press; more is asked only where the outcome needs it. */
export function OutcomeForm({ one }: { readonly one: CaseDetail }) {
  const { words } = useWords();
  const command = useCommand();
  const [outcome, setOutcome] = useState<OutcomeCode>();
  const [wrongFacts, setWrongFacts] = useState<readonly string[]>([]);
  const [person, setPerson] = useState<string>();
  const [needSeen, setNeedSeen] = useState(false);
  if (one.claim?.mine !== true || (one.state !== "claimed" && one.state !== "contacted")) return null;
  const complete =
    outcome !== undefined &&
    (outcome !== "data-wrong-fact" || wrongFacts.length > 0) &&
    (outcome !== "deceased" || person !== undefined);
  const close = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    const closing: CaseCommand = {
      command: "close",
      expected: one.revision,
      on: new Date().toISOString(),
      outcome,
      ...(outcome === "data-wrong-fact" ? { wrongFacts: [...wrongFacts] } : {}),
      ...(outcome === "deceased" && person !== undefined ? { person } : {}),
      ...(needSeen ? { needSeen } : {}),
    };
    await command(one, closing);
    scrollTo({ top: 0 });
  };
  return (
    <form className="panel outcome" aria-labelledby="outcome" onSubmit={(event) => void close(event)}>
      <h2 id="outcome" tabIndex={-1}>
        {words.case.outcome}
      </h2>
      <p className="small">{words.case.outcomeIntro}</p>
      {groups.map(([group, codes]) => (
        <fieldset key={group} className="options">
          <legend>{words.outcomeGroups[group]}</legend>
          {codes.map((code) => (
            <label key={code} className="option">
              <input type="radio" name="outcome" checked={outcome === code} onChange={() => setOutcome(code)} />
              {words.outcomes[code]}
            </label>
          ))}
        </fieldset>
      ))}
      {outcome === "data-wrong-fact" ? <WrongFacts one={one} chosen={wrongFacts} choose={setWrongFacts} /> : null}
      {outcome === "deceased" ? <WhoDied one={one} chosen={person} choose={setPerson} /> : null}
      <label className="option">
        <input type="checkbox" checked={needSeen} onChange={({ target }) => setNeedSeen(target.checked)} />
        {words.case.needSeen}
      </label>
      <div className="sticky">
        <button type="submit" className="primary" disabled={!complete}>
          {outcome === undefined ? words.case.chooseOutcome : words.case.closeAs(words.outcomes[outcome])}
        </button>
      </div>
    </form>
  );
}

interface WrongFactsProps {
  readonly one: CaseDetail;
  readonly chosen: readonly string[];
  readonly choose: (facts: readonly string[]) => void;
}

/** The facts that stand behind the case: those that were asked for and those of its members. */
function WrongFacts({ one, chosen, choose }: WrongFactsProps) {
  const { words } = useWords();
  const standards = useStandards();
  const personName = usePersonName(one.notice);
  const facts = factsBehind(one, usePersons(one));
  return (
    <fieldset className="options">
      <legend>{words.case.whichFacts}</legend>
      {facts.map((name) => {
        const { fact, person } = standards.fact(name);
        const label = fact ? standards.said(fact.label) : factAsked(name).name;
        return (
          <label key={name} className="option">
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ target }) =>
                choose(target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
              }
            />
            {person === undefined ? label : `${label} · ${personName(person)}`}
          </label>
        );
      })}
    </fieldset>
  );
}

function factsBehind(one: CaseDetail, persons: readonly string[]): readonly string[] {
  const usual = ["household.otherMonthlyIncome", "household.area"];
  const ofPersons = persons.flatMap((person) =>
    ["monthlyIncome", "employment", "relation"].map((fact) => `person:${person}.${fact}`),
  );
  return [...new Set([...one.programmes.flatMap(({ missing }) => missing), ...usual, ...ofPersons])];
}

interface WhoDiedProps {
  readonly one: CaseDetail;
  readonly chosen: string | undefined;
  readonly choose: (person: string) => void;
}

function WhoDied({ one, chosen, choose }: WhoDiedProps) {
  const { words } = useWords();
  const personName = usePersonName(one.notice);
  const persons = usePersons(one);
  return (
    <fieldset className="options">
      <legend>{words.case.whichPerson}</legend>
      {persons.map((person) => (
        <label key={person} className="option">
          <input type="radio" name="person" checked={chosen === person} onChange={() => choose(person)} />
          {personName(person)}
        </label>
      ))}
    </fieldset>
  );
}
