import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { scheduleTiming } from "./schedule-timing.ts";

/**
 * Types accepted without effect on this machine. Any type that is neither here nor honoured below is an error.
 */
export const typesWithoutEffect: ReadonlySet<string> = new Set([
  // Permissions of others than functions: there is one user here, who may do everything.
  "AWS::SQS::QueuePolicy",
  "AWS::S3::BucketPolicy",
  "AWS::Lambda::Permission",
  "AWS::Events::EventBusPolicy",
  // Backups: the folder may be copied while nothing runs.
  "AWS::Backup::BackupPlan",
  "AWS::Backup::BackupSelection",
  "AWS::Backup::BackupVault",
  // Watching: what functions write goes to the log of the process. Alarms ring, but nobody is paged.
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::Logs::LogGroup",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  // A note to the CDK's makers.
  "AWS::CDK::Metadata",
]);

const text = z.string();
const number = z.number();
const deadLetterConfig = z.strictObject({ Arn: z.optional(text) });
const keySchema = z.array(z.strictObject({ AttributeName: text, KeyType: z.enum(["HASH", "RANGE"]) }));
const index = {
  IndexName: text,
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
    NonKeyAttributes: z.optional(z.array(text)),
  }),
};

export const Table = z.strictObject({
  TableName: z.optional(text),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: text, AttributeType: z.enum(["S", "N", "B"]) })),
  BillingMode: z.literal("PAY_PER_REQUEST"),
  GlobalSecondaryIndexes: z.optional(z.array(z.strictObject(index))),
  LocalSecondaryIndexes: z.optional(z.array(z.strictObject(index))),
});

export const Queue = z.strictObject({
  QueueName: z.optional(text),
  VisibilityTimeout: z._default(number, 30),
  DelaySeconds: z._default(number, 0),
  MaximumMessageSize: z._default(number, 1_048_576),
  MessageRetentionPeriod: z._default(number, 345_600),
  ReceiveMessageWaitTimeSeconds: z._default(number, 0),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: text, maxReceiveCount: number })),
});

export const KeyAlias = z.strictObject({ AliasName: text, TargetKeyId: text });

export const Bucket = z.strictObject({ BucketName: z.optional(text) });

export const EventBus = z.strictObject({ Name: text });

export const Archive = z.strictObject({
  ArchiveName: z.optional(text),
  SourceArn: text,
  EventPattern: z.optional(z.record(z.string(), z.unknown())),
});

export const Rule = z.strictObject({
  Name: z.optional(text),
  EventBusName: z._default(text, "default"),
  EventPattern: z.optional(z.record(z.string(), z.unknown())),
  ScheduleExpression: z.optional(
    text.check(
      z.refine((expression) => scheduleTiming(expression) !== undefined, {
        error: "a schedule such as rate(15 minutes), or one minute of every day such as cron(5 16 * * ? *)",
      }),
    ),
  ),
  State: z._default(z.enum(["ENABLED", "DISABLED"]), "ENABLED"),
  Targets: z._default(
    z.array(
      z.strictObject({
        Id: text,
        Arn: text,
        DeadLetterConfig: z.optional(deadLetterConfig),
        // What a queue of this machine refuses it would refuse again: it goes to the dead letters at once.
        RetryPolicy: z.optional(z.unknown()),
        SqsParameters: z.optional(
          z.strictObject({
            MessageGroupId: text.check(
              z.regex(/^(?!\$)|^\$\.(source|account|detail-type)$/, {
                error: "a name, $.source, $.account or $.detail-type",
              }),
            ),
          }),
        ),
      }),
    ),
    [],
  ),
});

export const LambdaFunction = z.strictObject({
  FunctionName: z.optional(text),
  Code: z.strictObject({ S3Bucket: text, S3Key: text }),
  Handler: text,
  Runtime: text.check(z.regex(/^nodejs\d+\.x$/, { error: "a runtime nodejs*.x" })),
  Environment: z.optional(
    z.strictObject({ Variables: z.optional(z.record(z.string(), z.union([text, number, z.boolean()]))) }),
  ),
  Timeout: z._default(number, 3),
  MemorySize: z._default(number, 128),
  ReservedConcurrentExecutions: z.optional(number),
  Role: text,
  LoggingConfig: z.optional(z.looseObject({ LogGroup: z.optional(text) })),
});

export const EventSourceMapping = z.strictObject({
  EventSourceArn: text.check(z.startsWith("arn:aws:sqs:", { error: "the ARN of an SQS queue" })),
  FunctionName: text,
  BatchSize: z._default(number, 10),
  MaximumBatchingWindowInSeconds: z._default(number, 0),
  FunctionResponseTypes: z._default(z.array(z.literal("ReportBatchItemFailures")), []),
  ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: z.optional(number) })),
  Enabled: z._default(z.boolean(), true),
});

