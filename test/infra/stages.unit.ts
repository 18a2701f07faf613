import { rmSync } from "node:fs";
import { Architecture } from "aws-cdk-lib/aws-lambda";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { policiesFindPeople } from "#infra/policies-find-people.ts";
import { parseStageFile } from "#infra/stage-file.ts";
import { stageNames, stageOf } from "#infra/stages.ts";
import { appWithoutBundling, named, ofType, stageNamed, synthesise } from "./synthesised.ts";

describe("a stage", () => {
  it("is local unless another is named", () => {
    expect(stageOf({ stage: undefined, architecture: undefined })).toMatchObject({
      name: "local",
      standard: "zhejiang",
      counties: ["330106", "330203", "330383"],
    });
    expect(stageOf({ stage: "prod", architecture: undefined }).name).toBe("prod");
  });

  it("that is not known is refused, with those there are", () => {
    expect(() => stageOf({ stage: "staging", architecture: undefined })).toThrow(
      'stage: found "staging", expected one of local, prod',
    );
    // What every object inherits is no stage.
    expect(() => stageOf({ stage: "constructor", architecture: undefined })).toThrow("expected one of");
  });

  it("takes its processor from the command line where a region lacks arm64", () => {
    expect(stageOf({ stage: "local", architecture: "x86_64" }).architecture).toBe(Architecture.X86_64);
    expect(stageOf({ stage: "local", architecture: "arm64" }).architecture).toBe(Architecture.ARM_64);
    expect(() => stageOf({ stage: "local", architecture: "mips" })).toThrow(
      'architecture: found "mips", expected arm64 or x86_64',
    );
  });
});

