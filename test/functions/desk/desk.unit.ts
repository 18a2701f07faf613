import { beforeEach, describe, expect, it } from "vitest";
import { CasePage, CommandReply } from "#events/desk-api/cases.ts";
import { StandardParameters } from "#events/desk-api/current-standards.ts";
import { Funnel } from "#events/desk-api/funnel.ts";
import { ProblemDetails } from "#events/desk-api/problem-details.ts";
import { TownVisits, VisitPlan } from "#events/desk-api/visits.ts";
import { answer } from "#functions/desk/answer.ts";
import { type DeskUnderTest, eventOf, inMemoryDesk } from "../../fakes/in-memory-desk.ts";
import { zhejiangDocument } from "../../standards/zhejiang.ts";
import { family, pipeline } from "../evaluate/pipeline.ts";
import { hoursLater, noticeOf, raisedAt } from "../outreach/cases.ts";

const worker = ["assistance-worker@330106001001"];
const colleague = ["assistance-worker@330106001001", "elder-care-worker@330106001001"];
const key = "0123456789abcdef";
let desk: DeskUnderTest;

beforeEach(async () => {
  desk = inMemoryDesk(zhejiangDocument(), raisedAt);
  await desk.dependencies.cases.apply(noticeOf());
});

const command = (who: readonly string[], body: Parameters<typeof commanding>[0], idempotencyKey = key) =>
  desk.call(who, "commandCase", commanding(body, idempotencyKey));

function commanding(
  body:
    | { command: "claim" | "release"; expected: number }
    | { command: "reassign"; expected: number; to?: string }
    | { command: "close"; expected: number; outcome: "refused-stigma" | "data-wrong-fact" },
  idempotencyKey: string,
) {
  return { params: { notice: "n-abc" }, body, idempotencyKey };
}

const problemIn = ({ json }: { json: unknown }) => ProblemDetails.parse(json);

describe("a command", () => {
  it("is done once for its key, and tells the same again", async () => {
    const first = await command(worker, { command: "claim", expected: 0 });
    const again = await command(worker, { command: "claim", expected: 0 });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(CommandReply.parse(again.json).case.revision).toBe(1);
  });

  it("on a case that somebody was faster with is told how it stands now", async () => {
    await command(colleague, { command: "claim", expected: 0 });
    const late = await command(worker, { command: "claim", expected: 0 }, "another-key-12345");
    expect(late.status).toBe(409);
    expect(problemIn(late)).toMatchObject({ code: "revision-conflict", case: { revision: 1, state: "claimed" } });
  });

  it("that the case does not allow is refused with what stands against it", async () => {
    await command(colleague, { command: "claim", expected: 0 });
    expect(problemIn(await command(worker, { command: "claim", expected: 1 }, "another-key-12345"))).toMatchObject({
      status: 409,
      code: "not-possible-now",
      refusal: "claimed-by-another",
    });
    expect(
      problemIn(
        await command(colleague, { command: "close", expected: 1, outcome: "data-wrong-fact" }, "a-third-key-12345"),
      ),
    ).toMatchObject({
      refusal: "wrong-fact-missing",
    });
  });

  it("with a key that stands for another act is refused", async () => {
    await command(worker, { command: "claim", expected: 0 });
    expect(problemIn(await command(worker, { command: "release", expected: 1 }))).toMatchObject({
      status: 409,
      code: "key-used-otherwise",
    });
  });

  it("to reassign is for a supervisor, and goes to a worker who has been here only", async () => {
    expect((await command(worker, { command: "reassign", expected: 0 })).status).toBe(403);
    const supervisor = ["civil-affairs-clerk@330106001"];
    const to = "s-assistance-worker-330106001001";
    expect((await command(supervisor, { command: "reassign", expected: 0, to })).status).toBe(400);
    await desk.call(worker, "me", {});
    const done = await command(supervisor, { command: "reassign", expected: 0, to }, "another-key-12345");
    expect(CommandReply.parse(done.json).case.claim).toMatchObject({ by: to, mine: false });
  });

  it("puts what was found on the bus, once", async () => {
    await command(worker, { command: "close", expected: 0, outcome: "refused-stigma" });
    await command(worker, { command: "close", expected: 0, outcome: "refused-stigma" });
    expect(desk.reported).toHaveLength(1);
  });
});

