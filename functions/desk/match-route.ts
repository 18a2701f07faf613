import { basePath, type Route, type RouteId, routeEntries } from "#events/desk-api/routes.ts";

/** The route of a request and the parameters in its path, not parsed yet. */
export interface MatchedRoute {
  readonly id: RouteId;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly id: RouteId;
  readonly route: Route;
  readonly parts: readonly string[];
}

// A path that is written out goes before one with parameters: `/cases/reassignments` is no notice.
const patterns: readonly Pattern[] = routeEntries
  .map(([id, route]) => ({ id, route, parts: route.path.split("/").slice(1) }))
  .toSorted((a, b) => parametersIn(a) - parametersIn(b));

function parametersIn({ parts }: Pattern): number {
  return parts.filter((part) => part.startsWith("{")).length;
}

/** The route for a method and a path below the API's own; undefined where there is none. */
export function matchRoute(method: string, path: string): MatchedRoute | undefined {
  if (!path.startsWith(`${basePath}/`)) return undefined;
  const parts = path.slice(basePath.length + 1).split("/");
  for (const { id, route, parts: expected } of patterns) {
    if (route.method !== method || expected.length !== parts.length) continue;
    const params = paramsOf(expected, parts);
    if (params) return { id, route, params };
  }
  return undefined;
}

function paramsOf(expected: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, pattern] of expected.entries()) {
    const part = parts[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(pattern)?.[1];
    if (name === undefined) {
      if (pattern !== part) return undefined;
    } else {
      params[name] = decoded(part);
    }
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
