import type { AuditEntry } from "#events/desk-api/accountability.ts";
import { OpeningReason } from "#events/desk-api/cases.ts";
import { useStandards } from "../api/use-standards.ts";
import { useWords } from "../words/use-words.ts";

/** Who saw and did what, oldest first. */
export function Trail({ entries, label }: { readonly entries: readonly AuditEntry[]; readonly label: string }) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const why = useWhy();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="wide scrolling trail-box" tabIndex={0} aria-label={label}>
      <table className="trail">
        <thead>
          <tr>
            <th scope="col">{words.audit.at}</th>
            <th scope="col">{words.audit.what}</th>
            <th scope="col">{words.audit.who}</th>
            <th scope="col">{words.audit.area}</th>
            <th scope="col">{words.audit.which}</th>
            <th scope="col">{words.audit.why}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.at} ${entry.staff} ${entry.kind} ${entry.notice ?? ""} ${entry.why ?? ""}`}>
              <td>{formats.moment(entry.at)}</td>
              <td>{words.auditKinds[entry.kind]}</td>
              <td className="code">{entry.staff}</td>
              <td>{standards.areaName(entry.area)}</td>
              <td className="code">{entry.household ?? entry.notice}</td>
              <td>{why(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A reason is a word of ours, a command's name, or what somebody wrote. */
function useWhy(): (entry: AuditEntry) => string {
  const { words } = useWords();
  return ({ kind, why }) => {
    if (why === undefined) return "";
    const reason = OpeningReason.safeParse(why);
    if (kind === "opening" && reason.success) return words.openingReasons[reason.data];
    const commands: Readonly<Record<string, string>> = words.commands;
    return (kind === "command" ? commands[why] : undefined) ?? why;
  };
}
