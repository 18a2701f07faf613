import type { SourceContract } from "./contract.ts";
import { automatedDecisions } from "./legal-references.ts";

/**
 * 内部时钟: birthdays, ends of windows and standards that take effect. It puts nothing on the bus and sets no fact:
 * watch sends `households.due` to the changes queue.
 */
export const clock: SourceContract = {
  system: "clock",
  title: { zh: "内部时钟", en: "Internal clock" },
  owner: { zh: "本系统", en: "This system" },
  tells: {
    zh: "生日、期限届满、标准调整",
    en: "birthdays, windows that end, standards that take effect",
  },
  facts: [],
  cadence: { zh: "每日", en: "daily" },
  identifier: { zh: "无", en: "none" },
  sensitivity: "public",
  legalBasis: [automatedDecisions],
  constraints: [
    {
      zh: "不上总线、不改事实:日期本身就是输入,家庭由守望点索引找出",
      en: "nothing on the bus and no fact: the day itself is the input, and watch points find the households",
    },
  ],
};
