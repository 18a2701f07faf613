import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { Component, lazy, type ReactNode, Suspense, useSyncExternalStore } from "react";
import { DeskProblem } from "#events/desk-api/client.ts";
import { Me } from "#events/desk-api/posts.ts";
import { askOrKept, NoSignal } from "./api/ask.ts";
import { signal } from "./api/signal.ts";
import { MeContext } from "./api/use-desk.ts";
import { StandardsContext, useReadStandards } from "./api/use-standards.ts";
import { kept } from "./kept/kept-replies.ts";
import { SignInPage } from "./pages/sign-in-page.tsx";
import { WorkerPage } from "./pages/worker-page.tsx";
import { Failed, Loading, Nothing } from "./parts/reading.tsx";
import { Title } from "./parts/title.tsx";
import { usePlace } from "./place.ts";
import { dutiesOf, pageOfDuty } from "./sections.ts";
import { Shell } from "./shell.tsx";
import { lastStaff, rememberStaff } from "./sign-in/last-staff.ts";
import { sessionNow } from "./sign-in/session.ts";
import { useSending } from "./unsent/use-unsent.ts";
import { useWords } from "./words/use-words.ts";

// The list comes at once; the rest when somebody goes there. The service worker has all of it.
const CasePage = lazy(async () => ({ default: (await import("./pages/case-page.tsx")).CasePage }));
const UnsentPage = lazy(async () => ({ default: (await import("./pages/unsent-page.tsx")).UnsentPage }));
const AuditPage = lazy(async () => ({ default: (await import("./pages/audit-page.tsx")).AuditPage }));
const BehindNumberPage = lazy(async () => ({
  default: (await import("./pages/behind-number-page.tsx")).BehindNumberPage,
}));
const CountyPage = lazy(async () => ({ default: (await import("./pages/county-page.tsx")).CountyPage }));
const HouseholdPage = lazy(async () => ({ default: (await import("./pages/household-page.tsx")).HouseholdPage }));
const PreviewsPage = lazy(async () => ({ default: (await import("./pages/previews-page.tsx")).PreviewsPage }));
const TownPage = lazy(async () => {
  const { TownPage: Page, townViewOf } = await import("./pages/town-page.tsx");
  return { default: ({ which }: { readonly which: string }) => <Page view={townViewOf(which)} /> };
});

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Without signal the phone still has what it kept.
      networkMode: "always",
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof DeskProblem && error.problem.code === "unavailable",
    },
  },
});

signal.subscribe(() => {
  if (signal.read()) void queries.invalidateQueries();
});

export function Desk() {
  return (
    <QueryClientProvider client={queries}>
      <Caught>
        <SignedInOrNot />
      </Caught>
    </QueryClientProvider>
  );
}

/** Whose page it is: of the session, or without signal of who used this phone last. */
function useWhoIsHere() {
  const session = useSyncExternalStore(sessionNow.subscribe, sessionNow.read);
  const there = useSyncExternalStore(signal.subscribe, signal.read);
  const last = lastStaff();
  const readable = session !== undefined || (!there && last !== undefined);
  const me = useQuery<Me>({
    queryKey: ["me", session?.token],
    enabled: readable,
    staleTime: 60_000,
    queryFn: async () => {
      if (!session && last !== undefined) return meOnPhone(last);
      const { reply } = await askOrKept(last ?? "", "me", {});
      rememberStaff(reply.staff);
      if (reply.staff !== last) await askOrKept(reply.staff, "me", {});
      return reply;
    },
  });
  return { readable, me };
}

async function meOnPhone(staff: string): Promise<Me> {
  const found = Me.safeParse((await kept(staff, "/api/me"))?.reply);
  if (!found.success) throw new NoSignal();
  return found.data;
}

function SignedInOrNot() {
  const { words } = useWords();
  const { readable, me } = useWhoIsHere();
  if (!readable) {
    return (
      <Shell me={undefined}>
        <SignInPage />
      </Shell>
    );
  }
  if (me.data) {
    return (
      <MeContext value={me.data}>
        <SignedIn me={me.data} />
      </MeContext>
    );
  }
  return (
    <Shell me={undefined}>
      <Title text={words.name} />
      {me.error ? <Failed error={me.error} again={me.refetch} /> : <Loading what={words.name} />}
    </Shell>
  );
}

function SignedIn({ me }: { readonly me: Me }) {
  const { words } = useWords();
  const standards = useReadStandards();
  useSending();
  return (
    <StandardsContext value={standards}>
      <Shell me={me}>
        <Suspense fallback={<Loading what={words.name} />}>
          {dutiesOf(me).length === 0 ? <Nothing title={words.signIn.noPosts} /> : <Page me={me} />}
        </Suspense>
      </Shell>
    </StandardsContext>
  );
}

function Page({ me }: { readonly me: Me }) {
  const { path } = usePlace();
  const [first] = dutiesOf(me);
  const [section = first ? pageOfDuty[first] : "worker", which = ""] = path;
  switch (section) {
    case "case":
      return <CasePage key={which} notice={which} />;
    case "household":
      return <HouseholdPage key={which} household={which} />;
    case "town":
      return <TownPage which={which} />;
    case "county":
      return <CountyPage />;
    case "cases":
      return <BehindNumberPage />;
    case "previews":
      return <PreviewsPage />;
    case "audit":
      return <AuditPage />;
    case "unsent":
      return <UnsentPage />;
    default:
      return <WorkerPage />;
  }
}

/** An error of the page itself: said in words, with a way out. */
class Caught extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <main>
        <Failed error={this.state.error} again={() => location.reload()} />
      </main>
    );
  }
}
