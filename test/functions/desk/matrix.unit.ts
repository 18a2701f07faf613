import { beforeAll, describe, expect, it } from "vitest";
import type { CallOf } from "#events/desk-api/client.ts";
import { type RouteId, routeEntries } from "#events/desk-api/routes.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { answer } from "#functions/desk/answer.ts";
import { type DeskAnswer, type DeskUnderTest, eventOf, inMemoryDesk } from "../../fakes/in-memory-desk.ts";
import { zhejiangDocument } from "../../standards/zhejiang.ts";
import { noticeOf, programmeOf, raisedAt } from "../outreach/cases.ts";

// Every route × every kind of post in every area × every kind of notice in every area. What somebody may see is told a
// second time here, post by post, from what the work is like, and not from the code under test.

const villages = ["330106001001", "330106001002", "330106002001", "330203001001"];

/** Whose notices there are, and at which level of area their list is. */
const noticeKinds = [
  { role: "child-director", digits: 12 },
  { role: "assistance-worker", digits: 12 },
  { role: "disability-worker", digits: 12 },
  { role: "elder-care-worker", digits: 12 },
  { role: "disaster-information-officer", digits: 12 },
  { role: "medical-security-clerk", digits: 9 },
  { role: "school-contact", digits: 9 },
  { role: "employment-service", digits: 9 },
  { role: "civil-affairs-clerk", digits: 9, copy: true },
  { role: "child-supervisor", digits: 9, copy: true },
] as const;

interface PostUnderTest {
  readonly kind: string;
  readonly area: string;
}

const workersOfVillages = noticeKinds.filter(({ digits }) => digits === 12).map(({ role }) => role);
const workersOfTowns = ["medical-security-clerk", "school-contact", "employment-service"];
const supervisors = ["civil-affairs-clerk", "child-supervisor"];
const managers = ["county-civil-affairs", "county-medical-security", "county-education", "county-human-resources"];

/** Whose notices each of those above the workers stands behind. */
const standsBehind: Readonly<Record<string, readonly string[]>> = {
  "civil-affairs-clerk": [
    ...["civil-affairs-clerk", "assistance-worker", "disability-worker"],
    ...["elder-care-worker", "disaster-information-officer"],
  ],
  "child-supervisor": ["child-supervisor", "child-director"],
  "county-civil-affairs": [
    ...["civil-affairs-clerk", "assistance-worker", "disability-worker"],
    ...["elder-care-worker", "disaster-information-officer"],
  ],
  "county-medical-security": ["medical-security-clerk"],
  "county-education": ["school-contact"],
  "county-human-resources": ["employment-service"],
};

const posts: readonly PostUnderTest[] = [
  ...crossed(workersOfVillages, villages),
  ...crossed([...workersOfTowns, ...supervisors], [...new Set(villages.map((village) => village.slice(0, 9)))]),
  ...crossed([...managers, "policy-officer", "auditor"], ["330106", "330203", "3301", "33"]),
  // Posts that are none: of no kind there is, or at no level of theirs.
  ...[
    { kind: "mayor", area: "330106" },
    { kind: "child-director", area: "330106001" },
    { kind: "civil-affairs-clerk", area: "330106" },
    { kind: "assistance-worker", area: "33" },
  ],
];

function crossed(kinds: readonly string[], areas: readonly string[]): PostUnderTest[] {
  return kinds.flatMap((kind) => areas.map((area) => ({ kind, area })));
}

type Worked = Pick<OutreachNotice, "notice" | "household" | "area" | "role"> & { readonly office: string };

const notices: readonly Worked[] = villages.flatMap((area) =>
  noticeKinds.map(({ role, digits }) => ({
    notice: `n-${role}-${area}`,
    household: `h-${role}-${area}`,
    area,
    role,
    office: area.slice(0, digits),
  })),
);

const isReal = ({ kind, area }: PostUnderTest) =>
  (workersOfVillages.some((role) => role === kind) && area.length === 12) ||
  ([...workersOfTowns, ...supervisors].includes(kind) && area.length === 9) ||
  [...managers, "policy-officer", "auditor"].includes(kind);