export const Secret = z.strictObject({
  Name: text,
  GenerateSecretString: z.strictObject({ PasswordLength: number, ExcludePunctuation: z.literal(true) }),
});

const textOrTexts = z.union([text, z.array(text)]);
const policyDocument = z.looseObject({
  Statement: z.array(
    z.strictObject({
      Sid: z.optional(text),
      Effect: z.enum(["Allow"], { error: "Allow: functions here are denied whatever is not allowed" }),
      Action: textOrTexts,
      Resource: textOrTexts,
    }),
  ),
});

export const Role = z.looseObject({
  RoleName: z.optional(text),
  ManagedPolicyArns: z._default(z.array(text), []),
  Policies: z._default(z.array(z.object({ PolicyDocument: policyDocument })), []),
});

export const Policy = z.object({ PolicyDocument: policyDocument, Roles: z._default(z.array(text), []) });

export const HttpApi = z.strictObject({ Name: text, ProtocolType: z.literal("HTTP") });

export const HttpApiIntegration = z.strictObject({
  ApiId: text,
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: text.check(z.startsWith("arn:aws:lambda:", { error: "the ARN of a function" })),
  PayloadFormatVersion: z.literal("2.0"),
});

export const HttpApiRoute = z.strictObject({
  ApiId: text,
  AuthorizationType: z._default(z.literal("NONE"), "NONE"),
  RouteKey: text.check(
    z.regex(/^(\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*)$/, {
      error: "$default or a method and a path",
    }),
  ),
  Target: text.check(z.startsWith("integrations/", { error: "integrations/ and an integration" })),
});

export const HttpApiStage = z.strictObject({
  ApiId: text,
  AutoDeploy: z.literal(true),
  StageName: z.literal("$default"),
});

/** Properties without effect on this machine, by type, each group with its reason. */
const propertiesWithoutEffect: Readonly<Record<string, readonly string[]>> = {
  "AWS::DynamoDB::Table": [
    // Safety of data that matters: here it is a folder that may be thrown away.
    ...["ContributorInsightsSpecification", "DeletionProtectionEnabled", "PointInTimeRecoverySpecification"],
    ...["SSESpecification", "TableClass", "Tags"],
    // AWS itself promises no moment at which an item goes: readers must look at the date anyway.
    "TimeToLiveSpecification",
  ],
  // Who may read the queue, and how it is encrypted.
  "AWS::SQS::Queue": [
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "RedriveAllowPolicy",
    "SqsManagedSseEnabled",
    "Tags",
  ],
  // Nobody else is here to read it, and what was replaced is gone.
  "AWS::S3::Bucket": [
    ...["BucketEncryption", "LifecycleConfiguration", "OwnershipControls", "PublicAccessBlockConfiguration"],
    ...["LoggingConfiguration", "VersioningConfiguration", "Tags"],
  ],
  "AWS::Events::EventBus": ["Description", "KmsKeyIdentifier", "Policy", "Tags"],
  // Kept for as long as the folder is.
  "AWS::Events::Archive": ["Description", "KmsKeyIdentifier", "RetentionDays"],
  "AWS::Events::Rule": ["Description", "RoleArn", "Tags"],
  // The machine's processor is what it is; there is room; permissions, logs and traces as above.
  "AWS::Lambda::Function": [
    ...["Architectures", "Description", "EphemeralStorage", "KmsKeyArn", "RecursiveLoop"],
    ...["RuntimeManagementConfig", "Tags", "TracingConfig"],
  ],
  "AWS::Lambda::EventSourceMapping": ["MetricsConfig", "Tags"],
  "AWS::SecretsManager::Secret": ["Description", "KmsKeyId", "Tags"],
  "AWS::ApiGatewayV2::Api": ["Description", "Tags"],
  "AWS::CloudWatch::Alarm": ["AlarmActions", "AlarmDescription", "OKActions", "Tags"],
  // Watching, and what protects a function from many clients: here there is one.
  "AWS::ApiGatewayV2::Stage": ["AccessLogSettings", "DefaultRouteSettings", "Tags"],
};

/**
 * A resource's properties by its type's schema. Throws an Error that names the property which is wrong or not covered.
 */
export function parseProperties<Schema extends z.ZodMiniType>(
  type: string,
  schema: Schema,
  properties: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const ignored = propertiesWithoutEffect[type] ?? [];
  const honoured = Object.fromEntries(Object.entries(properties).filter(([name]) => !ignored.includes(name)));
  const parsed = schema.safeParse(honoured);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error, honoured).map((problem) =>
    problem.expected === "no such field here"
      ? `the property ${problem.field} is not covered by the embedded AWS`
      : problemInWords(problem),
  );
  throw new Error(problems.join("; "));
}
