import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { Architecture } from "aws-cdk-lib/aws-lambda";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { fileAt, pageHeaders } from "#events/desk-api/page-front.ts";
import { pageFiles } from "#infra/page/page-files.ts";
import { connectToOf, pageSettingsOf } from "#infra/page/page-settings.ts";
import type { Stage } from "#infra/stages.ts";
import { ofType, type Synthesised, stageNamed, synthesise, target } from "./synthesised.ts";

const prod = stageNamed("prod");
const domain = { name: "desk.example.org", certificate: "arn:aws:acm:us-east-1:111122223333:certificate/c-1" };
const { client, scope, parameters, connectTo } = prod.page;
const told = { client, scope, parameters, connectTo };
const by: Record<Stage["page"]["front"], Stage> = {
  "http-api": prod,
  cloudfront: { ...prod, page: { ...told, front: "cloudfront", domain } },
  none: { ...prod, page: { ...told, front: "none" } },
};
const inChina = { account: "111122223333", region: "cn-north-1" };
const fronts = { "http-api": synthesise(by["http-api"]), cloudfront: synthesise(by.cloudfront) };

const typesIn = ({ resources }: Synthesised) => new Set(resources.map(({ Type }) => Type));
const routesOf = (synthesised: Synthesised) =>
  ofType(synthesised, "AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties["RouteKey"]);

describe.each(Object.entries(fronts))("the page's bucket, by %s", (_, synthesised) => {
  it("is encrypted, keeps what it held, is nobody's but ours and takes no request without TLS", () => {
    for (const { stack, logicalId, Properties, DeletionPolicy } of ofType(synthesised, "AWS::S3::Bucket")) {
      expect(DeletionPolicy).toBe("Retain");
      expect(Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: { ServerSideEncryptionConfiguration: [{}] },
        VersioningConfiguration: { Status: "Enabled" },
      });
      const [policy] = ofType(synthesised, "AWS::S3::BucketPolicy").filter(
        (each) => each.stack === stack && target(each.Properties["Bucket"]) === logicalId,
      );
      expect(JSON.stringify(policy?.Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
    }
  });
});

describe("the front http-api", () => {
  it("is the desk's own API, whose function may read the page's files and nothing else", () => {
    expect(routesOf(fronts["http-api"]).toSorted()).toEqual([
      ...["GET /", "GET /api/{proxy+}", "GET /{proxy+}", "POST /api/{proxy+}"],
    ]);
    const [grant] = ofType(fronts["http-api"], "AWS::IAM::Policy").filter(({ logicalId }) =>
      /^PageByApi/.test(logicalId),
    );
    expect(JSON.stringify(grant?.Properties["PolicyDocument"])).toMatch(/"s3:GetObject".*\/\*/);
    expect(JSON.stringify(grant?.Properties["PolicyDocument"]).match(/"s3:[A-Za-z*]+"/g)).toEqual(['"s3:GetObject"']);
  });

  it("deploys to China as it stands, with nothing of CloudFront's", () => {
    const china = synthesise({ ...prod, architecture: Architecture.X86_64 }, inChina);
    expect([...typesIn(china)].filter((type) => /CloudFront|Certificate|Custom::/.test(type))).toEqual([]);
    expect(typesIn(china)).toContain("AWS::S3::Bucket");
  });

  it("answers at a name of its own only, where it has one, by TLS 1.2", () => {
    const named = synthesise({ ...prod, page: { ...told, front: "http-api", domain } });
    expect(ofType(named, "AWS::ApiGatewayV2::Api")[0]?.Properties).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(ofType(named, "AWS::ApiGatewayV2::DomainName")[0]?.Properties).toMatchObject({
      DomainName: domain.name,
      DomainNameConfigurations: [{ CertificateArn: domain.certificate, SecurityPolicy: "TLS_1_2" }],
    });
  });
});

describe("the front cloudfront", () => {
  const Behaviour = z.looseObject({
    ViewerProtocolPolicy: z.string(),
    FunctionAssociations: z.optional(z.array(z.unknown())),
    TargetOriginId: z.string(),
  });
  const { DistributionConfig } = z
    .object({
      DistributionConfig: z.looseObject({
        Origins: z.array(z.looseObject({ Id: z.string(), OriginAccessControlId: z.optional(z.unknown()) })),
        DefaultCacheBehavior: Behaviour,
        CacheBehaviors: z.array(z.looseObject({ ...Behaviour.shape, PathPattern: z.string() })),
      }),
    })
    .parse(ofType(fronts.cloudfront, "AWS::CloudFront::Distribution")[0]?.Properties);

  it("takes nothing below TLS 1.2, sends plain requests to TLS, and writes down who asked", () => {
    expect(DistributionConfig).toMatchObject({
      Aliases: [domain.name],
      ViewerCertificate: { AcmCertificateArn: domain.certificate, MinimumProtocolVersion: "TLSv1.2_2021" },
      DefaultRootObject: "index.html",
      Logging: { Prefix: "distribution/" },
    });
    expect(DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy).toBe("redirect-to-https");
    const logs = ofType(fronts.cloudfront, "AWS::S3::Bucket").filter(({ logicalId }) => /^PageLogs/.test(logicalId));
    expect(JSON.stringify(logs[0]?.Properties["LifecycleConfiguration"])).toContain(
      `"ExpirationInDays":${prod.logDays}`,
    );
  });

  it("alone may read the bucket, as this one distribution", () => {
    const { TargetOriginId } = DistributionConfig.DefaultCacheBehavior;
    const origin = DistributionConfig.Origins.find(({ Id }) => Id === TargetOriginId);
    expect(origin?.OriginAccessControlId).toBeDefined();
    const policies = JSON.stringify(ofType(fronts.cloudfront, "AWS::S3::BucketPolicy"));
    expect(policies).toMatch(/"Service":"cloudfront\.amazonaws\.com"/);
    expect(policies).toMatch(/"AWS:SourceArn"/);
  });

  it("passes the API on unkept, and never puts the page in place of one of its errors", () => {
    const [api] = DistributionConfig.CacheBehaviors;
    expect(api).toMatchObject({ PathPattern: "/api/*", ViewerProtocolPolicy: "https-only" });
    // What AWS calls Managed-CachingDisabled.
    expect(api?.["CachePolicyId"]).toBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    expect(DistributionConfig).not.toHaveProperty("CustomErrorResponses");
    expect(routesOf(fronts.cloudfront).toSorted()).toEqual(["GET /api/{proxy+}", "POST /api/{proxy+}"]);
  });

  it("keeps a file for as long as it was published with", () => {
    const config = JSON.stringify(ofType(fronts.cloudfront, "AWS::CloudFront::CachePolicy")[0]?.Properties);
    expect(JSON.parse(config)).toMatchObject({ CachePolicyConfig: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 31_536_000 } });
  });

  it("sends the headers that every front sends", () => {
    const { ResponseHeadersPolicyConfig: policy } = z
      .object({
        ResponseHeadersPolicyConfig: z.object({
          SecurityHeadersConfig: z.object({
            ContentSecurityPolicy: z.looseObject({ ContentSecurityPolicy: z.string() }),
            StrictTransportSecurity: z.looseObject({
              AccessControlMaxAgeSec: z.number(),
              IncludeSubdomains: z.boolean(),
            }),
            ContentTypeOptions: z.object({ Override: z.literal(true) }),
            FrameOptions: z.looseObject({ FrameOption: z.string() }),
            ReferrerPolicy: z.looseObject({ ReferrerPolicy: z.string() }),
          }),
          CustomHeadersConfig: z.object({ Items: z.array(z.looseObject({ Header: z.string(), Value: z.string() })) }),
        }),
      })
      .parse(ofType(fronts.cloudfront, "AWS::CloudFront::ResponseHeadersPolicy")[0]?.Properties);
    const security = policy.SecurityHeadersConfig;
    const strict = security.StrictTransportSecurity;
    expect({
      "content-security-policy": security.ContentSecurityPolicy.ContentSecurityPolicy,
      "strict-transport-security": `max-age=${strict.AccessControlMaxAgeSec}${strict.IncludeSubdomains ? "; includeSubDomains" : ""}`,
      "x-content-type-options": "nosniff",
      "x-frame-options": security.FrameOptions.FrameOption,
      "referrer-policy": security.ReferrerPolicy.ReferrerPolicy,
      ...Object.fromEntries(policy.CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
    }).toEqual(pageHeaders(connectToOf(prod)));
  });

  it("leads whatever names no file to the page, as the other front does", () => {
    const [edge] = ofType(fronts.cloudfront, "AWS::CloudFront::Function");
    const code = z.string().parse(edge?.Properties["FunctionCode"]);
    for (const uri of ["/", "/index.html", "/town/330106001", "/assets/page-1a.js", "/a.b/c", "/service-worker.js"]) {
      const asked: unknown = runInNewContext(`${code}\nhandler({ request: { uri } }).uri`, { uri });
      expect([uri, asked]).toEqual([uri, `/${fileAt(uri)}`]);
    }
  });

  it("is refused for China's regions, with the fronts that work there", () => {
    expect(() => synthesise(by.cloudfront, inChina)).toThrow("expected http-api or none");
  });
});

describe("a front of one's own", () => {
  it("needs nothing of ours but the API", () => {
    const types = typesIn(synthesise(by.none));
    expect([...types].filter((type) => /S3|CloudFront/.test(type))).toEqual([]);
    expect(types).toContain("AWS::ApiGatewayV2::Api");
  });
});

it("brings no function that is not ours into a template", () => {
  for (const synthesised of Object.values(fronts)) {
    for (const { Properties } of ofType(synthesised, "AWS::Lambda::Function")) {
      expect(Properties["Runtime"]).toBe("nodejs24.x");
    }
    expect([...typesIn(synthesised)].filter((type) => type.startsWith("Custom::"))).toEqual([]);
  }
});

it("tells the page of the stage's issuer, and lets it ask that one and those the stage names", () => {
  const stage: Stage = {
    ...prod,
    page: { ...prod.page, connectTo: ["https://tokens.example.org"], scope: "openid posts" },
  };
  expect(pageSettingsOf(stage)).toEqual({
    issuer: "https://sign-in.example.org/realms/civil-affairs",
    ...{ client: "desk", scope: "openid posts", parameters: {} },
  });
  expect(connectToOf(stage)).toEqual(["https://sign-in.example.org", "https://tokens.example.org"]);
});

describe("the files of a built page", () => {
  it("are put in place after all that leads to none of them, the page last", () => {
    const folder = mkdtempSync(join(tmpdir(), "page-"));
    mkdirSync(join(folder, "assets"));
    for (const name of ["index.html", "service-worker.js", "icon.svg", "assets/b-2.js", "assets/a-1.css"]) {
      writeFileSync(join(folder, name), "x");
    }
    const files = pageFiles(folder, pageSettingsOf(prod));
    rmSync(folder, { recursive: true });
    expect(files.map(({ path, cacheControl }) => [path, cacheControl])).toEqual([
      ["assets/a-1.css", "public, max-age=31536000, immutable"],
      ["assets/b-2.js", "public, max-age=31536000, immutable"],
      ["icon.svg", "no-cache"],
      ["settings.json", "no-store"],
      ["service-worker.js", "no-cache"],
      ["index.html", "no-cache"],
    ]);
  });

  it("are not there before the page is built, which is told", () => {
    expect(() => pageFiles("desk/not-built", pageSettingsOf(prod))).toThrow("npm run desk:build");
  });
});
