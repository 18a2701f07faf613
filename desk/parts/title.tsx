import { type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../words/use-words.ts";

/** The page's heading: names the window, and takes the focus so that a screen reader says where one has come. */
export function Title({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  const { words } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} · ${words.name}`;
  }, [text, words]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className="title">
      <h1 ref={heading} tabIndex={-1}>
        {text}
      </h1>
      {children}
    </header>
  );
}
