import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, sensitiveInformation, statutoryDuty } from "./legal-references.ts";
import { deceased } from "./population.ts";

/** 卫健、民政 死亡、殡葬 */
export const funerals: SourceContract = {
  system: "funerals",
  reportsAs: "population",
  title: { zh: "死亡医学证明与殡葬", en: "Death certificates and funerals" },
  owner: { zh: "卫生健康、民政", en: "Health, civil affairs" },
  tells: { zh: "死亡医学证明、火化", en: "certificates of death, cremations" },
  facts: [deceased],
  cadence: { zh: "每日", en: "daily" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "sensitive",
  legalBasis: [exchangeOfInformation, statutoryDuty, sensitiveInformation],
  constraints: [
    {
      zh: "停止发放的权威依据,往往早于户口注销;不传死因",
      en: "authoritative for stopping, and often earlier than the register; never the cause of death",
    },
  ],
};