describe("a stage's file", () => {
  const sound = `standard: zhejiang
counties: ["330106"]
architecture: arm64
concurrency: { evaluate: 2, deliver: 2, sweep: 2 }
keep: false
archiveDays: 30
logDays: 90
signIn: { issuer: https://sign-in.example.org, keys: https://sign-in.example.org/jwks, audience: desk }
page: { front: http-api, client: desk }
childRoles: [child-director]
notify: []
backupCopies: []
sourceAccounts: {}
silentAfterDays: { population: 2 }
quarantinedAnHour: 100
cases: { unclaimedOverdue: 500, villagesAboveBudget: 100 }
writeUnitsPerChange: 1.5
`;
  const parsing = (from: string, to: string) => () => parseStageFile("stages/here.yaml", sound.replace(from, to));

  it("is refused with file, line, field, what was found and what was expected", () => {
    expect(parsing('["330106"]', '["330106", "33010"]')).toThrow(
      "stages/here.yaml:2: counties[1]: found text, expected a county's code of 6 digits in quotes, such as '330106'",
    );
    expect(parsing("evaluate: 2", "evaluate: 1")).toThrow(
      "stages/here.yaml:4: concurrency.evaluate: found number, expected a whole number from 2 to 1000",
    );
    expect(parsing("keep: false", "keep: maybe")).toThrow("stages/here.yaml:5: keep: found text");
    expect(parsing("logDays: 90\n", "logDays: 91\n")).toThrow("stages/here.yaml:7: logDays: found number");
    expect(parsing("archiveDays: 30\n", "")).toThrow("archiveDays: found missing");
    expect(parsing("keep: false", "keep: false\ncolour: red")).toThrow(
      "colour: found text, expected no such field here",
    );
  });

  it("keeps its logs for the six months of the law where it keeps its data", () => {
    const keeping = (days: number) => () =>
      parseStageFile(
        "stages/here.yaml",
        sound.replace("keep: false", "keep: true").replace(/logDays: .*/, `logDays: ${days}`),
      );
    // From 1 March to 1 September are 184 days.
    for (const days of [90, 180]) {
      expect(keeping(days)).toThrow(
        "stages/here.yaml:7: logDays: found number, expected 365 or more where data is kept (keep: true): 网络安全法 第二十三条 (三)",
      );
    }
    expect(keeping(365)().logDays).toBe(365);
  });

  it("names a front that there is, with what it needs", () => {
    const front = (text: string) => parsing("page: { front: http-api, client: desk }", `page: ${text}`);
    expect(front("{ front: nginx, client: desk }")).toThrow(
      /stages\/here\.yaml:9: page\.front: .* expected http-api, cloudfront or none/,
    );
    expect(front("{ front: none }")).toThrow("page.client: found missing, expected the page's client id at the issuer");
    // Without a name of its own CloudFront would take TLS 1.0.
    expect(front("{ front: cloudfront, client: desk }")).toThrow("page.domain: found missing");
    const elsewhere = "arn:aws:acm:eu-west-1:111122223333:certificate/c-1";
    const domain = `{ name: desk.example.org, certificate: "${elsewhere}" }`;
    expect(front(`{ front: cloudfront, client: desk, domain: ${domain} }`)).toThrow(
      "page.domain.certificate: found text, expected the ARN of a certificate of ACM in us-east-1",
    );
    expect(front(`{ front: none, client: desk, domain: ${domain} }`)).toThrow(
      "page.domain: found object, expected no such field here",
    );
    expect(front('{ front: none, client: desk, connectTo: ["https://a.example/path"] }')).toThrow("page.connectTo[0]");
    expect(front(`{ front: http-api, client: desk, domain: ${domain} }`)().page).toEqual({
      ...{ front: "http-api", client: "desk", scope: "openid", parameters: {}, connectTo: [] },
      domain: { name: "desk.example.org", certificate: elsewhere },
    });
  });

  it("tells every mistake at once", () => {
    expect(parsing("arm64", "mips\nreplicas: 3")).toThrow(/architecture: .*\n.*replicas: /);
  });

  it("is refused where it is not YAML, with the line", () => {
    expect(parsing("keep: false", "keep: [")).toThrow(/stages\/here\.yaml:\d+: /);
  });

  it.each(["330100", "3301061", "outreach", 330106])("refuses the county %s", (county) => {
    expect(parsing('["330106"]', `[${JSON.stringify(county)}]`)).toThrow("counties[0]");
  });

  it.each([
    ["a part of a county, which would not learn that a family has moved on", 'area: "330424001"', "webhooks[0].area"],
    ["no role, or all", "roles: []", "webhooks[0].roles"],
    ["an address that anybody on the way may read", "to: http://office.example/notices", "webhooks[0].to"],
    ["a name that no queue can have", "name: Haiyan County", "webhooks[0].name"],
  ])("refuses a webhook with %s", (_, wrong, field) => {
    const webhook = {
      name: "name: haiyan",
      area: 'area: "330424"',
      roles: "roles: [clerk]",
      to: "to: https://o.example",
    };
    const fields = Object.values({ ...webhook, [wrong.split(":")[0] ?? ""]: wrong }).join(", ");
    expect(parsing("notify: []", `notify: []\nwebhooks: [{ ${fields} }]`)).toThrow(field);
    const sound = Object.values(webhook).join(", ");
    expect(parsing("notify: []", `notify: []\nwebhooks: [{ ${sound} }]`)).not.toThrow();
    expect(parsing("notify: []", `notify: []\nwebhooks: [{ ${sound} }, { ${sound} }]`)).toThrow("no name twice");
  });

  it("refuses a county listed twice", () => {
    expect(parsing('["330106"]', '["330106", "330106"]')).toThrow("expected no county twice");
  });
});

