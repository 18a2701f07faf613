import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { ofType, type SynthesisedResource, stageNamed, synthesise, target } from "./synthesised.ts";

// Infra mirrors functions name for name: a folder of functions/ with a handler is a function of the same name, with its
// log, role, variables and alarms, and nothing runs that has no folder. A stage may leave some out: together they have all.
const stages = ["local", "prod"].map((name) => synthesise(stageNamed(name)));
const root = new URL("../../", import.meta.url);
const folders = readdirSync(new URL("functions/", root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`functions/${entry.name}/handler.ts`, root)))
  .map(({ name }) => name)
  .toSorted();
const nameOf = ({ Properties }: SynthesisedResource) => String(Properties["FunctionName"]);
const functionsOf = (stage: (typeof stages)[number]) => ofType(stage, "AWS::Lambda::Function");
const alarmsOf = (stage: (typeof stages)[number]) => ofType(stage, "AWS::CloudWatch::Alarm");

it("runs each folder of functions/ that has a handler under the folder's name, and nothing else", () => {
  const named = stages.flatMap((stage) => functionsOf(stage).map(nameOf));
  expect([...new Set(named)].toSorted()).toEqual(folders);
});

describe("a folder of functions/ with a handler", () => {
  it.each(folders)("%s holds its dependencies and its environment, each parsed once, and a README", (name) => {
    const files = readdirSync(new URL(`functions/${name}/`, root));
    expect(files).toEqual(expect.arrayContaining(["README.md", "dependencies.ts", "environment.ts", "handler.ts"]));
  });

  it.each(folders)("%s is told no variable that its code does not name", (name) => {
    // Its clients of AWS are told where AWS is.
    const code = [name, "sdk"].map(codeIn).join("\n");
    for (const { Properties } of stages.flatMap(functionsOf).filter((each) => nameOf(each) === name)) {
      const { Variables } = z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(Properties["Environment"]);
      for (const variable of Object.keys(Variables))
        expect([variable, code]).toEqual([variable, expect.stringContaining(variable)]);
    }
  });
});

function codeIn(folder: string): string {
  const sources = readdirSync(new URL(`functions/${folder}/`, root)).filter((file) => file.endsWith(".ts"));
  return sources.map((file) => readFileSync(new URL(`functions/${folder}/${file}`, root), "utf8")).join("\n");
}

describe("a function", () => {
  it("has its log, its role and the alarms of its failures in its own stack, all by its name", () => {
    for (const stage of stages) {
      for (const each of functionsOf(stage)) {
        const name = nameOf(each);
        const here = stage.resources.filter(({ stack }) => stack === each.stack);
        const role = here.find(({ logicalId }) => logicalId === target(each.Properties["Role"]));
        expect(role?.Properties["Description"]).toBe(`What the function ${name} may do`);
        const { LogGroup } = z.object({ LogGroup: z.unknown() }).parse(each.Properties["LoggingConfig"]);
        const log = here.find(({ logicalId }) => logicalId === target(LogGroup));
        expect(log?.Properties["LogGroupName"]).toBe(`/policies-find-people/${name}`);
        const alarms = here.map(({ Properties }) => String(Properties["AlarmName"]));
        expect(alarms).toEqual(expect.arrayContaining([`${name}-failing`, `${name}-throttled`]));
      }
    }
  });

  it("is called through a queue or a schedule whose failures are kept and ring, or by an API whose caller waits", () => {
    for (const stage of stages) {
      const alarms = alarmsOf(stage).map(({ Properties }) => String(Properties["AlarmName"]));
      const fed = new Map(
        ofType(stage, "AWS::Lambda::EventSourceMapping").map(({ Properties }) => [
          target(Properties["FunctionName"]),
          queueOf(stage, Properties["EventSourceArn"]),
        ]),
      );
      for (const each of functionsOf(stage)) {
        const name = nameOf(each);
        const queue = fed.get(each.logicalId);
        const byApi = ["desk", "page"].includes(name);
        if (byApi) expect([name, queue]).toEqual([name, undefined]);
        else
          expect([name, alarms]).toEqual([name, expect.arrayContaining([`${queue ?? name}-dead-letters-not-empty`])]);
      }
    }
  });
});

describe("every alarm", () => {
  it("says in words who is harmed: families, or those who work for them or send their changes", () => {
    for (const { Properties } of stages.flatMap(alarmsOf)) {
      const told = String(Properties["AlarmDescription"]);
      expect([Properties["AlarmName"], told]).toEqual([
        Properties["AlarmName"],
        expect.stringMatching(/famil|household|staff|worker|somebody|people/i),
      ]);
    }
  });
});

/** The name of the queue that an ARN points at. */
function queueOf(stage: (typeof stages)[number], arn: unknown): string {
  const queue = ofType(stage, "AWS::SQS::Queue").find(({ logicalId }) => logicalId === target(arn));
  return String(queue?.Properties["QueueName"]);
}
