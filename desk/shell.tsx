import { type ReactNode, useSyncExternalStore } from "react";
import type { Me } from "#events/desk-api/posts.ts";
import { signal } from "./api/signal.ts";
import { letGoOfAll } from "./kept/kept-replies.ts";
import { linkTo, usePlace } from "./place.ts";
import { dutiesOf, pageOfDuty } from "./sections.ts";
import { forgetStaff } from "./sign-in/last-staff.ts";
import { endSession, sessionNow } from "./sign-in/session.ts";
import { useUnsent } from "./unsent/use-unsent.ts";
import { speak } from "./words/language.ts";
import { useWords } from "./words/use-words.ts";

/** What stands around every page: name, language, sections, signal and what waits to be sent. */
export function Shell({ me, children }: { readonly me: Me | undefined; readonly children: ReactNode }) {
  const { words, language } = useWords();
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById("content")?.focus()}>
        {words.skipToContent}
      </button>
      <header className="top">
        <p className="brand">{words.name}</p>
        {me?.name === undefined ? null : (
          <p className="who-signed-in" title={words.signedInAs(me.name)}>
            {me.name}
          </p>
        )}
        <button
          type="button"
          className="bare"
          lang={language === "zh" ? "en" : "zh-CN"}
          onClick={() => void speak(language === "zh" ? "en" : "zh")}
        >
          {words.otherLanguage}
        </button>
        {me ? (
          <button type="button" className="bare" onClick={() => void signOut()}>
            {words.signOut}
          </button>
        ) : null}
      </header>
      {me ? <Sections me={me} /> : null}
      {me ? <SignalBar /> : null}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** What was kept to read goes at once; what is not sent yet stays for its owner. */
async function signOut(): Promise<void> {
  await letGoOfAll();
  forgetStaff();
  endSession("signed-out");
  location.assign("/");
}

function Sections({ me }: { readonly me: Me }) {
  const { words } = useWords();
  const { path } = usePlace();
  const unsent = useUnsent();
  const duties = dutiesOf(me);
  const here = path[0] ?? pageOfDuty[duties[0] ?? "worker"];
  const works = duties.some((duty) => duty === "worker" || duty === "town-supervisor");
  return (
    <nav className="sections" aria-label={words.menu}>
      {duties.map((duty) => {
        const page = pageOfDuty[duty];
        return (
          <a key={duty} href={linkTo([page])} {...(here === page ? { "aria-current": "page" } : {})}>
            {words.duties[duty]}
          </a>
        );
      })}
      {works ? (
        <a href={linkTo(["unsent"])} {...(here === "unsent" ? { "aria-current": "page" } : {})}>
          {words.unsent.title}
          {unsent.length > 0 ? <span className="count">{unsent.length}</span> : null}
        </a>
      ) : null}
    </nav>
  );
}

function SignalBar() {
  const { words } = useWords();
  const there = useSyncExternalStore(signal.subscribe, signal.read);
  const session = useSyncExternalStore(sessionNow.subscribe, sessionNow.read);
  const unsent = useUnsent();
  const stopped = unsent.filter(({ state }) => state === "conflict" || state === "refused").length;
  const underWay = unsent.length - stopped;
  const parts = [
    there ? undefined : words.signal.none,
    underWay === 0 ? undefined : there && session ? words.signal.sending(underWay) : words.signal.unsent(underWay),
    stopped === 0 ? undefined : words.signal.stopped(stopped),
  ].filter((part) => part !== undefined);
  return (
    <aside className={parts.length === 0 ? "signal quiet-signal" : "signal"} aria-label={words.signal.label}>
      <p role="status">{parts.join(" · ")}</p>
      {unsent.length > 0 ? <a href={linkTo(["unsent"])}>{words.signal.see}</a> : null}
    </aside>
  );
}
