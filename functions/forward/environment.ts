import * as z from "zod/mini";
import { environmentOf } from "#functions/environment.ts";
import { isSafeAddress } from "./post-signed.ts";

const address = z.pipe(
  z
    .url({ error: "an address" })
    .check(z.refine((text) => isSafeAddress(new URL(text)), { error: "an https address, or one of this machine" })),
  z.transform((text) => new URL(text)),
);
const roles = z.pipe(
  z.string({ error: "roles, separated by commas" }).check(z.minLength(1, { error: "roles, separated by commas" })),
  z.transform((text) => new Set(text.split(","))),
);

const kinds = z.array(z.enum(["notices", "referrals"], { error: "notices or referrals" }));
const takes = z.pipe(
  z.pipe(
    z.string({ error: "notices, referrals or both" }),
    z.transform((text) => text.split(",")),
  ),
  z.pipe(
    kinds,
    z.transform((each) => new Set(each)),
  ),
);

const Environment = z.object({
  /** Office systems by name: which area and roles they are told of, and where. */
  WEBHOOKS: z.pipe(
    z.pipe(z.string({ error: "office systems as JSON" }), z.transform(parseJson)),
    z.record(
      z.string(),
      z.object(
        { area: z.string({ error: "an area's code" }), takes, roles, to: address },
        { error: "{ area, takes, roles, to }" },
      ),
      { error: "office systems by name, as JSON" },
    ),
  ),
  /** The address that a queue's name completes. */
  QUEUE_URL_PREFIX: z.url({ error: "the beginning of queues' addresses" }),
  /** For so long a message rests that was not taken at the first try. */
  FIRST_REST_SECONDS: z.pipe(
    z.string({ error: "a number of seconds" }).check(z.regex(/^[1-9]\d*$/, { error: "a number of seconds" })),
    z.transform(Number),
  ),
  /** The name that a webhook's completes to its secret's. */
  SECRET_PREFIX: z.string({ error: "the beginning of secrets' names" }).check(z.minLength(1)),
});
export type ForwardEnvironment = z.infer<typeof Environment>;

/** The function's settings. Throws one error that names all that are missing or wrong. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): ForwardEnvironment {
  return environmentOf(Environment, variables);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