describe("need that the case's programmes do not answer", () => {
  const closing = (outcome: "not-eligible-income" | "refused-stigma") => ({
    params: { notice: "n-abc" },
    body: { command: "close" as const, expected: 0, outcome, needSeen: true },
    idempotencyKey: key,
  });
  const referring = {
    params: { notice: "n-abc" },
    body: { command: "refer" as const, expected: 1 },
    idempotencyKey: "another-key-12345",
  };
  const charityIn = ({ json }: { json: unknown }) => CommandReply.parse(json).case.charity;

  it("is held against all programmes: what may help comes first, and charity when staff say so", async () => {
    const system = pipeline();
    await system.run(...family("h-204", [0, 0]));
    const poor = system.household("h-204");
    const households = {
      read: async () => ({ found: new Map(poor ? [["h-204", poor]] : []), unreadable: new Map() }),
    };
    const closed = await desk.call(worker, "commandCase", closing("refused-stigma"), { households });
    expect(charityIn(closed)).toEqual({ standing: "programme-first" });
    const referred = await desk.call(worker, "commandCase", referring, { households });
    expect(charityIn(referred)).toEqual({ standing: "referred", referral: "r-abc" });
    expect(desk.reported.map(({ detailType }) => detailType)).toEqual([
      "household.changed.v1",
      "household.changed.v1",
      "charity.referred.v1",
    ]);
    expect(JSON.stringify(referred.json)).not.toContain("temporary-assistance");
  });

  it("is counted for the county's manager, referred or not, with the list behind each number", async () => {
    const manager = ["county-civil-affairs@330106"];
    const need = async () => Funnel.parse((await desk.call(manager, "countyFunnel", { query: {} })).json).need;
    await desk.call(worker, "commandCase", closing("not-eligible-income"));
    expect(await need()).toMatchObject({ seen: { count: 1 }, referred: { count: 0 } });
    await desk.call(worker, "commandCase", referring);
    const after = await need();
    expect(after).toMatchObject({ seen: { count: 0 }, referred: { count: 1 } });
    const list = await desk.call(manager, "listCases", { query: after.referred.list ?? {} });
    expect(CasePage.parse(list.json).cases.map(({ notice }) => notice)).toEqual(["n-abc"]);
    const unreferred = await desk.call(manager, "listCases", { query: { state: "all", need: "seen" } });
    expect(CasePage.parse(unreferred.json).cases).toEqual([]);
  });
});

describe("a request that is not as it should be", () => {
  it("is told field by field, by types and never by values", async () => {
    const event = eventOf(
      "listCases",
      { query: { area: "330106001001" } },
      JSON.stringify({ sub: "s-1", posts: worker, exp: 2e9 }),
    );
    const bad = { ...event, queryStringParameters: { area: "33x", colour: "red", limit: "0" } };
    const reply = await answer(bad, desk.dependencies);
    expect(reply.statusCode).toBe(400);
    const { problems = [] } = ProblemDetails.parse(JSON.parse(reply.body ?? ""));
    expect(problems.map(({ field }) => field).toSorted()).toEqual(["query.area", "query.colour", "query.limit"]);
    expect(reply.body).not.toContain("33x");
  });

  it("is told in the reader's language, and in both", async () => {
    const event = eventOf("me", {});
    const english = { ...event, headers: { "accept-language": "en-GB,zh;q=0.8" } };
    const titles = { zh: "请先登录", en: "Sign in first" };
    expect(JSON.parse((await answer(event, desk.dependencies)).body ?? "")).toMatchObject({ title: titles.zh, titles });
    expect(JSON.parse((await answer(english, desk.dependencies)).body ?? "")).toMatchObject({ title: titles.en });
  });

  it("needs a key where it could be sent twice, and a body of JSON", async () => {
    const claims = JSON.stringify({ sub: "s-1", posts: worker, exp: 2e9 });
    const event = eventOf("commandCase", commanding({ command: "claim", expected: 0 }, key), claims);
    const { "idempotency-key": _, ...headers } = event.headers;
    expect((await answer({ ...event, headers }, desk.dependencies)).statusCode).toBe(400);
    expect((await answer({ ...event, body: "{" }, desk.dependencies)).statusCode).toBe(400);
    expect((await answer({ ...event, body: `"${"x".repeat(70_000)}"` }, desk.dependencies)).statusCode).toBe(413);
    expect((await answer({ ...event, rawPath: "/api/nothing" }, desk.dependencies)).statusCode).toBe(404);
  });
});