const isWorker = (post: PostUnderTest) =>
  isReal(post) && (workersOfVillages.some((role) => role === post.kind) || workersOfTowns.includes(post.kind));
const isSupervisor = (post: PostUnderTest) => isReal(post) && supervisors.includes(post.kind);
const isManager = (post: PostUnderTest) => isReal(post) && managers.includes(post.kind);

/** Whether the post has the notice in its charge. */
function hasInCharge(post: PostUnderTest, { office, area, role }: Worked): boolean {
  if (isWorker(post)) return post.kind === role && post.area === office;
  if (isSupervisor(post) || isManager(post)) {
    return (standsBehind[post.kind] ?? []).includes(role) && area.startsWith(post.area);
  }
  return false;
}

const isChilds = ({ role }: Pick<Worked, "role">) => role === "child-director" || role === "child-supervisor";
const isChildPost = ({ kind }: PostUnderTest) => kind === "child-director" || kind === "child-supervisor";

/** Of each route: what the post asks about a notice, and whether the notice may stand in the answer. */
interface Row<Id extends RouteId> {
  readonly asks: (about: Worked) => CallOf<Id>;
  readonly shows: (post: PostUnderTest, about: Worked) => boolean;
  /** Whether the route answers the post at all. */
  readonly answers: (post: PostUnderTest, about: Worked) => boolean;
}

const never = () => false;
const key = "0123456789abcdef";
const atCase = ({ notice }: Worked) => ({ params: { notice } });
const handlesCases = (post: PostUnderTest) => isWorker(post) || isSupervisor(post);
const readsCases = (post: PostUnderTest) => handlesCases(post) || isManager(post);
const inCharge = (may: (post: PostUnderTest) => boolean) => (post: PostUnderTest, about: Worked) =>
  may(post) && hasInCharge(post, about);
const overlaps = (post: PostUnderTest, area: string) => area.startsWith(post.area) || post.area.startsWith(area);
const covers = (kinds: (post: PostUnderTest) => boolean) => (post: PostUnderTest, about: Worked) =>
  kinds(post) && about.area.startsWith(post.area);
const isOfficer = (post: PostUnderTest) => post.kind === "policy-officer";
const isAuditor = (post: PostUnderTest) => post.kind === "auditor";

