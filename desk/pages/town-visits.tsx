import type { TownVisits as Reply, Unattended as UnattendedRole } from "#events/desk-api/visits.ts";
import { useDesk } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { KeptSince } from "../parts/kept-since.tsx";
import { Nothing, Read } from "../parts/reading.tsx";
import { useWords } from "../words/use-words.ts";

/** Of each community of a town: who is visited today, and who waits beyond what a day holds. */
export function TownVisits() {
  const { words } = useWords();
  const visits = useDesk("townVisits", {});
  return (
    <Read of={visits} what={words.town.visits}>
      {({ reply, keptAt }) => (
        <>
          <KeptSince at={keptAt} />
          <p className="small">
            {reply.visitsPerDay === undefined ? words.town.visitsNoLimit : words.town.visitsWhy(reply.visitsPerDay)}
          </p>
          {reply.communities.length === 0 ? (
            <Nothing title={words.town.noVisits} />
          ) : (
            <VisitsTable communities={reply.communities} />
          )}
        </>
      )}
    </Read>
  );
}

function VisitsTable({ communities }: Pick<Reply, "communities">) {
  const { words, formats } = useWords();
  const standards = useStandards();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="panel scrolling" tabIndex={0} aria-label={words.town.visits}>
      <table className="town-visits">
        <thead>
          <tr>
            <th scope="col">{words.town.village}</th>
            <th scope="col">{words.town.today}</th>
            <th scope="col">{words.town.beyond}</th>
            <th scope="col">{words.town.gathering}</th>
          </tr>
        </thead>
        <tbody>
          {communities.map(({ office, today, beyond, until, gathering, unattended = [] }) => (
            <tr key={office}>
              <th scope="row">
                {standards.areaName(office)}
                {until === undefined ? null : <p className="small">{words.town.until(formats.day(until))}</p>}
                <Unattended roles={unattended} />
              </th>
              <td className="figure">{formats.number(today)}</td>
              <td className={beyond > 0 ? "figure overdue" : "figure"}>{formats.number(beyond)}</td>
              <td className="figure">{formats.number(gathering)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Whom the families of a community wait for in vain: those who never came in one line, each other with the day it last did. */
function Unattended({ roles }: { readonly roles: readonly UnattendedRole[] }) {
  const { words, formats } = useWords();
  const { roleName } = useStandards();
  const never = roles.filter(({ lastSeen }) => lastSeen === undefined).map(({ role }) => roleName(role));
  return (
    <>
      {never.length === 0 ? null : <p className="small overdue">{words.town.nobody(formats.list(never))}</p>}
      {roles.map(({ role, lastSeen }) =>
        lastSeen === undefined ? null : (
          <p key={role} className="small overdue">
            {words.town.nobodySince(roleName(role), formats.dayOf(lastSeen))}
          </p>
        ),
      )}
    </>
  );
}
