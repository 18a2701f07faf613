import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { type CaseDetail, Opening, type OpeningReason } from "#events/desk-api/cases.ts";
import { ask } from "../api/ask.ts";
import { signal } from "../api/signal.ts";
import { useMe } from "../api/use-desk.ts";
import { keep, kept } from "../kept/kept-replies.ts";
import { useReason } from "../parts/reading.tsx";
import { useWords } from "../words/use-words.ts";

const workersReasons: readonly OpeningReason[] = ["visit", "phone-call", "application-help", "data-correction"];
const everyReason: readonly OpeningReason[] = ["supervision", ...workersReasons];

/** Names and address: after saying why, recorded, and on this phone only as long as the desk allows. */
export function WhoAndWhere({ one }: { readonly one: CaseDetail }) {
  const { words } = useWords();
  const { staff } = useMe();
  const what = `opening ${one.notice}`;
  const { data: opening } = useQuery({
    queryKey: [staff, "openCase", one.notice],
    queryFn: async () => {
      const found = Opening.safeParse((await kept(staff, what))?.reply);
      return found.success ? found.data : null;
    },
    // It ends while somebody looks at it, too.
    refetchInterval: 60_000,
  });
  return (
    <section className="panel who" aria-labelledby="who">
      <h2 id="who">{words.case.whoAndWhere}</h2>
      {opening ? <Opened opening={opening} /> : <OpeningForm notice={one.notice} what={what} />}
    </section>
  );
}

function OpeningForm({ notice, what }: { readonly notice: string; readonly what: string }) {
  const { words } = useWords();
  const { staff, posts } = useMe();
  const queries = useQueryClient();
  const there = useSyncExternalStore(signal.subscribe, signal.read);
  const reasons = posts.some(({ duty }) => duty === "town-supervisor") ? everyReason : workersReasons;
  const [why, setWhy] = useState<OpeningReason>(reasons[0] ?? "visit");
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: unknown }>({ busy: false });
  const said = useReason(state.error);
  if (!there) return <p>{words.case.openNeedsSignal}</p>;
  const open = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      const opening = await ask("openCase", { params: { notice }, body: { why } });
      await keep(staff, what, opening, onThisClock(opening));
      queries.setQueryData([staff, "openCase", notice], opening);
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <form onSubmit={(event) => void open(event)}>
      <p>{words.case.whoHidden}</p>
      <fieldset className="options short">
        <legend>{words.case.whyOpen}</legend>
        {reasons.map((reason) => (
          <label key={reason} className="option">
            <input type="radio" name="why" checked={why === reason} onChange={() => setWhy(reason)} />
            {words.openingReasons[reason]}
          </label>
        ))}
      </fieldset>
      {state.error === undefined ? null : <p role="alert">{said}</p>}
      <button type="submit" disabled={state.busy}>
        {state.busy ? words.case.opening : words.case.open}
      </button>
    </form>
  );
}

/** When an opening ends by the phone's clock, which may go wrong: it lasts as long as the desk said. */
function onThisClock({ openedAt, until }: Opening): string {
  return new Date(Date.now() + Date.parse(until) - Date.parse(openedAt)).toISOString();
}

function Opened({ opening: { contacts, until } }: { readonly opening: Opening }) {
  const { words, formats } = useWords();
  const { address, phone, language, persons } = contacts;
  const nothing = address === undefined && phone === undefined && persons.length === 0;
  return (
    <div className="opened">
      {nothing ? <p>{words.case.noContacts}</p> : <p className="address">{address ?? words.case.noAddress}</p>}
      {phone === undefined ? null : <PhoneLink phone={phone} />}
      <ul className="persons">
        {persons.map((person) => (
          <li key={person.person}>
            <strong>{person.name}</strong> <span className="code">{person.maskedIdentityNumber}</span>
            {person.phone === undefined ? null : <PhoneLink phone={person.phone} />}
          </li>
        ))}
      </ul>
      {language === undefined ? null : <p>{words.case.language(language)}</p>}
      <p className="small">{words.case.openRecorded(formats.moment(until))}</p>
    </div>
  );
}

function PhoneLink({ phone }: { readonly phone: string }) {
  const { words } = useWords();
  return (
    <a className="button-like" href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>
      {words.case.call(phone)}
    </a>
  );
}
