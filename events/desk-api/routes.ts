import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { AreaCode, HouseholdId, NoticeId } from "../identifiers.ts";
import { AuditPage, AuditQuery, BreakGlass, BreakGlassRequest } from "./accountability.ts";
import { BulkReply } from "./bulk.ts";
import {
  BulkReassignment,
  CaseCommand,
  CaseDetail,
  CasePage,
  CaseQuery,
  CommandReply,
  History,
  Opening,
  OpeningRequest,
} from "./cases.ts";
import { CurrentStandards, StandardParameters } from "./current-standards.ts";
import { Funnel, FunnelQuery } from "./funnel.ts";
import { GoodLifeList } from "./households.ts";
import { type Duty, Me, WorkerList } from "./posts.ts";
import { Preview, PreviewId, PreviewList, PreviewRequest } from "./previews.ts";
import { Cursor, type Text } from "./text.ts";
import { TownVisits, VisitPlan } from "./visits.ts";

/** What a caller must have in reach, besides the duty, for the route to answer; the desk refuses a route without one. */
export type Reach =
  /** Nothing but to be signed in. */
  | "signed-in"
  /** The area and role of the one case in the path. */
  | "case"
  /** As `case`, or a glass broken for it. */
  | "case-or-broken-glass"
  /** The area only: the case itself is out of reach, else no glass would have to be broken. */
  | "county-of-case"
  /** A case of the household in the path. */
  | "household"
  /** Each case listed, by its area and role. */
  | "cases-listed"
  /** The area that is asked for. */
  | "area";

/** A route of the desk's API, as data: server, client, OpenAPI document and the test of who sees what come from it. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Below `basePath`, each parameter as `{name}`. */
  readonly path: string;
  readonly title: Text;
  readonly params: z.ZodMiniObject;
  readonly query: z.ZodMiniObject;
  /** Absent where there is none to send. */
  readonly body?: z.ZodMiniType;
  /** Whether the header Idempotency-Key must come along. */
  readonly idempotencyKey: boolean;
  /** By status; the first is the usual one. Anything else is problem details. */
  readonly replies: Readonly<Record<number, z.ZodMiniType>>;
  /** Who may call it at all. */
  readonly duties: readonly Duty[];
  readonly reach: Reach;
}

/** All routes stand below this, so that page and API may share an origin. */
export const basePath = "/api";

const nothing = z.strictObject({});
const ofNotice = z.strictObject({ notice: NoticeId });
const paged = z.strictObject({ area: z.optional(AreaCode), cursor: z.optional(Cursor) });
const everybody: readonly Duty[] = ["worker", "town-supervisor", "county-manager", "policy-officer", "auditor"];
const caseStaff: readonly Duty[] = ["worker", "town-supervisor"];
const caseReaders: readonly Duty[] = ["worker", "town-supervisor", "county-manager"];
const plain = { params: nothing, query: nothing, idempotencyKey: false } as const;

