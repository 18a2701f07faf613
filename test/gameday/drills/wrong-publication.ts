import type { Drill } from "../drill.ts";
import { wrongPack } from "../wrong-pack.ts";

const version = "2022.7-typing-mistake";

/** A parameter is published four times too high: families are told of who are due nothing. */
export const wrongPublication: Drill = {
  runbook: "wrong-publication",
  what: {
    zh: "西湖区低保标准多输了一位，扫描开始误告知",
    en: "a county's guarantee is published ten times too high, and its sweep begins to find families",
  },
  alarms: [],
  async fail(scene) {
    await scene.push(scene.county.meanwhile);
    await scene.system.settle();
    const pack = wrongPack(scene.file("pack"), version, [
      {
        file: "parameters/minimum-living-guarantee.yaml",
        instead: "2022-07-01: 1029",
        found: "2022-07-01: 10290",
      },
    ]);
    await scene.pfp("publish", pack, "--yes");
    await scene.until("nobody was told wrongly", 60, 1, async () => {
      return [...(await scene.cases()).values()].some(({ content }) => content.standards === `zhejiang@${version}`);
    });
    scene.wronged = new Set(
      [...(await scene.cases()).values()]
        .filter(({ content }) => content.standards === `zhejiang@${version}`)
        .map((each) => each.case),
    );
  },
  async recover(scene) {
    await scene.follow("pause");
    await scene.follow("publish", { version: "zhejiang@2022.7" });
    await scene.follow("resume");
    await scene.system.settle();
    await scene.follow("progress");
  },
  // They were told wrongly and had to be told that it is not so.
  excused: async (scene) => scene.wronged,
};