const matrix: { readonly [Id in RouteId]: Row<Id> } = {
  me: { asks: () => ({}), shows: never, answers: isReal },
  currentStandards: { asks: () => ({}), shows: never, answers: isReal },
  standardParameters: { asks: ({ area }) => ({ query: { area } }), shows: never, answers: covers(isOfficer) },
  listCases: {
    asks: ({ area }) => ({ query: { area: area.slice(0, 6), state: "all", limit: "100" } }),
    shows: inCharge(readsCases),
    answers: (post, { area }) => readsCases(post) && overlaps(post, area.slice(0, 6)),
  },
  plannedVisits: { asks: () => ({}), shows: inCharge(isWorker), answers: isWorker },
  readCase: { asks: atCase, shows: inCharge(readsCases), answers: inCharge(readsCases) },
  caseHistory: { asks: atCase, shows: inCharge(readsCases), answers: inCharge(readsCases) },
  openCase: {
    asks: (about) => ({ ...atCase(about), body: { why: "visit" } }),
    shows: inCharge(handlesCases),
    answers: inCharge(handlesCases),
  },
  commandCase: {
    // On no revision there is: nobody changes a case here, but whoever may see it is shown it.
    asks: (about) => ({ ...atCase(about), body: { command: "claim", expected: 99 }, idempotencyKey: key }),
    shows: inCharge(handlesCases),
    answers: never,
  },
  reassignCases: {
    asks: ({ notice }) => ({ body: { items: [{ notice, expected: 99 }] }, idempotencyKey: key }),
    shows: inCharge(isSupervisor),
    answers: never,
  },
  readHousehold: {
    asks: ({ household }) => ({ params: { household } }),
    shows: inCharge(handlesCases),
    answers: inCharge(handlesCases),
  },
  townOverdue: {
    asks: ({ area }) => ({ query: { area: area.slice(0, 9) } }),
    shows: inCharge(isSupervisor),
    answers: (post, { area }) => isSupervisor(post) && overlaps(post, area.slice(0, 9)),
  },
  townUnclaimed: {
    asks: ({ area }) => ({ query: { area: area.slice(0, 9) } }),
    shows: inCharge(isSupervisor),
    answers: (post, { area }) => isSupervisor(post) && overlaps(post, area.slice(0, 9)),
  },
  townWorkers: {
    asks: ({ area }) => ({ query: { area } }),
    shows: never,
    answers: covers(isSupervisor),
  },
  townVisits: {
    asks: ({ area }) => ({ query: { area: area.slice(0, 9) } }),
    shows: never,
    answers: (post, { area }) => isSupervisor(post) && overlaps(post, area.slice(0, 9)),
  },
  countyFunnel: {
    asks: ({ area }) => ({ query: { area: area.slice(0, 6) } }),
    shows: never,
    answers: covers(isManager),
  },
  listPreviews: { asks: () => ({}), shows: never, answers: isOfficer },
  readPreview: { asks: () => ({ params: { preview: "f-none" } }), shows: never, answers: never },
  askPreview: {
    asks: ({ area }) => ({
      body: {
        area,
        on: "2022-07-01",
        parameters: [{ parameter: "minimumLivingGuarantee", area: area.slice(0, 6), value: 1100 }],
      },
      idempotencyKey: key,
    }),
    shows: never,
    answers: covers(isOfficer),
  },
  breakGlass: {
    asks: ({ notice }) => ({ body: { notice, reason: "火灾后联系不上责任人,需立即上门" } }),
    shows: (post, about) =>
      handlesCases(post) && about.area.slice(0, 6) === post.area.slice(0, 6) && (!isChilds(about) || isChildPost(post)),
    answers: (post, about) =>
      handlesCases(post) && about.area.slice(0, 6) === post.area.slice(0, 6) && (!isChilds(about) || isChildPost(post)),
  },
  brokenGlass: {
    asks: ({ area }) => ({ query: { area: area.slice(0, 6), day: "2022-07-20" } }),
    shows: never,
    answers: covers(isManager),
  },
  audit: {
    asks: ({ area }) => ({ query: { area: area.slice(0, 6), day: "2022-07-20" } }),
    shows: never,
    answers: covers(isAuditor),
  },
};

let desk: DeskUnderTest;

beforeAll(async () => {
  desk = inMemoryDesk(zhejiangDocument(), raisedAt);
  for (const { notice, household, area, role, office } of notices) {
    await desk.dependencies.cases.apply(
      noticeOf({
        ...{ notice, household, area, role, office },
        programmes: [programmeOf("minimum-living-guarantee", { person: `p-${role}-${area}` })],
        escalation: [],
      }),
    );
    desk.contacts.set(household, {
      household,
      address: `canary-address-${notice}`,
      persons: [{ person: `p-${role}-${area}`, name: `canary-name-${notice}` }],
    });
  }
  desk.moveTo(new Date("2022-07-20T09:00:00+08:00"));
});

/** Every notice, household or canary of a family that stands in an answer, as the notices that they belong to. */
function namedIn({ text }: DeskAnswer): Set<string> {
  // What a bulk request failed on is told by what was sent.
  const said = text.replaceAll(/"notice":"[^"]*","result":"failed"/g, "");
  const found = [...said.matchAll(/(?:\bn-|\bh-|\bp-)([a-z-]+-\d{12})\b/g)].map(([, rest]) => `n-${rest}`);
  return new Set(found);
}

/** A route's answers to every post about every notice; once where the question is the same for all. */
async function everyAnswer<Id extends RouteId>(
  id: Id,
  look: (post: PostUnderTest, about: Worked, answer: DeskAnswer) => void,
): Promise<void> {
  for (const post of posts) {
    const asked = new Map<string, DeskAnswer>();
    for (const about of notices) {
      const call = matrix[id].asks(about);
      const question = JSON.stringify(call);
      const answer = asked.get(question) ?? (await desk.call([`${post.kind}@${post.area}`], id, call));
      asked.set(question, answer);
      look(post, about, answer);
    }
  }
}