export const routes = {
  me: {
    ...plain,
    method: "GET",
    path: "/me",
    title: { zh: "我是谁,有哪些岗位", en: "Who is signed in, and their posts" },
    replies: { 200: Me },
    duties: everybody,
    reach: "signed-in",
  },
  listCases: {
    ...plain,
    method: "GET",
    path: "/cases",
    title: { zh: "工单列表,急者在前", en: "Cases, most urgent first" },
    query: CaseQuery,
    replies: { 200: CasePage },
    duties: caseReaders,
    reach: "cases-listed",
  },
  plannedVisits: {
    ...plain,
    method: "GET",
    path: "/visits",
    title: { zh: "走访安排:今天的和等候的", en: "The plan of visits: today's, and those that wait" },
    replies: { 200: VisitPlan },
    duties: ["worker"],
    reach: "cases-listed",
  },
  readCase: {
    ...plain,
    method: "GET",
    path: "/cases/{notice}",
    title: { zh: "一件工单,不含姓名和地址", en: "A case, without names and addresses" },
    params: ofNotice,
    replies: { 200: CaseDetail },
    duties: caseReaders,
    reach: "case-or-broken-glass",
  },
  openCase: {
    ...plain,
    method: "POST",
    path: "/cases/{notice}/opening",
    title: { zh: "打开工单:姓名和地址,留痕", en: "Open a case: names and addresses; recorded" },
    params: ofNotice,
    body: OpeningRequest,
    replies: { 200: Opening },
    duties: caseStaff,
    reach: "case-or-broken-glass",
  },
  commandCase: {
    ...plain,
    method: "POST",
    path: "/cases/{notice}/commands",
    title: {
      zh: "认领、退回、联系、办结、转派、转介慈善",
      en: "Claim, release, log a contact, close, reassign or refer",
    },
    params: ofNotice,
    body: CaseCommand,
    idempotencyKey: true,
    replies: { 200: CommandReply },
    duties: caseStaff,
    reach: "case",
  },
  caseHistory: {
    ...plain,
    method: "GET",
    path: "/cases/{notice}/history",
    title: { zh: "工单经过", en: "What happened to a case" },
    params: ofNotice,
    replies: { 200: History },
    duties: caseReaders,
    reach: "case-or-broken-glass",
  },
  reassignCases: {
    ...plain,
    method: "POST",
    path: "/cases/reassignments",
    title: { zh: "批量转派,逐件答复", en: "Reassign several cases, answered one by one" },
    body: BulkReassignment,
    idempotencyKey: true,
    replies: { 200: BulkReply, 207: BulkReply, 409: BulkReply },
    duties: ["town-supervisor"],
    reach: "cases-listed",
  },
  readHousehold: {
    ...plain,
    method: "GET",
    path: "/households/{household}",
    title: { zh: "幸福清单:已享、可享、谢绝", en: "Good life list: receives, may receive, refused" },
    params: z.strictObject({ household: HouseholdId }),
    replies: { 200: GoodLifeList },
    duties: caseStaff,
    reach: "household",
  },
  townOverdue: {
    ...plain,
    method: "GET",
    path: "/town/overdue",
    title: { zh: "逾期未办", en: "Overdue cases" },
    query: paged,
    replies: { 200: CasePage },
    duties: ["town-supervisor"],
    reach: "cases-listed",
  },
  townUnclaimed: {
    ...plain,
    method: "GET",
    path: "/town/unclaimed",
    title: { zh: "无人认领", en: "Cases nobody has claimed" },
    query: paged,
    replies: { 200: CasePage },
    duties: ["town-supervisor"],
    reach: "cases-listed",
  },
  townWorkers: {
    ...plain,
    method: "GET",
    path: "/town/workers",
    title: { zh: "可转派的人员", en: "Workers that cases may be given to" },
    query: z.strictObject({ area: z.optional(AreaCode) }),
    replies: { 200: WorkerList },
    duties: ["town-supervisor"],
    reach: "area",
  },
  townVisits: {
    ...plain,
    method: "GET",
    path: "/town/visits",
    title: { zh: "各村(社区)走访安排:户数", en: "The plans of visits of a town's communities, in families" },
    query: z.strictObject({ area: z.optional(AreaCode) }),
    replies: { 200: TownVisits },
    duties: ["town-supervisor"],
    reach: "cases-listed",
  },
  countyFunnel: {
    ...plain,
    method: "GET",
    path: "/county/funnel",
    title: { zh: "发现到落实:数字,不含姓名", en: "From detection to grant: numbers, no names" },
    query: FunnelQuery,
    replies: { 200: Funnel },
    duties: ["county-manager"],
    reach: "area",
  },
  listPreviews: {
    ...plain,
    method: "GET",
    path: "/previews",
    title: { zh: "政策预演列表", en: "Previews of a change of standard" },
    replies: { 200: PreviewList },
    duties: ["policy-officer"],
    reach: "area",
  },
  readPreview: {
    ...plain,
    method: "GET",
    path: "/previews/{preview}",
    title: { zh: "一次政策预演", en: "A preview" },
    params: z.strictObject({ preview: PreviewId }),
    replies: { 200: Preview },
    duties: ["policy-officer"],
    reach: "area",
  },
  askPreview: {
    ...plain,
    method: "POST",
    path: "/previews",
    title: { zh: "预演标准调整", en: "Preview a change of standard" },
    body: PreviewRequest,
    idempotencyKey: true,
    replies: { 202: Preview },
    duties: ["policy-officer"],
    reach: "area",
  },
  currentStandards: {
    ...plain,
    method: "GET",
    path: "/standards/current",
    title: { zh: "现行标准的文字", en: "The words of the standard in force" },
    replies: { 200: CurrentStandards },
    duties: everybody,
    reach: "signed-in",
  },
  standardParameters: {
    ...plain,
    method: "GET",
    path: "/standards/parameters",
    title: { zh: "现行标准的参数和数值", en: "The parameters of the standard in force, and their values" },
    query: z.strictObject({ area: z.optional(AreaCode), on: z.optional(CalendarDate) }),
    replies: { 200: StandardParameters },
    duties: ["policy-officer"],
    reach: "area",
  },
  breakGlass: {
    ...plain,
    method: "POST",
    path: "/break-glass",
    title: { zh: "紧急查阅:说明理由,限时,上报", en: "Break the glass: for a reason, for a while, reported" },
    body: BreakGlassRequest,
    replies: { 201: BreakGlass },
    duties: caseStaff,
    reach: "county-of-case",
  },
  brokenGlass: {
    ...plain,
    method: "GET",
    path: "/county/broken-glass",
    title: { zh: "本县紧急查阅记录", en: "Who broke the glass in the county" },
    query: AuditQuery,
    replies: { 200: AuditPage },
    duties: ["county-manager"],
    reach: "area",
  },
  audit: {
    ...plain,
    method: "GET",
    path: "/audit",
    title: { zh: "审计记录", en: "The audit trail" },
    query: AuditQuery,
    replies: { 200: AuditPage },
    duties: ["auditor"],
    reach: "area",
  },
} as const satisfies Readonly<Record<string, Route>>;

export type RouteId = keyof typeof routes;

export function isRouteId(text: string): text is RouteId {
  return Object.hasOwn(routes, text);
}

/** Every route with its name. */
export const routeEntries: readonly (readonly [RouteId, Route])[] = Object.entries<Route>(routes).flatMap(
  ([id, route]) => (isRouteId(id) ? [[id, route] as const] : []),
);
