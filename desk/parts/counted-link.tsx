import type { Counted } from "#events/desk-api/funnel.ts";
import { linkTo } from "../place.ts";
import { useWords } from "../words/use-words.ts";

/** A number that opens the list behind it, where there is one to open. */
export function CountedLink({ counted, of }: { readonly counted: Counted; readonly of: string }) {
  const { words, formats } = useWords();
  const number = formats.number(counted.count);
  const unlisted = counted.unlisted === 0 ? undefined : words.county.unlisted(counted.unlisted);
  if (counted.list === undefined || counted.count === 0) {
    return (
      <span className="counted" title={unlisted}>
        {number}
      </span>
    );
  }
  return (
    <a
      className="counted"
      href={linkTo(["cases"], { ...counted.list, unlisted: unlisted && String(counted.unlisted) })}
      title={unlisted}
      aria-label={[number, of, words.county.listOf, unlisted].filter((part) => part !== undefined).join(" · ")}
    >
      {number}
    </a>
  );
}
