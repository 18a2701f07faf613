import { readFileSync } from "node:fs";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { isNode, LineCounter, parseDocument } from "yaml";
import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { SignInSettings } from "#events/sign-in-settings.ts";

export const architectureNames = ["arm64", "x86_64"] as const;
export type ArchitectureName = (typeof architectureNames)[number];

const retentions = Object.values(RetentionDays).filter((days) => typeof days === "number");
const oneTo = (most: number) =>
  z
    .int({ error: `a whole number from 1 to ${most}` })
    .check(
      z.minimum(1, { error: `a whole number from 1 to ${most}` }),
      z.maximum(most, { error: `a whole number from 1 to ${most}` }),
    );
const upTo = (most: number) =>
  z
    .int({ error: `a whole number from 0 to ${most}` })
    .check(
      z.minimum(0, { error: `a whole number from 0 to ${most}` }),
      z.maximum(most, { error: `a whole number from 0 to ${most}` }),
    );
// Lambda bounds an event source mapping's concurrency from 2 to 1,000.
const concurrency = z
  .int({ error: "a whole number from 2 to 1000" })
  .check(
    z.minimum(2, { error: "a whole number from 2 to 1000" }),
    z.maximum(1000, { error: "a whole number from 2 to 1000" }),
  );

const role = z
  .string({ error: "a role of the standard" })
  .check(z.regex(/^[a-z][a-z0-9-]*$/, { error: "a role of the standard" }));

const Webhook = z.strictObject(
  {
    name: z
      .string({ error: "a name of at most 20 small letters, digits and hyphens" })
      .check(
        z.regex(/^[a-z0-9](-?[a-z0-9]){0,19}$/, { error: "a name of at most 20 small letters, digits and hyphens" }),
      ),
    // A notice keeps its identifier within a county: a part of one would not learn that a family has moved on.
    area: z
      .string({ error: "a province's, prefecture's or county's code, in quotes" })
      .check(z.regex(/^\d{2}(\d{2}){0,2}$/, { error: "a province's, prefecture's or county's code, in quotes" })),
    takes: z._default(
      z
        .array(z.enum(["notices", "referrals"], { error: "notices or referrals" }), {
          error: "a list: notices, referrals or both",
        })
        .check(z.minLength(1, { error: "notices, referrals or both" })),
      ["notices"],
    ),
    roles: z.array(role, { error: "a list of roles" }).check(z.minLength(1, { error: "at least one role" })),
    to: z
      .string({ error: "an https address" })
      .check(
        z.regex(/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])\S+$/, { error: "an https address, or http://127.0.0.1" }),
      ),
  },
  { error: "an office system: { name, area, takes, roles, to }" },
);
/** An office system that notices are posted to. */
export type Webhook = z.infer<typeof Webhook>;

const Reminders = z.strictObject(
  {
    by: z.enum(["sms", "zhezhengding"], { error: "sms or zhezhengding" }),
    at: z
      .string({ error: "a time of day in China, such as '09:00'" })
      .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "a time of day in China, such as '09:00'" })),
    desk: z.url({ error: "the address at which staff reach the desk" }),
  },
  { error: "reminders: { by, at, desk }" },
);
/** How towns and counties are reminded of overdue visits. */
export type ReminderSettings = z.infer<typeof Reminders>;

// A function has 4 KB for what it is told.
const mostWebhooks = 20;
const certificate = (service: RegExp, error: string) => z.string({ error }).check(z.regex(service, { error }));
const domain = (certificates: z.ZodMiniType<string>) =>
  z.strictObject(
    {
      name: z
        .string({ error: "a domain's name, such as desk.example.org" })
        .check(z.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, { error: "a domain's name, such as desk.example.org" })),
      certificate: certificates,
    },
    { error: "a domain: name, certificate" },
  );
const anyCertificate = domain(
  certificate(
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\//,
    "the ARN of a certificate of ACM in the stage's region",
  ),
);
export type PageDomain = z.infer<typeof anyCertificate>;

/** How the page is told whom to sign in with, whatever serves it. */
const told = {
  client: z
    .string({ error: "the page's client id at the issuer" })
    .check(z.minLength(1, { error: "the page's client id at the issuer" })),
  scope: z._default(z.string({ error: "scopes separated by spaces" }), "openid"),
  parameters: z._default(
    z.record(z.string(), z.string(), { error: "what the issuer wants to be asked besides, by name" }),
    {},
  ),
  connectTo: z._default(
    z.array(
      z
        .string({ error: "an origin such as https://sign-in.example.org" })
        .check(z.regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, { error: "an origin such as https://sign-in.example.org" })),
      { error: "origins that the page may ask besides its own and the issuer's" },
    ),
    [],
  ),
};

/** What staff reach the page by. */
const Page = z.discriminatedUnion(
  "front",
  [
    z.strictObject({ front: z.literal("http-api"), ...told, domain: z.optional(anyCertificate) }),
    z.strictObject({
      front: z.literal("cloudfront"),
      ...told,
      // Only with a name and certificate of one's own does CloudFront refuse what is older than TLS 1.2.
      domain: domain(
        certificate(
          /^arn:aws:acm:us-east-1:\d{12}:certificate\//,
          "the ARN of a certificate of ACM in us-east-1, where CloudFront looks for it",
        ),
      ),
    }),
    z.strictObject({ front: z.literal("none"), ...told }),
  ],
  { error: "http-api, cloudfront or none" },
);

/**
 * Six months at their longest, from March to August: so long the Cybersecurity Law of the People's Republic of China has
 * network logs kept (网络安全法 第二十三条第三项 as in force since 2026-01-01, before that 第二十一条第三项).
 */
