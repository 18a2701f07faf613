import { guardianship } from "./civil-affairs.ts";
import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, sensitiveInformation, statutoryDuty } from "./legal-references.ts";

/** 司法、公安监所 */
export const justice: SourceContract = {
  system: "justice",
  reportsAs: "civil-affairs",
  title: { zh: "司法与公安监所", en: "Prisons and places of custody" },
  owner: { zh: "司法、公安", en: "Justice, public security" },
  tells: { zh: "收押、释放、强制隔离戒毒起止", en: "custody and compulsory rehabilitation, begun and ended" },
  facts: [guardianship],
  cadence: { zh: "每周或每月", en: "weekly or monthly" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "sensitive",
  legalBasis: [exchangeOfInformation, statutoryDuty, sensitiveInformation],
  constraints: [
    {
      zh: "只传推导出的“父母不能履行抚养职责”,绝不传原因;以孩子为对象,不以父母为对象",
      en: "only what follows for the child, that a parent is unavailable, never the reason: the child is the subject",
    },
  ],
};
