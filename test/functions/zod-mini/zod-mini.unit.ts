import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as zod from "zod/mini";
import * as lateZod from "#functions/late/zod.ts";
import { aNotice } from "#test/cli/receive/sample-messages.ts";
import { asDeployed } from "./deployed.ts";
import { randomSchemas, type Zod } from "./random-schema.ts";

const lean: Zod = Object.assign(Object.create(null), asDeployed(["zod/mini"], lateZod));

/** What came of it, for a comparison: what is wrong to the last word, or what is made of it. */
function outcomeOf(schema: zod.ZodMiniType, input: unknown): unknown {
  try {
    const { success, data, error } = schema.safeParse(input);
    return success ? { data } : { issues: JSON.parse(JSON.stringify(error.issues)) };
  } catch (error) {
    return { thrown: error instanceof Error && error.name };
  }
}

const environment = {
  ...{ HOUSEHOLDS_TABLE: "households", PERSONS_TABLE: "persons", STANDARDS_TABLE: "standards", STANDARD: "zhejiang" },
  OUTREACH_QUEUE_URL: "http://127.0.0.1:4566/000000000000/outreach",
  QUARANTINE_QUEUE_URL: "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/quarantine",
  ...{ OUTREACH_COUNTIES: "330106", OUTREACH_WEBHOOKS: "", PATH: "/usr/bin" },
};

function call(owner: unknown, name: string, given: readonly unknown[]): unknown {
  return Reflect.apply(Object(Reflect.get(Object(owner), name)), owner, given);
}

describe("what functions have in place of zod", () => {
  test("says of any input what zod says, word for word, and makes of it what zod makes", () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        randomSchemas.chain(({ schema, input }) => fc.tuple(fc.constant(schema), fc.oneof(input, fc.anything()))),
        ([schema, input]) => {
          const expected = outcomeOf(schema(zod), input);
          if (Object.hasOwn(Object(expected), "data")) accepted += 1;
          expect(outcomeOf(schema(lean), input)).toStrictEqual(expected);
        },
      ),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  test("reads no zod for what is right", () => {
    const deployed = asDeployed(
      ["#events/household-changed.ts", "#events/outreach-notice.ts", "#functions/evaluate/environment.ts"],
      // Not there: whoever asks it for something fails.
      undefined,
    );
    const of = (name: string, input: unknown) => call(deployed[name], "safeParse", [input]);
    const change = {
      person: "p-1",
      asOf: "2022-06-30",
      set: { income: 800, trained: true, cards: ["a"] },
      unset: ["disability"],
    };
    const detail = { id: "e-1", sequence: 7, changes: [change] };
    const event = { source: "civil-affairs", "detail-type": "household.changed.v1", detail, account: "1" };
    expect(of("BusEvent", event)).toEqual({ success: true, data: { ...event, account: undefined } });
    expect(of("HouseholdChangedEnvelope", detail)).toEqual({ success: true, data: detail });
    expect(call(deployed, "parseChange", [change])).toEqual({ success: true, data: change });
    expect(of("HouseholdChangedEnvelope", event)).toMatchObject({ success: false });
    expect(of("OutreachNotice", aNotice())).toEqual({ success: true, data: aNotice() });
    expect(call(deployed, "parseEnvironment", [environment])).toMatchObject({ OUTREACH_COUNTIES: new Set(["330106"]) });
    expect(() => call(deployed, "parseEnvironment", [{}])).toThrow(TypeError);
  });

  test("has every part of zod/mini that its names stand for", () => {
    const names = Object.keys(lean).filter((name) => !["NEVER", "iso"].includes(name));
    expect(Object.keys(lateZod)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(zod)).toEqual(expect.arrayContaining(Object.keys(lean)));
    expect(lean.NEVER).toEqual(zod.NEVER);
  });
});