describe("a command that is not theirs to give", () => {
  const elsewhere = ["assistance-worker@330106002001"];

  it("is refused, and in the trail by its name, for a case out of reach", async () => {
    expect((await command(elsewhere, { command: "claim", expected: 0 })).status).toBe(404);
    const close = { command: "close", expected: 0, outcome: "refused-stigma" } as const;
    expect((await command(elsewhere, close, "another-key-12345")).status).toBe(404);
    expect((await command(worker, { command: "reassign", expected: 0 }, "a-third-key-12345")).status).toBe(403);
    const staff = "s-assistance-worker-330106002001";
    expect(desk.audit).toMatchObject([
      { kind: "refused", staff, notice: "n-abc", household: "h-204", why: "claim" },
      { kind: "refused", staff, why: "close" },
      { kind: "refused", staff: "s-assistance-worker-330106001001", why: "reassign" },
    ]);
    expect(JSON.stringify(desk.audit)).not.toContain("refused-stigma");
  });

  it("is in the trail item by item when several are reassigned", async () => {
    await desk.dependencies.cases.apply(noticeOf({ notice: "n-def" }));
    const items = ["n-abc", "n-def"].map((notice) => ({ notice, expected: 0 }));
    const supervisor = ["civil-affairs-clerk@330106002"];
    await desk.call(supervisor, "reassignCases", { body: { items }, idempotencyKey: key });
    expect(desk.audit.map(({ kind, notice, why }) => [kind, notice, why])).toEqual(
      items.map(({ notice }) => ["refused", notice, "reassign"]),
    );
  });

  it("on a case that is not there leaves nothing to tell of", async () => {
    const nowhere = { params: { notice: "n-none" }, body: { command: "claim", expected: 0 } as const };
    expect((await desk.call(elsewhere, "commandCase", { ...nowhere, idempotencyKey: key })).status).toBe(404);
    expect(desk.audit).toEqual([]);
  });
});

describe("the glass", () => {
  it("takes a reason that can be read as it was written, and no other", async () => {
    const statusOf = async (reason: string) => {
      await desk.call(["assistance-worker@330106002001"], "breakGlass", { body: { notice: "n-abc", reason } });
      const line = desk.log.at(-1);
      return line && "status" in line ? line.status : undefined;
    };
    const hollow = [" ".repeat(50), "\n".repeat(30), "\u200b".repeat(40), `a${" ".repeat(20)}b`];
    const steering = ["\u202Eanswers no telephone", "answers no \u0007telephone", "answers no \uD800telephone"];
    for (const reason of [...hollow, ...steering]) expect([reason, await statusOf(reason)]).toEqual([reason, 400]);
    const readable = [
      "老人摔倒,责任人联系不上",
      "لا أحد يجيب على الهاتف",
      "nobody answers\nthe telephone",
      "👩‍👧 摔倒了, 请马上去看看",
    ];
    for (const reason of readable) expect([reason, await statusOf(reason)]).toEqual([reason, 201]);
  });

  it("is told of as broken only where it broke", async () => {
    const reason = "子女来电称老人摔倒,责任人联系不上";
    const glassTold = async (who: readonly string[], notice: string) => {
      await desk.call(who, "breakGlass", { body: { notice, reason } });
      return desk.log.at(-1);
    };
    expect(await glassTold(["assistance-worker@330203001001"], "n-abc")).toMatchObject({ glass: { refused: 1 } });
    expect(await glassTold(["assistance-worker@330106002001"], "n-abc")).toMatchObject({ glass: { broken: 1 } });
    expect(await glassTold(["auditor@330106"], "n-abc")).toMatchObject({ glass: {}, status: 403 });
  });
});

