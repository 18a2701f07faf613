import { useWords } from "../words/use-words.ts";

/** That what is shown was kept, and when. */
export function KeptSince({ at }: { readonly at: string | undefined }) {
  const { words, formats } = useWords();
  return at === undefined ? null : <p className="kept-since">{words.signal.asOf(formats.moment(at))}</p>;
}