const sixMonths = 184;

/** One stage's file in `stages/`. */
const StageFile = z.strictObject(
  {
    standard: z
      .string({ error: "the name of a standard, such as zhejiang" })
      .check(z.regex(/^[a-z][a-z0-9-]*$/, { error: "the name of a standard, such as zhejiang" })),
    counties: z
      .array(
        z
          .string({ error: "a county's code of 6 digits in quotes, such as '330106'" })
          .check(z.regex(/^\d{4}(?!00)\d{2}$/, { error: "a county's code of 6 digits in quotes, such as '330106'" })),
        { error: "a list of counties' codes" },
      )
      .check(z.refine((codes) => new Set(codes).size === codes.length, { error: "no county twice" })),
    architecture: z.enum(architectureNames, { error: `${architectureNames.join(" or ")}` }),
    concurrency: z.strictObject(
      { evaluate: concurrency, deliver: concurrency, sweep: concurrency },
      { error: "the most instances of evaluate, of deliver, and of evaluate for a sweep" },
    ),
    keep: z.boolean({ error: "true where data stays when its stack is deleted, otherwise false" }),
    fairToSources: z._default(z.boolean({ error: "false where the region has no fair queues, otherwise true" }), true),
    archiveDays: oneTo(3650),
    signIn: SignInSettings,
    page: Page,
    childRoles: z
      .array(role, { error: "a list of roles of the standard" })
      .check(z.minLength(1, { error: "at least one role" })),
    webhooks: z._default(
      z.array(Webhook, { error: "a list of office systems" }).check(
        z.maxLength(mostWebhooks, { error: `at most ${mostWebhooks} office systems` }),
        z.refine((webhooks) => new Set(webhooks.map(({ name }) => name)).size === webhooks.length, {
          error: "no name twice",
        }),
      ),
      [],
    ),
    reminders: z.optional(Reminders),
    charityQueue: z._default(
      z.boolean({ error: "true where the charity platform reads a queue of its own, otherwise false" }),
      false,
    ),
    notify: z.array(z.string().check(z.email({ error: "an e-mail address" })), { error: "a list of e-mail addresses" }),
    backupCopies: z.array(
      z.string().check(z.regex(/^arn:aws[a-z-]*:backup:/, { error: "the ARN of a backup vault" })),
      {
        error: "a list of backup vaults' ARNs",
      },
    ),
    silentAfterDays: z.record(
      z.string(),
      // CloudWatch looks back a week at most.
      oneTo(7),
      { error: "days of silence by source system" },
    ),
    quarantinedAnHour: oneTo(1_000_000),
    cases: z.strictObject(
      { unclaimedOverdue: upTo(1_000_000), villagesAboveBudget: upTo(100_000) },
      { error: "the most cases overdue and unclaimed, and communities above their budget of visits, without an alarm" },
    ),
    writeUnitsPerChange: z.number({ error: "a number above 0" }).check(z.positive({ error: "a number above 0" })),
    sourceAccounts: z.record(
      z.string().check(z.regex(/^\d{12}$/, { error: "an AWS account of 12 digits, in quotes" })),
      z
        .array(z.string().check(z.regex(/^[a-z][a-z-]*$/, { error: "a source system's name" })))
        .check(z.minLength(1, { error: "at least one source system" })),
      { error: "source systems by the AWS account they send from" },
    ),
    logDays: z.int({ error: "a whole number of days" }).check(
      z.refine((days) => retentions.includes(days), {
        error: "a number of days that CloudWatch Logs offers, such as 365",
      }),
    ),
  },
  {
    error:
      "a stage: standard, counties, architecture, concurrency, fairToSources, keep, archiveDays, signIn, page, childRoles, webhooks, reminders, charityQueue, logDays, notify, backupCopies, sourceAccounts, silentAfterDays, quarantinedAnHour, cases, writeUnitsPerChange",
  },
);
export type StageFile = z.infer<typeof StageFile>;

const nextRetention = Math.min(...retentions.filter((days) => days >= sixMonths));
/** What holds between one field and another. */
const SoundStage = StageFile.check(
  z.refine(({ keep, logDays }) => !keep || logDays >= sixMonths, {
    path: ["logDays"],
    error: `${nextRetention} or more where data is kept (keep: true): 网络安全法 第二十三条 (三), Cybersecurity Law, Article 23 (3): network logs for at least six months, up to ${sixMonths} days`,
  }),
);

/** Reads a stage's file. Throws an Error with a line for each thing wrong: file, line, field, what was expected. */
export function readStageFile(path: string): StageFile {
  return parseStageFile(path, readFileSync(path, "utf8"));
}

/** Parses a stage's text; `path` is what errors call it. Throws as readStageFile does. */
export function parseStageFile(path: string, text: string): StageFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${path}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    throw new Error(document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`).join("\n"));
  }
  const value: unknown = document.toJS();
  const parsed = SoundStage.safeParse(value);
  if (parsed.success) return parsed.data;
  const offsetOf = (keys: readonly PropertyKey[]): number => {
    const node: unknown = keys.length === 0 ? document.contents : document.getIn(keys, true);
    if (isNode(node) && node.range) return node.range[0];
    return keys.length === 0 ? 0 : offsetOf(keys.slice(0, -1));
  };
  const problems = parsed.error.issues.flatMap((issue) =>
    problemsOf(new z.core.$ZodError([issue]), value).map(
      (problem) => `${at(offsetOf(issue.path))}: ${problemInWords(problem)}`,
    ),
  );
  throw new Error(problems.join("\n"));
}
