import { Aws, Duration, Stack, Token } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  OriginSslPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Construct } from "constructs";
import {
  contentSecurityPolicy,
  pageFile,
  permissionsPolicy,
  strictTransportSeconds,
} from "#events/desk-api/page-front.ts";
import { basePath } from "#events/desk-api/routes.ts";
import { acknowledge } from "../acknowledge.ts";
import type { PageDomain } from "../stage-file.ts";
import type { PageBucket } from "./page-bucket.ts";

export interface PageByCloudFrontProps {
  readonly files: PageBucket;
  readonly api: HttpApi;
  readonly domain: PageDomain;
  readonly connectTo: readonly string[];
}

/** The page from the bucket and the API behind it, at one address, near whoever asks. */
export class PageByCloudFront extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { files, api, domain, connectTo }: PageByCloudFrontProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    if (!Token.isUnresolved(region) && region.startsWith("cn-")) {
      throw new Error(
        `page.front: found cloudfront for ${region}, expected http-api or none: there a distribution needs an ICP filing and certificates of another kind`,
      );
    }
    this.distribution = new Distribution(this, "Distribution", {
      comment: "Policies find people: the desk",
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificate),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultRootObject: pageFile,
      ...(files.logs ? { enableLogging: true, logBucket: files.logs, logFilePrefix: "distribution/" } : {}),
      logIncludesCookies: false,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(files.bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: this.#asPublished(),
        responseHeadersPolicy: this.#securityHeaders(connectTo),
        functionAssociations: [{ function: this.#pageForPlaces(), eventType: FunctionEventType.VIEWER_REQUEST }],
        compress: true,
      },
      additionalBehaviors: {
        [`${basePath}/*`]: {
          origin: new HttpOrigin(`${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
            originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          }),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    acknowledge(this.distribution, {
      "AwsSolutions-CFR1":
        "Whoever works from abroad must reach the desk; nothing but the page is to be had without a token.",
      "AwsSolutions-CFR2":
        "The API is throttled and verifies every token; a province that has a firewall of rules puts it before the address.",
    });
  }

  /** Kept for as long as each file was published with, and no second longer. */
  #asPublished(): CachePolicy {
    return new CachePolicy(this, "AsPublished", {
      comment: "Policies find people: by the file's own Cache-Control",
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  #securityHeaders(connectTo: readonly string[]): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, "SecurityHeaders", {
      comment: "Policies find people: what a browser lets the page do",
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(connectTo), override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.seconds(strictTransportSeconds),
          includeSubdomains: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [{ header: "permissions-policy", value: permissionsPolicy, override: true }],
      },
    });
  }

  /**
   * Whatever names no file is the page, as `fileAt` says. By the path asked for and not by the bucket's answer, for a
   * page in place of an error would stand in place of the API's as well.
   */
  #pageForPlaces(): EdgeFunction {
    return new EdgeFunction(this, "PageForPlaces", {
      comment: "Policies find people: whatever names no file is the page",
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(`function handler(event) {
  const request = event.request;
  const last = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (!last.includes(".")) request.uri = "/${pageFile}";
  return request;
}`),
    });
  }
}
