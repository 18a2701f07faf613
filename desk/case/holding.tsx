import type { CaseDetail } from "#events/desk-api/cases.ts";
import { useMe } from "../api/use-desk.ts";
import { useCommand } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";

/** Whose case it is: claim it, give it back, open it again. */
export function Holding({ one }: { readonly one: CaseDetail }) {
  const { words, formats } = useWords();
  const { posts } = useMe();
  const command = useCommand();
  // A broken glass is to look through.
  if (one.byBrokenGlass) return null;
  const supervises = posts.some(({ duty }) => duty === "town-supervisor");
  if (one.state === "closed") {
    if (!supervises) return null;
    return (
      <section className="panel" aria-label={words.case.reopen}>
        {(["closed-by-mistake", "new-information"] as const).map((reason) => (
          <button
            key={reason}
            type="button"
            className="quiet"
            onClick={() => void command(one, { command: "reopen", expected: one.revision, reason })}
          >
            {words.case.reopen}: {words.case.reopenReasons[reason]}
          </button>
        ))}
      </section>
    );
  }
  if (one.state === "withdrawn" || one.copy || !mayWork(posts, one.role)) return null;
  return (
    <section className="panel holding" aria-label={words.case.byHand}>
      {one.claim === undefined ? (
        <>
          <button
            type="button"
            className="primary"
            onClick={() => void command(one, { command: "claim", expected: one.revision })}
          >
            {words.case.claim}
          </button>
          <p className="small">{words.case.claimIntro}</p>
        </>
      ) : one.claim.mine ? (
        <div className="row">
          <p className="whole-row">
            {one.claim.until > new Date().toISOString()
              ? words.case.claimedUntil(formats.moment(one.claim.until))
              : words.case.claimedHere}
          </p>
          <button type="button" onClick={goToOutcome}>
            {words.case.toOutcome}
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() => void command(one, { command: "release", expected: one.revision })}
          >
            {words.case.release}
          </button>
        </div>
      ) : (
        <p>{words.case.notMine}</p>
      )}
    </section>
  );
}

/** The heading takes the focus, so that keyboard and screen reader go along. */
function goToOutcome(): void {
  document.getElementById("outcome")?.focus();
}

/** Somebody who only looks (a county's manager, a supervisor of the role) is not offered to work it. */
function mayWork(
  posts: readonly { readonly duty: string; readonly roles: readonly string[] }[],
  role: string,
): boolean {
  return posts.some(({ duty, roles }) => (duty === "worker" || duty === "town-supervisor") && roles.includes(role));
}
