import * as z from "zod/mini";
import * as accountability from "#events/desk-api/accountability.ts";
import { BulkReply } from "#events/desk-api/bulk.ts";
import * as cases from "#events/desk-api/cases.ts";
import { CurrentStandards } from "#events/desk-api/current-standards.ts";
import { Counted, Funnel } from "#events/desk-api/funnel.ts";
import { GoodLifeList } from "#events/desk-api/households.ts";
import { Me, Post, Worker, WorkerList } from "#events/desk-api/posts.ts";
import { Preview, PreviewList, PreviewRequest } from "#events/desk-api/previews.ts";
import { ProblemDetails } from "#events/desk-api/problem-details.ts";
import { basePath, type Route, type RouteId, routeEntries } from "#events/desk-api/routes.ts";
import { Text } from "#events/desk-api/text.ts";
import { NoticeProgramme } from "#events/outreach-notice.ts";
import { describeByError } from "./json-schemas.ts";

type Part = Readonly<Record<string, unknown>>;

/** Schemas with a name of their own in the document; whatever else is written where it stands. */
const named: Readonly<Record<string, z.ZodMiniType>> = {
  ...{ Me, Post, Worker, WorkerList, Text, NoticeProgramme, BulkReply, CurrentStandards, Counted, Funnel },
  ...{ GoodLifeList, Preview, PreviewList, PreviewRequest, ProblemDetails },
  CaseSummary: cases.CaseSummary,
  CaseDetail: cases.CaseDetail,
  CasePage: cases.CasePage,
  CaseQuery: cases.CaseQuery,
  CaseCommand: cases.CaseCommand,
  CommandReply: cases.CommandReply,
  OpeningRequest: cases.OpeningRequest,
  Opening: cases.Opening,
  Contacts: cases.Contacts,
  BulkReassignment: cases.BulkReassignment,
  History: cases.History,
  HistoryEntry: cases.HistoryEntry,
  BreakGlassRequest: accountability.BreakGlassRequest,
  BreakGlass: accountability.BreakGlass,
  AuditEntry: accountability.AuditEntry,
  AuditPage: accountability.AuditPage,
};

/** The OpenAPI 3.1 document of the desk's API, from its table of routes. */
export function openApiDocument(): Part {
  const paths: Record<string, Record<string, Part>> = {};
  for (const [id, route] of routeEntries) {
    const path = `${basePath}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(id, route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "政策找人·工作台 Desk of policies-find-people",
      version: "1.0.0",
      description:
        "What staff work cases with. Names and addresses come from one route only, which records who asked and why. Each route names the duties that may call it (x-duties) and what must be within the caller's reach (x-reach).",
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "An access token of the configured OpenID Connect issuer.",
        },
      },
      schemas: namedSchemas(),
    },
  };
}

function operationOf(id: RouteId, route: Route): Part {
  const { title, params, query, body, idempotencyKey, replies, duties, reach } = route;
  return {
    operationId: id,
    summary: `${title.zh} ${title.en}`,
    "x-duties": [...duties],
    "x-reach": reach,
    parameters: [
      ...parametersOf("path", params),
      ...parametersOf("query", query),
      ...(idempotencyKey ? [keyParameter] : []),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(body, "application/json") } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(replies).map(([status, schema]) => [
          status,
          { description: `${title.zh} ${title.en}`, content: json(schema, "application/json") },
        ]),
      ),
      default: {
        description: "说明问题 What went wrong",
        content: json(ProblemDetails, "application/problem+json"),
      },
    },
  };
}

const keyParameter: Part = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Made by the client, one for each act; the same act sent again with it is done once.",
  schema: { type: "string", pattern: "^[A-Za-z0-9_-]{16,64}$" },
};

function parametersOf(place: "path" | "query", { shape }: z.ZodMiniObject): Part[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: place,
    required: place === "path",
    schema: inline(schema),
  }));
}

function json(schema: z.ZodMiniType, mediaType: string): Part {
  const name = Object.entries(named).find(([, each]) => each === schema)?.[0];
  return {
    [mediaType]: { schema: name === undefined ? inline(schema) : { $ref: `#/components/schemas/${name}` } },
  };
}

function inline(schema: z.core.$ZodType): Part {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", reused: "inline", override: describeByError });
  return rest;
}

function namedSchemas(): Part {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    reused: "inline",
    uri: (id) => `#/components/schemas/${id}`,
    override: describeByError,
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema, $id, ...rest }]) => [id, rest]));
}
