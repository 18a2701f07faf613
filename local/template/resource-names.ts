import { accountId, arnOf, partition } from "../account.ts";
import { secretArn } from "../secrets-manager.ts";

/** How a type of resource is referred to. */
interface ReferableType {
  /** The property that names the resource; without it, it is named after its stack and logical id. */
  readonly nameProperty?: string;
  readonly ref: (name: string, endpoint: string) => string;
  readonly attributes: Readonly<Record<string, (name: string, endpoint: string) => string>>;
}

const itself = (name: string) => name;
const queueUrl = (name: string, endpoint: string) => `${endpoint}/${accountId}/${name}`;

/** Types that others may refer to, those without effect here included: a role's ARN is a name like any other. */
const referable: Readonly<Record<string, ReferableType>> = {
  "AWS::DynamoDB::Table": {
    nameProperty: "TableName",
    ref: itself,
    attributes: { Arn: (name) => arnOf("dynamodb", `table/${name}`) },
  },
  "AWS::SQS::Queue": {
    nameProperty: "QueueName",
    // On this machine, whatever else the SDK is told: an address of the real SQS would leave it.
    ref: queueUrl,
    attributes: { Arn: (name) => arnOf("sqs", name), QueueName: itself, QueueUrl: queueUrl },
  },
  "AWS::S3::Bucket": {
    nameProperty: "BucketName",
    ref: itself,
    attributes: { Arn: (name) => `arn:${partition}:s3:::${name}` },
  },
  "AWS::Events::EventBus": {
    nameProperty: "Name",
    ref: itself,
    attributes: { Arn: (name) => arnOf("events", `event-bus/${name}`), Name: itself },
  },
  "AWS::Events::Rule": {
    nameProperty: "Name",
    ref: itself,
    attributes: { Arn: (name) => arnOf("events", `rule/${name}`) },
  },
  "AWS::Events::Archive": {
    nameProperty: "ArchiveName",
    ref: itself,
    attributes: { Arn: (name) => arnOf("events", `archive/${name}`), ArchiveName: itself },
  },
  "AWS::Lambda::Function": {
    nameProperty: "FunctionName",
    ref: itself,
    attributes: { Arn: (name) => arnOf("lambda", `function:${name}`) },
  },
  "AWS::ApiGatewayV2::Api": { nameProperty: "Name", ref: itself, attributes: {} },
  "AWS::ApiGatewayV2::Integration": { ref: itself, attributes: {} },
  "AWS::Logs::LogGroup": {
    nameProperty: "LogGroupName",
    ref: itself,
    attributes: { Arn: (name) => `${arnOf("logs", `log-group:${name}`)}:*` },
  },
  "AWS::IAM::Role": {
    nameProperty: "RoleName",
    ref: itself,
    attributes: { Arn: (name) => arnOf("iam", `role/${name}`) },
  },
  "AWS::KMS::Key": { ref: itself, attributes: { Arn: (name) => arnOf("kms", `key/${name}`), KeyId: itself } },
  "AWS::SecretsManager::Secret": { nameProperty: "Name", ref: secretArn, attributes: {} },
  "AWS::SNS::Topic": {
    nameProperty: "TopicName",
    ref: (name) => arnOf("sns", name),
    attributes: { TopicArn: (name) => arnOf("sns", name), TopicName: itself },
  },
};

/** Throws an Error when resources of this type cannot be referred to here. */
export function referableType(type: string): ReferableType {
  const known = Object.hasOwn(referable, type) ? referable[type] : undefined;
  if (!known) throw new Error(`references to an ${type} are not covered by the embedded AWS`);
  return known;
}
