import { useState } from "react";
import type { ContactWay } from "#events/case-vocabulary.ts";
import type { CaseDetail } from "#events/desk-api/cases.ts";
import { useCommand } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";

const ways: readonly ContactWay[] = ["visit", "phone", "message"];

/** Logs a try to reach the family: how, then whether it worked. */
export function ContactLog({ one }: { readonly one: CaseDetail }) {
  const { words } = useWords();
  const command = useCommand();
  const [way, setWay] = useState<ContactWay>(one.phoneFirst ? "phone" : "visit");
  if (one.claim?.mine !== true || (one.state !== "claimed" && one.state !== "contacted")) return null;
  const log = (reached: boolean) =>
    command(one, { command: "contact", expected: one.revision, on: new Date().toISOString(), way, reached });
  return (
    <section className="panel" aria-labelledby="contact">
      <h2 id="contact">{words.case.logContact}</h2>
      {one.contacts > 0 ? <p role="status">{words.case.contactsSoFar(one.contacts)}</p> : null}
      <fieldset className="options short">
        <legend className="unseen">{words.case.logContact}</legend>
        {ways.map((each) => (
          <label key={each} className="option">
            <input type="radio" name="way" checked={way === each} onChange={() => setWay(each)} />
            {words.ways[each]}
          </label>
        ))}
      </fieldset>
      <div className="row">
        <button type="button" onClick={() => void log(true)}>
          {words.case.reached}
        </button>
        <button type="button" className="quiet" onClick={() => void log(false)}>
          {words.case.notReached}
        </button>
      </div>
    </section>
  );
}
