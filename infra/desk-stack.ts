import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import {
  CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  PayloadFormatVersion,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Key } from "aws-cdk-lib/aws-kms";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { basePath } from "#events/desk-api/routes.ts";
import { acknowledge } from "./acknowledge.ts";
import { BoundFunction } from "./bound-function.ts";
import { busName } from "./bus-name.ts";
import { caseIndexes, type DataStack, raisedIndex } from "./data-stack.ts";
import { alarmDescription } from "./operations/runbooks.ts";
import { functionMetric } from "./operations/source-alarms.ts";
import { PageBucket } from "./page/page-bucket.ts";
import { PageByApi } from "./page/page-by-api.ts";
import { PageByCloudFront } from "./page/page-by-cloudfront.ts";
import { connectToOf } from "./page/page-settings.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import type { PageDomain } from "./stage-file.ts";
import type { Stage } from "./stages.ts";

export interface DeskStackProps extends StackProps {
  readonly stage: Stage;
  /** Encrypts logs. */
  readonly key: Key;
  readonly data: DataStack;
}

/** The desk: an HTTP API in front of one function, which checks every request's token itself; and the page. */
export class DeskStack extends Stack {
  constructor(scope: Construct, id: string, { stage, key, data, ...props }: DeskStackProps) {
    super(scope, id, props);
    const desk = new BoundFunction(this, "Desk", {
      name: "desk",
      description: "Answers the desk: lists, opens and works cases for staff, within their reach",
      errorImpact: "Staff cannot look at their families' cases, nor say what they found at the door.",
      stage,
      key,
      timeout: Duration.seconds(20),
      // Somebody waits: Lambda gives processor by memory.
      memorySize: 1024,
    })
      .bindTable("CASES_TABLE", data.cases, ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"])
      .bindTable("HOUSEHOLDS_TABLE", data.households, ["dynamodb:BatchGetItem"])
      .bindTable("STANDARDS_TABLE", data.standards, ["dynamodb:GetItem", "dynamodb:Query"])
      .bindTable("CONTACTS_TABLE", data.contacts, ["dynamodb:GetItem"])
      // Neither update nor delete: what stands in the trail stays.
      .bindTable("AUDIT_TABLE", data.audit, ["dynamodb:PutItem", "dynamodb:Query"])
      .bindTable("SIGHTS_TABLE", data.sights, ["dynamodb:GetItem", "dynamodb:PutItem"])
      .bindTable("ROSTER_TABLE", data.roster, ["dynamodb:PutItem", "dynamodb:Query"])
      .bindTable("PREVIEWS_TABLE", data.previews, ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"])
      .bindBusForPutting("EVENT_BUS", busName)
      .tell("STANDARD", stage.standard)
      .tell("CHILD_ROLES", stage.childRoles.join())
      .tell("SIGN_IN", JSON.stringify(stage.signIn));
    for (const { indexName } of caseIndexes) desk.allowOnIndex(data.cases, indexName, ["dynamodb:Query"]);

    new ScheduledFunction(this, "AskedPreviews", {
      name: "asked-previews",
      description: "Works out the previews that policy staff ask for",
      errorImpact: "Policy staff publish a standard without knowing which families it finds.",
      stage,
      key,
      // The longest that Lambda gives: a county takes seconds, and the province as long as it may.
      timeout: Duration.minutes(15),
      // A whole processor.
      memorySize: 1769,
      every: Duration.minutes(1),
    })
      .bindTable("HOUSEHOLDS_TABLE", data.households, ["dynamodb:BatchGetItem", "dynamodb:Scan"])
      .allowOnIndex(data.households, raisedIndex, ["dynamodb:Query"])
      .bindTable("STANDARDS_TABLE", data.standards, ["dynamodb:GetItem", "dynamodb:Query"])
      .bindTable("PREVIEWS_TABLE", data.previews, ["dynamodb:PutItem", "dynamodb:Scan"])
      .tell("STANDARD", stage.standard);

    const ofApi = stage.page.front === "http-api" ? stage.page.domain : undefined;
    const api = new HttpApi(this, "Api", {
      apiName: "desk",
      description: "Policies find people: the desk",
      createDefaultStage: false,
      ...(ofApi ? { disableExecuteApiEndpoint: true } : {}),
    });
    const routes = api.addRoutes({
      path: `${basePath}/{proxy+}`,
      methods: [HttpMethod.GET, HttpMethod.POST],
      integration: new HttpLambdaIntegration("DeskFunction", desk.function, {
        payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      }),
    });
    const accessLog = new LogGroup(this, "AccessLog", {
      logGroupName: "/policies-find-people/desk-access",
      retention: stage.logDays,
      encryptionKey: key,
      removalPolicy: stage.removalPolicy,
    });
    const live = api.addStage("Live", {
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      ...(ofApi ? { domainMapping: { domainName: this.#domainOf(ofApi) } } : {}),
    });
    if (live.node.defaultChild instanceof CfnStage) {
      live.node.defaultChild.accessLogSettings = {
        destinationArn: accessLog.logGroupArn,
        // Neither path nor address: a path names a notice, an address a member of staff.
        format: JSON.stringify({
          request: "$context.requestId",
          route: "$context.routeKey",
          status: "$context.status",
          milliseconds: "$context.responseLatency",
        }),
      };
    }
    for (const route of routes) {
      acknowledge(route, {
        "AwsSolutions-APIG4":
          "The function verifies each token itself, with any OpenID Connect issuer, also one that API Gateway could not reach, and lets nobody in without one.",
      });
    }
    this.#tellOfBrokenGlass();
    this.#servePage(stage, key, api);
  }

  #servePage(stage: Stage, key: Key, api: HttpApi): void {
    const { page } = stage;
    // Whoever brings a front of their own serves the files as well.
    if (page.front === "none") return;
    const files = new PageBucket(this, "Page", { stage, logged: page.front === "cloudfront" });
    new CfnOutput(this, "PageBucketName", {
      description: "Where `pfp page publish --bucket` puts the page",
      value: files.bucket.bucketName,
    });
    const connectTo = connectToOf(stage);
    if (page.front === "http-api") {
      new PageByApi(this, "PageByApi", { stage, key, files, api, connectTo });
      return;
    }
    const { distribution } = new PageByCloudFront(this, "PageByCloudFront", {
      ...{ files, api, connectTo, domain: page.domain },
    });
    new CfnOutput(this, "PageDistribution", {
      description: `What the name ${page.domain.name} must point to`,
      value: distribution.distributionDomainName,
    });
  }

  #domainOf({ name, certificate }: PageDomain): DomainName {
    const domain = new DomainName(this, "Domain", {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, "Certificate", certificate),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new CfnOutput(this, "PageDomain", {
      description: `What the name ${name} must point to`,
      value: domain.regionalDomainName,
    });
    return domain;
  }

  /** Seeing beyond one's reach is allowed in need, and people are told each time. */
  #tellOfBrokenGlass(): void {
    new Alarm(this, "BrokenGlass", {
      alarmName: "glass-broken",
      alarmDescription: alarmDescription(
        "A member of staff saw a family's case beyond their area or role: it must have been needed.",
        "broken-glass",
      ),
      metric: functionMetric("desk", "glass.broken", Duration.minutes(5)),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    new Alarm(this, "RefusedGlass", {
      alarmName: "glass-refused",
      alarmDescription: alarmDescription(
        "Staff tried again and again to see families' cases that no reason opens to them: it may be curiosity, or a post that is missing.",
        "broken-glass",
      ),
      metric: functionMetric("desk", "glass.refused", Duration.hours(1)),
      // Once is a mistyped number.
      threshold: 3,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
