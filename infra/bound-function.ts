import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { AssetHashType, DockerImage, Duration, Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Code, Function as LambdaFunction, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { FunctionAlarms } from "./operations/function-alarms.ts";
import type { Stage } from "./stages.ts";

const script = fileURLToPath(new URL("bundle-function.ts", import.meta.url));
const folderOf = (name: string) => fileURLToPath(new URL(`../functions/${name}`, import.meta.url));

export interface BoundFunctionProps {
  /** The folder in functions/ whose handler.ts it runs; also the function's name. */
  readonly name: string;
  readonly description: string;
  /** Who is harmed, and how, while it fails or may not run: the text of its alarms. */
  readonly errorImpact: string;
  readonly stage: Stage;
  /** Encrypts its log. */
  readonly key: Key;
  readonly timeout: Duration;
  readonly memorySize: number;
  /** How often it runs, where a schedule runs it. */
  readonly every?: Duration | { readonly hour: string; readonly minute: string };
}

/**
 * A function with a role and a log of its own. What it may use and what it is told come from one act: binding a table or
 * queue sets the variable and grants the access.
 */
export class BoundFunction extends Construct {
  readonly function: LambdaFunction;
  readonly #name: string;
  readonly #variables = new Set<string>();

  constructor(scope: Construct, id: string, props: BoundFunctionProps) {
    super(scope, id);
    const { name, stage } = props;
    this.#name = name;
    const logGroup = new LogGroup(this, "Logs", {
      logGroupName: `/policies-find-people/${name}`,
      retention: stage.logDays,
      encryptionKey: props.key,
      removalPolicy: stage.removalPolicy,
    });
    // A role of our own: the managed policy for logs allows writing to any log group.
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `What the function ${name} may do`,
    });
    logGroup.grantWrite(role);
    this.function = new LambdaFunction(this, "Function", {
      functionName: name,
      description: props.description,
      code: bundledCode(name),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: stage.architecture,
      timeout: props.timeout,
      memorySize: props.memorySize,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
    this.tell("URL_SUFFIX", Stack.of(this).urlSuffix);
    const { errorImpact, every } = props;
    new FunctionAlarms(this, "Alarms", {
      ...{ name, errorImpact, every: every === undefined || every instanceof Duration ? every : "daily" },
    });
    acknowledge(this, {
      "NIST.800.53.R5-LambdaConcurrency":
        "Its event source mapping, schedule or throttled API bounds how many run at once; a limit on the function itself makes SQS count receipts that never ran.",
      "NIST.800.53.R5-LambdaDLQ":
        "It is called by a queue or a rule, whose dead letters keep what it could not do, or by an API, whose caller waits for the answer; its own would never be used.",
      "NIST.800.53.R5-LambdaInsideVPC":
        "It listens to nothing but what calls it through AWS, and calls AWS alone (the desk its issuer as well, forward the office systems of its stage), by TLS and under its role; a network of ours would protect nothing more.",
      "NIST.800.53.R5-IAMNoInlinePolicy":
        "Its policy is its own: no other role could use it, and it goes with the role.",
    });
  }

  /** Tells the function a plain value. Throws where the variable has one already. */
  tell(variable: string, value: string): this {
    if (this.#variables.has(variable)) throw new Error(`${this.#name} is given two values for ${variable}`);
    this.#variables.add(variable);
    this.function.addEnvironment(variable, value);
    return this;
  }

  /** Tells the function a table's name and allows exactly these actions on it, not on its indexes. */
  bindTable(variable: string, table: Table, actions: readonly `dynamodb:${string}`[]): this {
    if (actions.length > 0) {
      this.function.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [table.tableArn] }));
    }
    return this.tell(variable, table.tableName);
  }

  /** Allows exactly these actions on one index of a table that is bound already. */
  allowOnIndex(table: Table, indexName: string, actions: readonly `dynamodb:${string}`[]): this {
    const resources = [`${table.tableArn}/index/${indexName}`];
    this.function.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources }));
    return this;
  }

  /** Tells the function a bucket's name and allows exactly these actions on what is in it, not on the bucket itself. */
  bindBucket(variable: string, bucket: IBucket, actions: readonly `s3:${string}Object`[]): this {
    const resources = [bucket.arnForObjects("*")];
    this.function.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources }));
    return this.tell(variable, bucket.bucketName);
  }

  /** Tells the function a queue's address and allows sending to it. */
  bindQueueForSending(variable: string, queue: IQueue): this {
    return this.allowSending([queue.queueArn]).tell(variable, queue.queueUrl);
  }

  /** Tells the function a bus's name and allows putting events on it. By name: the bus may be of a later stack. */
  bindBusForPutting(variable: string, busName: string): this {
    const resources = [Stack.of(this).formatArn({ service: "events", resource: "event-bus", resourceName: busName })];
    this.function.addToRolePolicy(new PolicyStatement({ actions: ["events:PutEvents"], resources }));
    return this.tell(variable, busName);
  }

  /** Tells the function the address of a queue it reads, and allows it to say when a message may come again. */
  bindQueueForPuttingBack(variable: string, queue: IQueue): this {
    const actions = ["sqs:ChangeMessageVisibility"];
    this.function.addToRolePolicy(new PolicyStatement({ actions, resources: [queue.queueArn] }));
    return this.tell(variable, queue.queueUrl);
  }

  /** Allows sending to queues whose addresses the function derives from one it is told. */
  allowSending(queueArns: readonly string[]): this {
    if (queueArns.length > 0) {
      this.function.addToRolePolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [...queueArns] }));
    }
    return this;
  }

  /** Allows saying when messages may come again, of queues whose addresses the function derives from one it is told. */
  allowPuttingBack(queueArns: readonly string[]): this {
    const actions = ["sqs:ChangeMessageVisibility"];
    this.function.addToRolePolicy(new PolicyStatement({ actions, resources: [...queueArns] }));
    return this;
  }

  /** Allows reading secrets whose names the function derives from the beginning it is told. */
  allowReadingSecrets(secretArns: readonly string[]): this {
    const actions = ["secretsmanager:GetSecretValue"];
    this.function.addToRolePolicy(new PolicyStatement({ actions, resources: [...secretArns] }));
    return this;
  }
}

/** The function's code: bundled by a process of its own, for the bundler answers later and a construct cannot wait. */
function bundledCode(name: string): Code {
  return Code.fromAsset(folderOf(name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never used: what cannot be bundled here fails.
      image: DockerImage.fromRegistry("none"),
      local: {
        tryBundle(outputFolder) {
          execFileSync(process.execPath, [script, name, outputFolder], { stdio: ["ignore", "inherit", "inherit"] });
          return true;
        },
      },
    },
  });
}
