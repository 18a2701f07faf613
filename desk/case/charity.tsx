import type { CaseDetail } from "#events/desk-api/cases.ts";
import { useCommand } from "../unsent/use-unsent.ts";
import { useWords } from "../words/use-words.ts";

/** Of a family in need that the case's programmes do not help: whether others may, and the way to charity. */
export function Charity({ one }: { readonly one: CaseDetail }) {
  const { words } = useWords();
  const command = useCommand();
  const { charity, outcome } = one;
  if (!charity) return null;
  const { standing } = charity;
  const mayRefer = outcome?.needSeen === true && standing !== "referred" && !one.byBrokenGlass;
  return (
    <section className="panel" aria-labelledby="charity">
      <h2 id="charity">{words.case.charity}</h2>
      <p>{words.case.charityStandings[standing]}</p>
      {mayRefer ? (
        <button
          type="button"
          className={standing === "proposed" ? "primary" : "quiet"}
          onClick={() => void command(one, { command: "refer", expected: one.revision })}
        >
          {words.case.refer}
        </button>
      ) : null}
    </section>
  );
}
