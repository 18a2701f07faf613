import { useQueryClient } from "@tanstack/react-query";
import type { CaseDetail } from "#events/desk-api/cases.ts";
import { DeskProblem } from "#events/desk-api/client.ts";
import { useMe } from "../api/use-desk.ts";
import { Nothing, useReason } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { linkTo } from "../place.ts";
import { dropped, sendAllTheSame, type Unsent } from "../unsent/unsent.ts";
import { changeUnsent } from "../unsent/unsent-store.ts";
import { sendNow, useUnsent } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";

/** What is not sent yet, and what somebody must decide: both versions side by side. */
export function UnsentPage() {
  const { words } = useWords();
  const { staff } = useMe();
  const queries = useQueryClient();
  const list = useUnsent();
  const own = list.filter((item) => item.staff === staff);
  const earlier = new Set<string>();
  return (
    <>
      <Title text={words.unsent.title}>
        <p className="lead">{words.unsent.noneWhy}</p>
      </Title>
      {own.length === 0 ? (
        <Nothing title={words.unsent.none} />
      ) : (
        <p>
          <button type="button" onClick={() => void sendNow(staff, queries)}>
            {words.unsent.sendNow}
          </button>
        </p>
      )}
      <ul className="doors">
        {own.map((item) => {
          const behind = earlier.has(item.notice);
          earlier.add(item.notice);
          return <UnsentItem key={item.key} item={item} behind={behind} />;
        })}
      </ul>
    </>
  );
}

function UnsentItem({ item, behind }: { readonly item: Unsent; readonly behind: boolean }) {
  const { words } = useWords();
  const stopped = item.state === "conflict" || item.state === "refused";
  return (
    <li className="door">
      <p className="door-head">
        <a href={linkTo(["case", item.notice])}>{words.household(item.household)}</a>
      </p>
      {stopped ? (
        <Decision item={item} />
      ) : (
        <div className="version">
          <Mine item={item} />
          <p className="small">{behind ? words.unsent.afterFirst : words.unsent.waiting}</p>
        </div>
      )}
    </li>
  );
}

/** What somebody recorded, in words. */
function Mine({ item: { command, recordedAt } }: { readonly item: Unsent }) {
  const { words, formats } = useWords();
  const details =
    command.command === "close"
      ? words.outcomes[command.outcome]
      : command.command === "contact"
        ? `${words.ways[command.way]} · ${command.reached ? words.case.reached : words.case.notReached}`
        : "";
  return (
    <>
      <p>
        <strong>{words.commands[command.command]}</strong> {details}
      </p>
      <p className="small">{words.unsent.recordedAt(formats.moment(recordedAt))}</p>
    </>
  );
}

function Decision({ item }: { readonly item: Unsent }) {
  const { words } = useWords();
  const { staff } = useMe();
  const queries = useQueryClient();
  const reason = useReason(item.problem ? new DeskProblem(item.problem) : undefined);
  const sendMine = async () => {
    const newKey = crypto.randomUUID();
    await changeUnsent((list) => sendAllTheSame(list, item.key, newKey));
    await sendNow(staff, queries);
  };
  const dropMine = async () => {
    await changeUnsent((list) => dropped(list, item.key));
    await sendNow(staff, queries);
  };
  return (
    <>
      <p className="warning" role="alert">
        {item.state === "conflict" ? words.unsent.conflict : `${words.unsent.refused}: ${reason}`}
      </p>
      <div className="versions">
        <section className="version" aria-label={words.unsent.yours}>
          <h2>{words.unsent.yours}</h2>
          <Mine item={item} />
        </section>
        {item.problem?.case ? <Theirs now={item.problem.case} /> : null}
      </div>
      <div className="row">
        <button type="button" onClick={() => void sendMine()}>
          {words.unsent.sendAnyway}
        </button>
        <button type="button" className="quiet" onClick={() => void dropMine()}>
          {words.unsent.discard}
        </button>
      </div>
    </>
  );
}

/** The case as the desk has it. */
function Theirs({ now }: { readonly now: CaseDetail }) {
  const { words, formats } = useWords();
  return (
    <section className="version" aria-label={words.unsent.theirs}>
      <h2>{words.unsent.theirs}</h2>
      <p>
        <strong>{words.states[now.state]}</strong> {now.outcome ? words.outcomes[now.outcome.code] : ""}
        {now.why ? words.withdrawals[now.why] : ""}
      </p>
      {now.claim ? (
        <p className="small">
          {now.claim.mine ? words.list.held(formats.moment(now.claim.until)) : words.case.staff(now.claim.by)}
        </p>
      ) : null}
      {now.outcome ? <p className="small">{formats.moment(now.outcome.at)}</p> : null}
    </section>
  );
}
