import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { dateIn } from "#events/calendar.ts";
import type { AuditEntry } from "#events/desk-api/accountability.ts";
import type { Contacts } from "#events/desk-api/cases.ts";
import type { CallOf } from "#events/desk-api/client.ts";
import { requestOf } from "#events/desk-api/client.ts";
import type { Preview } from "#events/desk-api/previews.ts";
import type { RouteId } from "#events/desk-api/routes.ts";
import { answer } from "#functions/desk/answer.ts";
import type { DeskDependencies } from "#functions/desk/dependencies.ts";
import { deskStandard } from "#functions/desk/desk-standard.ts";
import { Problem } from "#functions/desk/problem.ts";
import type { Sight } from "#functions/desk/sight.ts";
import type { RosteredWorker } from "#functions/desk/worker-roster.ts";
import type { LogLine } from "#functions/telemetry/log-catalogue.ts";
import type { DeskEvent } from "#outreach/desk-events.ts";
import { inMemoryCases } from "./in-memory-cases.ts";

export interface DeskUnderTest {
  readonly dependencies: DeskDependencies;
  readonly audit: AuditEntry[];
  readonly log: LogLine[];
  readonly contacts: Map<string, Contacts>;
  /** What was put on the bus. */
  readonly reported: DeskEvent[];
  /** A request by somebody who holds these posts, such as `child-director@330106001001`. */
  call<Id extends RouteId>(
    posts: readonly string[],
    id: Id,
    call: CallOf<Id>,
    other?: Partial<DeskDependencies>,
  ): Promise<DeskAnswer>;
  moveTo(now: Date): void;
}

export interface DeskAnswer {
  readonly status: number;
  readonly text: string;
  readonly json: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

export const childRoles: ReadonlySet<string> = new Set(["child-director", "child-supervisor"]);

/** The whole desk, with stores that remember and an issuer that believes whatever it is told. */
export function inMemoryDesk(document: StandardDocument, from: Date): DeskUnderTest {
  let now = from;
  const audit: AuditEntry[] = [];
  const log: LogLine[] = [];
  const contacts = new Map<string, Contacts>();
  const sights: Sight[] = [];
  const workers: RosteredWorker[] = [];
  const previews: { area: string; preview: Preview }[] = [];
  const reported: DeskEvent[] = [];
  const standard = deskStandard(document, childRoles);
  const dependencies: DeskDependencies = {
    cases: inMemoryCases(() => now),
    report: async (reports) => {
      reported.push(...reports);
      return new Set();
    },
    households: { read: async () => ({ found: new Map(), unreadable: new Map() }) },
    contacts: { contactsOf: async (household) => contacts.get(household) },
    audit: {
      record: async (entry) => void audit.push(entry),
      read: async ({ area, day, kind }) => ({
        entries: audit.filter(
          (entry) =>
            entry.area.startsWith(area) &&
            dateIn(document.timeZone, new Date(entry.at)) === day &&
            (kind === undefined || entry.kind === kind),
        ),
      }),
    },
    sights: {
      keep: async (sight) => void sights.push(sight),
      until: async ({ staff, notice, kind }) =>
        sights.findLast(
          (each) => each.staff === staff && each.notice === notice && each.kind === kind && each.until > now,
        )?.until,
    },
    roster: {
      note: async (worker) => {
        const before = workers.findIndex(({ staff, area }) => staff === worker.staff && area === worker.area);
        workers.splice(before < 0 ? workers.length : before, 1, worker);
      },
      inTown: async (town) => workers.filter(({ area }) => area.startsWith(town)),
    },
    previews: {
      ask: async (area, preview) => void previews.push({ area, preview }),
      of: async (area) => previews.filter((each) => each.area === area).map(({ preview }) => preview),
      read: async (area, id) => previews.find((each) => each.area === area && each.preview.preview === id)?.preview,
    },
    standard: async () => standard,
    signIn: {
      issuer: "https://sign-in.test",
      claims: { staff: "sub", name: "name", posts: "posts", pattern: "^(?<kind>[^@]+)@(?<area>\\d+)$" },
      kinds: {},
    },
    verify: async (authorization) => {
      if (authorization === undefined) throw new Problem("not-signed-in");
      return z.record(z.string(), z.unknown()).parse(JSON.parse(authorization));
    },
    now: () => now,
    log: async (line) => void log.push(line),
  };
  return {
    dependencies,
    audit,
    log,
    contacts,
    reported,
    moveTo: (later) => {
      now = later;
    },
    async call(posts, id, call, other = {}) {
      const claims = { sub: staffOf(posts), posts, exp: now.getTime() / 1000 + 3600 };
      return said(await answer(eventOf(id, call, JSON.stringify(claims)), { ...dependencies, ...other }));
    },
  };
}

/** Who holds these posts; the same posts are the same person. */
export function staffOf(posts: readonly string[]): string {
  return `s-${posts.join("-").replaceAll("@", "-")}`.slice(0, 60);
}

function said({ statusCode = 0, body = "", headers = {} }: Awaited<ReturnType<typeof answer>>): DeskAnswer {
  return { status: statusCode, text: body, json: body === "" ? undefined : JSON.parse(body), headers };
}

/** A request as API Gateway's HTTP API hands it over. */
export function eventOf<Id extends RouteId>(id: Id, call: CallOf<Id>, authorization?: string): APIGatewayProxyEventV2 {
  const { method, url, headers, body } = requestOf(id, call);
  const { pathname, search, searchParams } = new URL(url, "https://desk.test");
  return {
    version: "2.0",
    routeKey: `${method} /api/{proxy+}`,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
    queryStringParameters: Object.fromEntries(searchParams),
    requestContext: {
      accountId: "000000000000",
      apiId: "desk",
      domainName: "desk.test",
      domainPrefix: "desk",
      http: { method, path: pathname, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      requestId: "r-1",
      routeKey: `${method} /api/{proxy+}`,
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}
