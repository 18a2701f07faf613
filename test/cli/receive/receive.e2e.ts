import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { loopbackService } from "../loopback-service.ts";
import { pfp } from "../pfp.ts";
import { type QueuesUnderTest, startQueues } from "./queues-under-test.ts";
import { aNotice, careToAskAbout } from "./sample-messages.ts";
import { watchPfp } from "./watched-pfp.ts";

const queue = "outreach-330106";
let queues: QueuesUnderTest;

beforeAll(async () => {
  queues = await startQueues();
});
afterEach(async () => {
  for (const name of [queue, "quarantine"]) await queues.empty(name);
});
afterAll(() => queues.stop());

const receive = (...args: string[]) => pfp(["receive", ...args, "--endpoint-url", queues.endpoint]);
const receiveCounty = (...args: string[]) => receive("--area", "330106", ...args);

const Line = z.looseObject({ type: z.string(), notice: z.optional(z.string()), revision: z.optional(z.number()) });
const linesOf = (stdout: string) =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Line.parse(JSON.parse(line)));
const noticesOf = (stdout: string) => linesOf(stdout).map(({ notice, revision }) => `${notice} ${revision}`);

describe("a peek", () => {
  test("shows a notice in Chinese, with its reason, what to ask and what to check, as often as one looks", async () => {
    await queues.send(queue, aNotice({ programmes: [...aNotice().programmes, careToAskAbout] }));
    const first = await receiveCounty();
    expect([first.status, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toBe(
      `● h-204  杭州市西湖区 330106001001  走访期限 2022-07-11
  社会救助协理员 assistance-worker · 告知单 n-1 第 1 版 · 依据 zhejiang@2022.7
  可能符合 最低生活保障 minimum-living-guarantee · 预计每月 1,284.50 元
    理由  共同生活的家庭成员人均月收入低于当地最低生活保障标准(就业增收按规定不计入;或者仍在渐退期内)
    核实  具有当地户籍(居住证持有人按当地规定)
          没有生活用机动车辆、船舶(以当地规定为准)
  尚待了解 重度残疾人护理补贴 severe-disability-care · p-81c2 · 金额待了解情况后确定
    理由  残疾等级为一级、二级,或者三级智力、精神残疾
    询问  p-81c2:残疾人证有效期到哪天?

outreach-330106:1 件告知单
仅查看,未取走(--ack 取走)。每次查看使队列中消息的接收次数加一,上限 1,000 次
`,
    );
    expect(await receiveCounty()).toEqual(first);
    expect(await queues.visible(queue)).toBe(1);
  });

  test("shows it in English", async () => {
    await queues.send(queue, aNotice({ programmes: [...aNotice().programmes, careToAskAbout] }));
    const { status, stdout } = await receiveCounty("--lang", "en");
    expect(status).toBe(0);
    expect(stdout).toContain("● h-204  Xihu District, Hangzhou City 330106001001  Visit due 2022-07-11\n");
    expect(stdout).toContain(
      "  May qualify Minimum living guarantee minimum-living-guarantee · about 1,284.50 yuan a month\n    why    Monthly income per member of the family is below the local minimum living guarantee (without the gain from a job while it is not counted; or the gradual exit lasts)\n    check  Registered locally",
    );
    expect(stdout).toContain("    ask    p-81c2: ");
    expect(stdout).toContain("A peek: nothing was taken (--ack takes). It raises the receive count");
    expect(stdout).not.toMatch(/qualifies|eligible/);
  });

  test("says that a queue is empty, in the language asked for", async () => {
    expect(await receiveCounty()).toEqual({ status: 0, stdout: "队列 outreach-330106 现在是空的\n", stderr: "" });
    const json = await receiveCounty("--lang", "en", "--json");
    expect(json).toEqual({ status: 0, stdout: "", stderr: "The queue outreach-330106 is empty at present\n" });
  });

  test("shows the latest revision only, whatever the order and however often it was sent", async () => {
    await queues.send(
      queue,
      aNotice({ revision: 2 }),
      aNotice({ revision: 3 }),
      aNotice({ revision: 3 }),
      aNotice({ revision: 1 }),
    );
    const { stdout } = await receiveCounty("--json");
    expect(noticesOf(stdout)).toEqual(["n-1 3"]);
    expect(await queues.visible(queue)).toBe(4);
  });

  test("says that a notice was withdrawn", async () => {
    await queues.send(queue, aNotice(), aNotice({ revision: 2, status: "withdrawn", programmes: [] }));
    const { stdout } = await receiveCounty();
    expect(stdout).toContain("○ h-204  杭州市西湖区 330106001001  已撤回,不必再为此走访\n");
    expect(stdout).not.toContain("走访期限");
  });

  test("shows ten at most unless told otherwise, the most urgent first", async () => {
    const days = Array.from({ length: 12 }, (_, index) => `2022-07-${String(31 - index)}`);
    await queues.send(queue, ...days.map((due, index) => aNotice({ notice: `n-${31 - index}`, due })));
    const ten = await receiveCounty();
    expect(ten.stdout.match(/走访期限 \S+/g)).toEqual(
      days
        .slice(2)
        .toReversed()
        .map((day) => `走访期限 ${day}`),
    );
    expect(ten.stdout).toContain("另有 2 件告知单未显示(--all 显示全部)");
    expect(noticesOf((await receiveCounty("--max", "1", "--json")).stdout)).toEqual(["n-20 1"]);
    expect(noticesOf((await receiveCounty("--all", "--json")).stdout)).toHaveLength(12);
  });

  test("shows ids alone where there is no pack, and never a control character of a message", async () => {
    await queues.send(queue, aNotice({ role: "steers\u001b[2Jthe terminal" }));
    const args = ["receive", "--area", "330106", "--endpoint-url", queues.endpoint, "--lang", "en"];
    const { stdout, status } = await watchPfp(args, tmpdir()).ended;
    expect(status).toBe(0);
    expect(stdout).toContain("● h-204  330106001001  Visit due 2022-07-11\n  steers\ufffd[2Jthe terminal · notice n-1");
    expect(stdout).toContain("  May qualify minimum-living-guarantee · about 1,284.50 yuan a month");
    expect(stdout).toContain("    check  registered-in-zhejiang\n           no-vehicle\n");
  });
});

describe("a filter", () => {
  const sent = [
    aNotice({ notice: "n-1", area: "330106001001", role: "assistance-worker" }),
    aNotice({ notice: "n-2", area: "330106001002", role: "child-director" }),
    aNotice({ notice: "n-3", area: "330106002001", role: "child-director" }),
  ];

  test.each([
    ["a town", ["--area", "330106001"], ["n-1 1", "n-2 1"]],
    ["a village", ["--area", "330106002001"], ["n-3 1"]],
    ["a role", ["--area", "330106", "--role", "child-director"], ["n-2 1", "n-3 1"]],
    ["a role in a town", ["--area", "330106001", "--role", "child-director"], ["n-2 1"]],
  ])("by %s shows what is of it", async (_, args, notices) => {
    await queues.send(queue, ...sent);
    const { stdout } = await receive(...args, "--json");
    expect(noticesOf(stdout)).toEqual(notices);
  });

  test("takes nothing else", async () => {
    await queues.send(queue, ...sent);
    const { stdout } = await receiveCounty("--role", "child-director", "--ack");
    expect(stdout).toContain("另有 1 件告知单属于其他区划或角色\n已取走 2 条消息");
    expect(noticesOf((await receiveCounty("--json")).stdout)).toEqual(["n-1 1"]);
  });
});

describe("--ack", () => {
  test("takes what it showed with all older revisions, so that the queue is empty after", async () => {
    await queues.send(queue, aNotice({ revision: 2 }), aNotice({ revision: 1 }), aNotice({ notice: "n-2" }));
    const { status, stdout } = await receiveCounty("--ack", "--json");
    expect([status, noticesOf(stdout)]).toEqual([0, ["n-1 2", "n-2 1"]]);
    expect((await receiveCounty()).stdout).toBe("队列 outreach-330106 现在是空的\n");
  });

  test("leaves what it did not show", async () => {
    await queues.send(queue, aNotice({ notice: "n-1" }), aNotice({ notice: "n-2" }));
    expect(noticesOf((await receiveCounty("--ack", "--max", "1", "--json")).stdout)).toEqual(["n-1 1"]);
    expect(noticesOf((await receiveCounty("--json")).stdout)).toEqual(["n-2 1"]);
  });

  test("takes nothing that nobody could read, because the output was closed", async () => {
    await queues.send(queue, aNotice());
    const running = watchPfp(["receive", "--area", "330106", "--ack", "--endpoint-url", queues.endpoint]);
    running.closeOutput();
    expect((await running.ended).status).toBe(0);
    expect(noticesOf((await receiveCounty("--json")).stdout)).toEqual(["n-1 1"]);
  });
});

describe("a message that is no notice", () => {
  test("is shown as such and left, and its neighbours are taken", async () => {
    await queues.send(queue, "not json", { ...aNotice(), due: "soon" }, aNotice());
    const { status, stdout } = await receiveCounty("--ack");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^! 消息 \S+ 无法读取:仍留在队列中\n {4}收到不是 JSON 的文本，应为以 JSON 表示的告知单$/m);
    expect(stdout).toContain("    due：收到文本，应为真实存在的日期，如 2022-07-01\n");
    expect(stdout).toContain("2 条消息无法读取,仍留在队列中\n已取走 1 条消息");
    const again = await receiveCounty("--json");
    expect([again.status, linesOf(again.stdout).map(({ type }) => type)]).toEqual([1, ["unreadable", "unreadable"]]);
  });
});

describe("--follow", () => {
  test("shows what comes until it is interrupted, then puts everything back", async () => {
    await queues.send(queue, aNotice({ notice: "n-1" }));
    const running = watchPfp(["receive", "--area", "330106", "--follow", "--json", "--endpoint-url", queues.endpoint]);
    await expect.poll(running.stdoutSoFar, { timeout: 10_000 }).toContain("n-1");
    await queues.send(
      queue,
      aNotice({ notice: "n-2" }),
      aNotice({ notice: "n-1" }),
      aNotice({ notice: "n-1", revision: 2 }),
    );
    await expect.poll(() => noticesOf(running.stdoutSoFar()).length, { timeout: 10_000 }).toBe(3);
    running.interrupt();
    const { status, stdout, stderr } = await running.ended;
    expect([status, stderr]).toEqual([0, "outreach-330106: waiting for more (Ctrl-C ends)\n"]);
    expect(noticesOf(stdout).toSorted()).toEqual(["n-1 1", "n-1 2", "n-2 1"]);
    expect(await queues.visible(queue)).toBe(4);
  });

  test("takes what comes with --ack, and ends by itself at --max", async () => {
    const options = ["--follow", "--ack", "--max", "2", "--json"];
    const running = watchPfp(["receive", "--area", "330106", ...options, "--endpoint-url", queues.endpoint]);
    await queues.send(queue, aNotice({ notice: "n-1" }), aNotice({ notice: "n-2" }));
    const { status, stdout } = await running.ended;
    expect([status, noticesOf(stdout).toSorted()]).toEqual([0, ["n-1 1", "n-2 1"]]);
    expect((await receiveCounty("--json")).stdout).toBe("");
  });
});

describe("the dead-letter queue", () => {
  test("is out of a peek's reach: a message received 500 times of 1,000 comes back only after a rest", async () => {
    await queues.send(queue, aNotice());
    await queues.lookAt(queue, 499);
    const { status, stdout } = await receiveCounty();
    expect(status).toBe(0);
    expect(stdout).toContain("1 条消息的接收次数已过上限之半,休息至多 81 分钟后再次可见,以免进入死信队列\n");
    expect(await queues.visible(queue)).toBe(0);
    expect((await receiveCounty()).stdout).toBe(
      "队列 outreach-330106 现在是空的\n1 条消息暂时不可见:正由他人读取,或因查看次数多而在休息\n",
    );
  });

  test("forbids a peek into a queue that bears few receipts, but not taking", async () => {
    await queues.send("outreach-339999", aNotice());
    const peek = await receive("--area", "339999");
    expect(peek.status).toBe(2);
    expect(peek.stderr).toBe(
      "pfp: outreach-339999: found a queue that sets messages aside after 5 receipts, expected one that bears peeks; --ack takes its messages instead\n",
    );
    expect((await receive("--area", "339999", "--ack", "--json")).status).toBe(0);
    expect(await queues.visible("outreach-339999")).toBe(0);
  });
});

describe("what cannot be done", () => {
  test("no such queue: names it and those there are", async () => {
    const { status, stderr } = await receive("--area", "330199001");
    expect(status).toBe(3);
    expect(stderr).toBe(
      `pfp: ${queues.endpoint}: there is no queue outreach-330199; the counties' queues there are outreach-330106, outreach-330203, outreach-330383, outreach-339999\n`,
    );
  });

  test("nobody there: says so", async () => {
    const { status, stderr } = await pfp(["receive", "--area", "330106", "--endpoint-url", "http://127.0.0.1:9"]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^pfp: http:\/\/127\.0\.0\.1:9: cannot be reached; is it running \(npm start\)[^\n]*\n$/);
  });

  test("not allowed: says so", async () => {
    const service = await loopbackService(() => ({ error: "AccessDeniedException", status: 403 }));
    const { status, stderr } = await pfp(["receive", "--area", "330106", "--endpoint-url", service.url]);
    await service.close();
    expect(status).toBe(3);
    expect(stderr).toContain("not allowed; check the profile");
  });

  test.each([
    [["--area", "33"], /^pfp: --area: found "33", expected the code of a county/],
    [["--area", "west-lake"], /^pfp: --area: found "west-lake", expected/],
    [[], /^pfp: found no --area/],
    [["--area", "330106", "--max", "0"], /^pfp: --max: found "0", expected a whole number from 1/],
    [["--area", "330106", "--max", "3", "--all"], /cannot be used with option/],
    [["--area", "330106", "--lang", "fr"], /Allowed choices are zh, en/],
    [
      ["--area", "330106", "--pack", "no-such-pack"],
      /^pfp: no-such-pack: found nothing, expected the folder of a pack/,
    ],
  ])("%j is wrong usage", async (args, message) => {
    const { status, stdout, stderr } = await receive(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});
