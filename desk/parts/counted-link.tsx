import type { Counted } from "#events/desk-api/funnel.ts";
import { linkTo } from "../place.ts";
import { useWords } from "../words/use-words.ts";

/** A number that opens the list behind it, where there is one to open. */
export function CountedLink({ counted, of }: { readonly counted: Counted; readonly of: string }) {
  const { words, formats } = useWords();
  const number = formats.number(counted.count);
  const unlisted = counted.unlisted === 0 ? undefined : words.county.unlisted(formats.number(counted.unlisted));
  const aside = unlisted === undefined ? null : <span className="unlisted">{unlisted}</span>;
  if (counted.list === undefined || counted.count === 0) {
    return (
      <>
        <span className="counted">{number}</span>
        {aside}
      </>
    );
  }
  return (
    <>
      <a
        className="counted"
        href={linkTo(["cases"], { ...counted.list, unlisted: unlisted && String(counted.unlisted) })}
        aria-label={[number, of, words.county.listOf].join(" · ")}
      >
        {number}
      </a>
      {aside}
    </>
  );
}
