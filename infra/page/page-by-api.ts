import { CfnElement, Duration } from "aws-cdk-lib";
import { type HttpApi, HttpMethod, PayloadFormatVersion } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { BoundFunction } from "../bound-function.ts";
import type { Stage } from "../stages.ts";
import type { PageBucket } from "./page-bucket.ts";

export interface PageByApiProps {
  readonly stage: Stage;
  /** Encrypts the function's log. */
  readonly key: Key;
  readonly files: PageBucket;
  readonly api: HttpApi;
  readonly connectTo: readonly string[];
}

/** The page by the desk's own API: nothing that a partition could lack. A small function reads the bucket. */
export class PageByApi extends Construct {
  constructor(scope: Construct, id: string, { stage, key, files, api, connectTo }: PageByApiProps) {
    super(scope, id);
    const page = new BoundFunction(this, "Page", {
      name: "page",
      description: "Serves the files of the desk's page",
      errorImpact: "Staff whose phones have not kept the page cannot open it.",
      stage,
      key,
      timeout: Duration.seconds(10),
      // It compresses each file once.
      memorySize: 512,
    })
      .bindBucket("PAGE_BUCKET", files.bucket, ["s3:GetObject"])
      .tell("CONNECT_TO", connectTo.join(" "));
    const { stack, node } = files.bucket;
    const bucket = CfnElement.isCfnElement(node.defaultChild) ? stack.getLogicalId(node.defaultChild) : "";
    acknowledge(page, {
      [`AwsSolutions-IAM5[Resource::<${bucket}.Arn>/*]`]:
        "It may read every file of the one bucket that holds the page, for it serves them all.",
    });
    const integration = new HttpLambdaIntegration("PageFunction", page.function, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    });
    for (const path of ["/", "/{proxy+}"]) {
      for (const route of api.addRoutes({ path, methods: [HttpMethod.GET], integration })) {
        acknowledge(route, {
          "AwsSolutions-APIG4":
            "The page is for whoever opens its address; it says nothing of any family before its reader has signed in.",
        });
      }
    }
  }
}
