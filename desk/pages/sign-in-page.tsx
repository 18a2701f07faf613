import { useEffect, useState, useSyncExternalStore } from "react";
import { signal } from "../api/signal.ts";
import { Title } from "../parts/title.tsx";
import { comingBack } from "../sign-in/coming-back.ts";
import { sessionNow } from "../sign-in/session.ts";
import { readUnsent, unsentNow } from "../unsent/unsent-store.ts";
import { useWords } from "../words/use-words.ts";

/** What talks to the issuer is loaded when it is needed: most days begin with a session. */
async function go(): Promise<void> {
  const { goAndSignIn } = await import("../sign-in/sign-in.ts");
  await goAndSignIn();
}

async function finish(): Promise<void> {
  const { finishSigningIn } = await import("../sign-in/sign-in.ts");
  await finishSigningIn();
}

/** The way in: to the issuer and back. */
export function SignInPage() {
  const { words } = useWords();
  const there = useSyncExternalStore(signal.subscribe, signal.read);
  const unsent = useSyncExternalStore(unsentNow.subscribe, unsentNow.read);
  const [returning, setReturning] = useState(comingBack);
  const [error, setError] = useState<unknown>();
  useEffect(() => void readUnsent(), []);
  useEffect(() => {
    // Read from the address: a second look at it finds nothing.
    if (!comingBack()) return;
    finish().catch((failure: unknown) => {
      setError(failure);
      setReturning(false);
    });
  }, []);
  const begin = () => {
    setError(undefined);
    go().catch(setError);
  };
  return (
    <div className="sign-in">
      <Title text={words.signIn.title}>
        <p className="lead">{words.signIn.intro}</p>
      </Title>
      {returning ? (
        <p className="loading" role="status">
          {words.signIn.returning}
        </p>
      ) : (
        <>
          {sessionNow.ended() === "expired" ? <p role="status">{words.signIn.expired}</p> : null}
          {unsent.length > 0 ? <p>{words.signal.signInToSend(unsent.length)}</p> : null}
          {there ? null : <p role="status">{words.signIn.noSignal}</p>}
          {error === undefined ? null : (
            <p role="alert" className="warning">
              {error instanceof Error && error.name === "NoSettings"
                ? words.signIn.settingsMissing
                : words.signIn.refused}
            </p>
          )}
          <button type="button" className="primary" onClick={begin} disabled={!there}>
            {words.signIn.button}
          </button>
        </>
      )}
    </div>
  );
}
