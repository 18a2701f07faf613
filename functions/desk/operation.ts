import type * as z from "zod/mini";
import type { Post } from "#events/desk-api/posts.ts";
import type { RouteId, routes } from "#events/desk-api/routes.ts";
import type { Reader } from "./case-in-reply.ts";
import type { CasesWithinReach } from "./cases-within-reach.ts";
import type { DeskDependencies } from "./dependencies.ts";
import type { DeskStandard } from "./desk-standard.ts";
import type { Glass } from "./glass.ts";
import type { Principal } from "./reach.ts";

type Routes = typeof routes;

/** What came with a request, parsed as its route says. */
export interface Input<Id extends RouteId> {
  readonly params: z.output<Routes[Id]["params"]>;
  readonly query: z.output<Routes[Id]["query"]>;
  readonly body: Routes[Id] extends { readonly body: infer Body extends z.ZodMiniType } ? z.output<Body> : undefined;
  /** Empty where the route takes none. */
  readonly idempotencyKey: string;
}

/** What operations work with besides the asker's cases: no store of cases, for that would be beyond anybody's reach. */
export type OperationDependencies = Omit<DeskDependencies, "cases" | "report">;

/** Who asks, and all that the route lets them reach. */
export interface Asker {
  readonly principal: Principal;
  /** Their posts that allow this route. */
  readonly posts: readonly Post[];
  readonly cases: CasesWithinReach;
  /** What stands between them and the other cases. */
  readonly glass: Glass;
  readonly reader: Reader;
  readonly standard: DeskStandard;
}

type RepliesOf<Id extends RouteId> = Routes[Id]["replies"];

/** A reply by one of the route's statuses. */
export type Reply<Id extends RouteId> = {
  [Status in keyof RepliesOf<Id> & number]: {
    readonly status: Status;
    readonly body: RepliesOf<Id>[Status] extends z.ZodMiniType ? z.input<RepliesOf<Id>[Status]> : never;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof RepliesOf<Id> & number];

/** What a route does. Throws Problem, or an UnknownCursor of the stores. */
export type Operation<Id extends RouteId> = (
  input: Input<Id>,
  asker: Asker,
  dependencies: OperationDependencies,
) => Promise<Reply<Id>>;