describe("what goes wrong at the desk", () => {
  it("shows nothing when the trail cannot be written", async () => {
    desk.contacts.set("h-204", { household: "h-204", address: "金丝雀路", persons: [] });
    const audit = { ...desk.dependencies.audit, record: () => Promise.reject(new Error("h-204 金丝雀")) };
    const claims = JSON.stringify({ sub: "s-1", posts: worker, exp: 2e9 });
    const event = eventOf("openCase", { params: { notice: "n-abc" }, body: { why: "visit" } }, claims);
    const reply = await answer(event, { ...desk.dependencies, audit });
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toMatch(/金丝雀|h-204/);
    expect(JSON.stringify(desk.log)).not.toMatch(/金丝雀|h-204/);
    expect(desk.log.at(-1)).toMatchObject({ log: "request answered", status: 500, problems: { Error: 1 } });
  });
});

describe("the list of whoever stands above counties", () => {
  it("is of the families known no closer, beside those of the same person's county, each once", async () => {
    await desk.dependencies.cases.apply(noticeOf({ notice: "n-nowhere", household: "h-nowhere", area: "33" }));
    const province = ["county-civil-affairs@33"];
    const listed = async (posts: readonly string[]) =>
      CasePage.parse((await desk.call(posts, "listCases", {})).json).cases.map(({ notice }) => notice);
    expect(await listed(province)).toEqual(["n-nowhere"]);
    const both = await listed([...province, "county-civil-affairs@330106"]);
    expect(both).toContain("n-nowhere");
    expect(both).toEqual(expect.arrayContaining(await listed(["county-civil-affairs@330106"])));
    expect(new Set(both).size).toBe(both.length);
  });
});

describe("a worker's list", () => {
  it("holds the cases of several posts as one, most urgent first, page by page", async () => {
    const more = [
      { notice: "n-low", urgency: "low", role: "elder-care-worker" },
      { notice: "n-urgent", urgency: "urgent", role: "elder-care-worker" },
      { notice: "n-high", urgency: "high", role: "assistance-worker" },
    ] as const;
    for (const about of more) await desk.dependencies.cases.apply(noticeOf(about));
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: "3", ...(cursor === undefined ? {} : { cursor }) };
      const page = CasePage.parse((await desk.call(colleague, "listCases", { query })).json);
      pages.push(page.cases.map(({ notice }) => notice));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(pages).toEqual([["n-urgent", "n-high", "n-abc"], ["n-low"]]);
  });
});

describe("a county's numbers", () => {
  it("tell within how many days half of the families were reached, and nine in ten", async () => {
    for (const [number, hours] of [1, 2, 3, 5, 10, 11, 24, 30, 48, 100].entries()) {
      desk.moveTo(raisedAt);
      await desk.dependencies.cases.apply(noticeOf({ notice: `n-${number}`, household: `h-${number}` }));
      desk.moveTo(hoursLater(hours));
      const contact = { command: "contact", expected: 0, way: "phone", reached: true } as const;
      const call = { params: { notice: `n-${number}` }, body: contact, idempotencyKey: `${key}-${number}` };
      expect((await desk.call(worker, "commandCase", call)).status).toBe(200);
    }
    const { timeToReach } = Funnel.parse((await desk.call(["county-civil-affairs@330106"], "countyFunnel", {})).json);
    expect(timeToReach).toEqual({ reached: 10, medianDays: 0.5, ninetiethDays: 2 });
  });
});

describe("the parameters of the standard", () => {
  const officer = ["policy-officer@330106"];
  const ask = (parameter: string) => {
    const body = { area: "330106", on: "2022-07-01", parameters: [{ parameter, area: "330106", value: 1100 }] };
    return desk.call(officer, "askPreview", { body, idempotencyKey: key });
  };

  it("are told with their values in the officer's area on a day, money in yuan", async () => {
    const on = async (day: string) =>
      StandardParameters.parse((await desk.call(officer, "standardParameters", { query: { on: day } })).json)
        .parameters;
    const guarantee = (all: StandardParameters["parameters"]) =>
      all.find(({ name }) => name === "minimumLivingGuarantee");
    expect(guarantee(await on("2022-06-30"))).toMatchObject({ unit: "yuan", synthetic: true, value: 980 });
    expect(guarantee(await on("2022-07-01"))).toMatchObject({ value: 1029 });
    expect(guarantee(await on("2000-01-01"))).not.toHaveProperty("value");
  });

  it("are those that a preview may change, and no other", async () => {
    expect((await ask("minimumLivingGuarantee")).status).toBe(202);
    expect(problemIn(await ask("minimumLivingGarantee"))).toMatchObject({
      status: 400,
      problems: [{ field: "body.parameters.0.parameter", expected: "a parameter of the standard" }],
    });
  });
});