// Last, for whoever broke the glass sees more from then on.
const inOrder = routeEntries
  .map(([id]) => id)
  .toSorted((a, b) => Number(a === "breakGlass") - Number(b === "breakGlass"));
const lists: readonly RouteId[] = ["listCases", "plannedVisits", "townOverdue", "townUnclaimed"];
const trails: readonly RouteId[] = ["audit", "brokenGlass"];

interface Findings {
  readonly leaks: string[];
  readonly missing: string[];
  readonly statuses: string[];
}

/** What is wrong with one answer. */
function look<Id extends RouteId>(
  id: Id,
  post: PostUnderTest,
  about: Worked,
  answer: DeskAnswer,
  { leaks, missing, statuses }: Findings,
): void {
  const row: Row<Id> = matrix[id];
  const question = `${post.kind}@${post.area} asked of ${about.notice}`;
  const named = namedIn(answer);
  if (row.shows(post, about) && !named.has(about.notice)) missing.push(question);
  if (answer.status < 300 !== row.answers(post, about)) statuses.push(`${question}: ${answer.status}`);
  // A trail names the cases that it tells of, to those whose work it is.
  if (trails.includes(id)) return;
  const allowed = notices.filter((each) => row.shows(post, each) && (lists.includes(id) || each === about));
  const beyond = [...named].filter((notice) => !allowed.some((each) => each.notice === notice));
  leaks.push(...beyond.map((notice) => `${question}: ${notice}`));
  if (id !== "openCase" && answer.text.includes("canary-")) leaks.push(`${question}: names or addresses`);
}

describe.each(inOrder)("%s", (id) => {
  it("shows each post what is in its charge, and nothing else of anybody", async () => {
    const findings: Findings = { leaks: [], missing: [], statuses: [] };
    await everyAnswer(id, (post, about, answer) => look(id, post, about, answer, findings));
    expect(findings).toEqual({ leaks: [], missing: [], statuses: [] });
    const { shows } = matrix[id];
    if (shows !== never) expect(posts.some((post) => notices.some((about) => shows(post, about)))).toBe(true);
  });
});

describe("the glass, broken for a case", () => {
  it("shows that case and its names, no other, and lets nobody change it; each look is in the trail", async () => {
    const who = ["assistance-worker@330106002001"];
    const about = { notice: "n-disability-worker-330106001001" };
    const before = desk.audit.length;
    expect((await desk.call(who, "readCase", { params: about })).status).toBe(200);
    const opened = await desk.call(who, "openCase", { params: about, body: { why: "visit" } });
    expect(opened.text).toContain(`canary-name-${about.notice}`);
    expect(desk.audit.slice(before).map(({ kind }) => kind)).toEqual([
      ...["seen-by-broken-glass", "seen-by-broken-glass", "opening"],
    ]);
    const command = { command: "claim", expected: 0 } as const;
    expect((await desk.call(who, "commandCase", { params: about, body: command, idempotencyKey: key })).status).toBe(
      404,
    );
    expect(desk.audit.at(-1)).toMatchObject({ kind: "refused", notice: about.notice, why: "claim" });
    desk.moveTo(new Date("2022-07-20T12:00:01+08:00"));
    expect((await desk.call(who, "readCase", { params: about })).status).toBe(404);
  });
});

describe("whoever is not signed in, or holds no post", () => {
  it("gets nothing of any route", async () => {
    for (const [id] of routeEntries) {
      const unknown = await answer(eventOf(id, callOf(id)), desk.dependencies);
      expect([id, unknown.statusCode]).toEqual([id, 401]);
      expect([id, (await desk.call([], id, callOf(id))).status]).toEqual([id, 403]);
    }
  });
});

function callOf<Id extends RouteId>(id: Id): CallOf<Id> {
  const [first] = notices;
  if (!first) throw new Error("there are notices");
  return matrix[id].asks(first);
}
