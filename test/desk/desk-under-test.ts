import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { answer } from "#functions/desk/answer.ts";
import type { DeskDependencies } from "#functions/desk/dependencies.ts";
import { issuersKeys, verifyToken } from "#functions/desk/verify-token.ts";
import { servePage } from "#functions/page/serve-page.ts";
import { startDeskSite } from "#local/desk-site.ts";
import { createHttpApi } from "#local/http-api.ts";
import type { Persona } from "#local/identity/persona.ts";
import { type DeskUnderTest, inMemoryDesk } from "../fakes/in-memory-desk.ts";
import { noticeOf } from "../functions/outreach/cases.ts";
import { zhejiangDocument } from "../standards/zhejiang.ts";
import { builtPage } from "./built-page.ts";
import { publishedIn } from "./published-page.ts";

export const village = "330106001001";
/** Where more waits than a day holds. */
export const busyVillage = "330106001009";

/** Who signs in, by what they do. */
export const people = {
  worker: ["assistance-worker", village, "王建国"],
  childDirector: ["child-director", village, "陈丽"],
  manyCases: ["disability-worker", village, "张伟"],
  busyWorker: ["assistance-worker", busyVillage, "周敏"],
  supervisor: ["civil-affairs-clerk", "330106001", "刘敏"],
  manager: ["county-civil-affairs", "330106", "赵强"],
  policyOfficer: ["policy-officer", "330106", "孙磊"],
  auditor: ["auditor", "330106", "吴芳"],
} as const;
export type Who = keyof typeof people;

export function staffOf(who: Who): string {
  const [kind, area] = people[who];
  return `s-${area}-${kind}`;
}

/** The page, the desk and the issuer on a port of their own: all as they are run, but for the stores, which remember. */
export interface ServedDesk {
  readonly origin: string;
  readonly desk: DeskUnderTest;
  readonly cases: DeskDependencies["cases"];
  /** Raises a notice that is to be visited by a day so many days from today. */
  raise(about: Partial<OutreachNotice>, dueInDays?: number): Promise<void>;
  /** Status and path of each request of the API so far. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

export async function serveDesk(): Promise<ServedDesk> {
  const page = await builtPage();
  const folder = mkdtempSync(join(tmpdir(), "desk-"));
  const personas = join(folder, "personas.json");
  writeFileSync(personas, JSON.stringify(Object.keys(people).map((who) => personaOf(who as Who))));
  const desk = inMemoryDesk(zhejiangDocument(), new Date());
  const site = await startDeskSite(0);
  const audience = "urn:policies-find-people:desk";
  const keys = issuersKeys({ keys: `${site.issuer}/jwks` });
  const trusted = { issuer: site.issuer, audience, algorithms: ["RS256" as const], clockToleranceSeconds: 30 };
  const dependencies: DeskDependencies = {
    ...desk.dependencies,
    signIn: { ...desk.dependencies.signIn, issuer: site.issuer },
    verify: (authorization) => verifyToken(authorization, trusted, keys, new Date()),
  };
  const requests: string[] = [];
  const settings = { issuer: site.issuer, client: "desk", scope: "openid", parameters: { resource: audience } };
  const servedPage = servePage({ read: publishedIn(page, settings), connectTo: [site.origin] });
  const api = createHttpApi({
    name: "desk",
    routes: [
      ...["GET", "POST"].map((method) => ({ key: `${method} /api/{proxy+}`, functionName: "desk" })),
      ...["GET /", "GET /{proxy+}"].map((key) => ({ key, functionName: "page" })),
    ],
    now: () => new Date(),
    log: () => {},
    invoke: async (functionName, payload) => {
      const event = JSON.parse(payload);
      if (functionName === "page") return { ok: true, payload: JSON.stringify(await servedPage(event)) };
      desk.moveTo(new Date());
      const reply = await answer(event, dependencies);
      requests.push(`${reply.statusCode} ${event.requestContext.http.method} ${event.rawPath}`);
      return { ok: true, payload: JSON.stringify(reply) };
    },
  });
  await site.open({ api, audience, personas, clockOffset: 0 });
  return {
    origin: site.origin,
    desk,
    cases: dependencies.cases,
    requests,
    raise: async (about, dueInDays = 5) => {
      desk.moveTo(new Date());
      const window = { earliest: dayIn(Math.min(0, dueInDays)), latest: dayIn(dueInDays + 7) };
      await dependencies.cases.apply(noticeOf({ due: dayIn(dueInDays), window, escalation: [], ...about }));
    },
    stop: async () => {
      await site.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function personaOf(who: Who): Persona {
  const [kind, area, name] = people[who];
  const county = { code: "330106", zh: "西湖区", en: "Xihu District" };
  return { staff: staffOf(who), name, zh: kind, en: kind, county, posts: [`${kind}@${area}`] };
}

/** A calendar day so many days from today, in Zhejiang. */
export function dayIn(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}