describe("the plan of visits", () => {
  const village = "330106001002";
  const perDay = zhejiangDocument().outreach?.visitsPerDay ?? 0;
  const raise = (number: number, role = "assistance-worker") =>
    desk.dependencies.cases.apply(
      noticeOf({ notice: `n-${role}-${number}`, household: `h-${role}-${number}`, area: village, role }),
    );
  const planOf = async (kind: string, area = village) =>
    VisitPlan.parse((await desk.call([`${kind}@${area}`], "plannedVisits", {})).json);
  const townOf = async (kind: string) =>
    TownVisits.parse((await desk.call([`${kind}@330106001`], "townVisits", {})).json);

  it("shares a community's day among its workers, and shows each only their own", async () => {
    for (let number = 0; number < perDay; number += 1) {
      await raise(number);
      await raise(number, "disability-worker");
    }
    await raise(0, "child-director");
    const plans = await Promise.all(
      ["assistance-worker", "disability-worker", "child-director"].map((kind) => planOf(kind)),
    );
    expect(plans.map(({ visits }) => visits.length)).toEqual([perDay, perDay, 1]);
    const today = plans.flatMap(({ visits }) => visits.filter(({ waits }) => waits === undefined));
    expect(today).toHaveLength(perDay);
    expect(
      plans.flatMap(({ visits }) => visits.map(({ waits }) => waits)).filter((why) => why === "budget"),
    ).toHaveLength(perDay + 1);
    expect(new Set(plans.map(({ today: day, visitsPerDay }) => `${day} ${visitsPerDay}`))).toEqual(
      new Set([`2022-07-04 ${perDay}`]),
    );
  });

  it("counts for a town the families of each community, of the roles that its supervisor stands behind", async () => {
    for (let number = 0; number < perDay + 2; number += 1) await raise(number);
    await raise(0, "child-director");
    expect((await townOf("civil-affairs-clerk")).communities).toEqual([
      expect.objectContaining({ office: village, today: perDay, gathering: 0, beyond: 2, until: "2022-07-05" }),
      expect.objectContaining({ office: "330106001001", today: 1, gathering: 0, beyond: 0 }),
    ]);
    expect((await townOf("child-supervisor")).communities).toMatchObject([{ office: village, today: 0, beyond: 1 }]);
  });

  it("tells a town where families wait for a role of whom nobody comes to the desk, of its own roles alone", async () => {
    await raise(0);
    await raise(0, "child-director");
    const waitedFor = async (kind: string) =>
      (await townOf(kind)).communities.find(({ office }) => office === village)?.unattended;
    expect(await waitedFor("civil-affairs-clerk")).toEqual([{ role: "assistance-worker" }]);
    expect(await waitedFor("child-supervisor")).toEqual([{ role: "child-director" }]);

    await desk.call([`assistance-worker@${village}`], "me", {});
    // Somebody of the next community, and of another role, is not whom they wait for.
    await desk.call(["child-director@330106001001", `disability-worker@${village}`], "me", {});
    expect(await waitedFor("civil-affairs-clerk")).toBeUndefined();
    expect(await waitedFor("child-supervisor")).toEqual([{ role: "child-director" }]);

    desk.moveTo(hoursLater(14 * 24));
    expect(await waitedFor("civil-affairs-clerk")).toBeUndefined();
    desk.moveTo(hoursLater(15 * 24));
    const lastSeen = raisedAt.toISOString();
    expect(await waitedFor("civil-affairs-clerk")).toEqual([{ role: "assistance-worker", lastSeen }]);
  });

  it("has no limit at a town's own desk, to which families come", async () => {
    for (let number = 0; number < perDay + 2; number += 1) {
      await desk.dependencies.cases.apply(
        noticeOf({
          notice: `n-${number}`,
          household: `h-${number}`,
          area: village,
          office: "330106001",
          role: "medical-security-clerk",
        }),
      );
    }
    const { visits } = await planOf("medical-security-clerk", "330106001");
    expect(visits.map(({ on }) => on)).toEqual(Array(perDay + 2).fill("2022-07-04"));
    expect((await townOf("civil-affairs-clerk")).communities.map(({ office }) => office)).toEqual(["330106001001"]);
  });
});