describe("the app", () => {
  it("synthesises every stage", () => {
    for (const stage of stageNames) expect(synthesise(stageNamed(stage)).resources.length).toBeGreaterThan(0);
  });

  it("deploys to China's partition as it does elsewhere", () => {
    const inChina = synthesise(
      { ...stageNamed("prod"), architecture: Architecture.X86_64 },
      { account: "111122223333", region: "cn-northwest-1" },
    );
    for (const text of inChina.texts.values()) expect(text).not.toContain("arn:aws:");
    for (const { Properties } of ofType(inChina, "AWS::Lambda::Function")) {
      expect(Properties["Architectures"]).toEqual(["x86_64"]);
    }
  });

  it("names no partition and no region of its own", () => {
    for (const text of synthesise(stageNamed("prod")).texts.values()) {
      expect(text).not.toContain("arn:aws:");
      expect(text).not.toMatch(/(?:us|eu|ap|cn)-[a-z]+-\d/);
    }
  });

  it("has room for all of the province's ninety counties", () => {
    const prefectures = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"];
    const counties = prefectures
      .flatMap((prefecture) => Array.from({ length: 9 }, (_, index) => `33${prefecture}${10 + index}`))
      .slice(0, 90);
    const everywhere = synthesise({ ...stageNamed("prod"), counties });
    expect(ofType(everywhere, "AWS::SQS::Queue")).toHaveLength(2 * (5 + counties.length) + 6);

    for (const stack of everywhere.texts.keys()) {
      const resources = everywhere.resources.filter((resource) => resource.stack === stack);
      expect(resources.length).toBeLessThanOrEqual(500);
    }
    const evaluate = ofType(everywhere, "AWS::Lambda::Function").find(
      ({ Properties }) => Properties["FunctionName"] === "evaluate",
    );
    // Lambda takes 4 KB of variables; those that point elsewhere become names and addresses of at most 100 characters.
    const { Variables } = z
      .object({ Variables: z.record(z.string(), z.unknown()) })
      .parse(evaluate?.Properties["Environment"]);
    const characters = Object.entries(Variables).map(
      ([name, value]) => name.length + (typeof value === "string" ? value.length : 100),
    );
    expect(characters.reduce((sum, each) => sum + each, 0)).toBeLessThan(4096);
    // A role takes 10,240 characters of policies; the longest address of a queue has 70.
    expect(Math.max(...policySizes(everywhere))).toBeLessThan(10_240);
  });

  it("has nothing for office systems where its stage names none, and a queue and a secret for each that it names", () => {
    const without = synthesise({ ...stageNamed("local"), webhooks: [], reminders: undefined, charityQueue: false });
    expect(without.resources.filter(({ Type }) => Type === "AWS::SecretsManager::Secret")).toEqual([]);
    expect([...without.texts.values()].filter((text) => /webhook-|reminders|charity/.test(text))).toEqual([]);
    expect([...without.texts.keys()]).not.toContain("policies-find-people-offices");
    const webhook = {
      area: "33",
      takes: ["notices" as const],
      roles: ["assistance-worker"],
      to: "https://office.example.org/notices",
    };
    const names = Array.from({ length: 20 }, (_, index) => `office-number-${index}`);
    const many = synthesise({ ...stageNamed("prod"), webhooks: names.map((name) => ({ ...webhook, name })) });
    expect(ofType(many, "AWS::SecretsManager::Secret")).toHaveLength(20);
    const forward = named(many, "AWS::Lambda::Function", "FunctionName", "forward");
    expect(JSON.stringify(forward.Properties["Environment"]).length).toBeLessThan(4096);
    expect(Math.max(...policySizes(many))).toBeLessThan(10_240);
  });

  it("is not synthesised with a finding of cdk-nag that nobody answered", () => {
    const app = appWithoutBundling();
    const { data } = policiesFindPeople(app, stageNamed("local"));
    new Queue(data, "QueueWithoutDeadLetters", { enforceSSL: true });
    expect(() => app.synth()).toThrow("AwsSolutions-SQS3");
    rmSync(app.outdir, { recursive: true });
  });
});

/** Characters of each policy once deployed, with every address at its longest. */
function policySizes(synthesised: ReturnType<typeof synthesise>): number[] {
  const longest = "arn:aws-us-gov:sqs:ap-southeast-1:111122223333:outreach-330106-dead-letters";
  return ofType(synthesised, "AWS::IAM::Policy").map(({ Properties }) => {
    const document = JSON.stringify(Properties["PolicyDocument"], (_, value: unknown) =>
      typeof value === "object" && value !== null && Object.keys(value).some((key) => /^(Ref|Fn::\w+)$/.test(key))
        ? longest
        : value,
    );
    return document.length;
  });
}
