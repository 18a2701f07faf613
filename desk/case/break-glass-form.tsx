import { type FormEvent, useState } from "react";
import { ask } from "../api/ask.ts";
import { useMe } from "../api/use-desk.ts";
import { useReason } from "../parts/reading.tsx";
import { useWords } from "../words/use-words.ts";

/** The way to a case beyond one's reach: a reason in words, recorded and reported. */
export function BreakGlassForm({ notice, onBroken }: { readonly notice: string; readonly onBroken: () => unknown }) {
  const { words } = useWords();
  const { posts } = useMe();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>();
  const said = useReason(error);
  if (!posts.some(({ duty }) => duty === "worker" || duty === "town-supervisor")) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await ask("breakGlass", { body: { notice, reason } });
      onBroken();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <form className="panel" onSubmit={(event) => void submit(event)}>
      <h2>{words.case.breakGlass}</h2>
      <p>{words.case.breakGlassIntro}</p>
      <label className="field">
        {words.case.breakGlassReason}
        <textarea
          required
          minLength={10}
          maxLength={500}
          rows={3}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      {error === undefined ? null : <p role="alert">{said}</p>}
      <button type="submit">{words.case.breakGlassDo}</button>
    </form>
  );
}
