import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DeskProblem } from "#events/desk-api/client.ts";
import { NoSignal } from "../api/ask.ts";
import { useWords } from "../words/use-words.ts";

/** Says in words what is being read, for eyes and ears. */
export function Loading({ what }: { readonly what: string }) {
  const { words } = useWords();
  return (
    <p className="loading" role="status">
      {words.loading(what)}
    </p>
  );
}

/** Nothing to show, and why that is well. */
export function Nothing({ title, why }: { readonly title: string; readonly why?: string }) {
  return (
    <div className="nothing">
      <p className="nothing-title">{title}</p>
      {why === undefined ? null : <p>{why}</p>}
    </div>
  );
}

/** What went wrong in words, and the one thing to do about it. */
export function Failed({ error, again }: { readonly error: unknown; readonly again?: () => unknown }) {
  const { words } = useWords();
  return (
    <div className="failed" role="alert">
      <p className="nothing-title">{words.failed}</p>
      <p>{useReason(error)}</p>
      {again ? (
        <button type="button" onClick={() => void again()}>
          {words.tryAgain}
        </button>
      ) : null}
    </div>
  );
}

/** An error in the reader's words. */
export function useReason(error: unknown): string {
  const { words, language } = useWords();
  if (error instanceof NoSignal) return words.noSignalNothingKept;
  if (error instanceof DeskProblem) {
    const { titles, detail, refusal, instance } = error.problem;
    const said = refusal === undefined ? (detail?.[language] ?? titles[language]) : words.refusals[refusal];
    return words.failedWhy(said, instance);
  }
  return words.unexpected;
}

/** What was read, or the words for its not being there yet or not at all. */
export function Read<Data>({
  of: { data, error, refetch },
  what,
  children,
}: {
  readonly of: Pick<UseQueryResult<Data>, "data" | "error" | "refetch">;
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}) {
  if (data !== undefined) return <>{children(data)}</>;
  return error ? <Failed error={error} again={refetch} /> : <Loading what={what} />;
}
