import { vehicles } from "./authorised-check.ts";
import type { SourceContract } from "./contract.ts";
import { authorisedCheck, onlyAuthorised, sensitiveInformation } from "./legal-references.ts";

/** 公安交管 机动车登记 */
export const vehicleRegistration: SourceContract = {
  system: "vehicle-registration",
  reportsAs: "authorised-check",
  title: { zh: "机动车登记", en: "Register of vehicles" },
  owner: { zh: "公安交管", en: "Traffic police" },
  tells: { zh: "登记、转移", en: "vehicles registered and transferred" },
  facts: [vehicles],
  cadence: { zh: "每日", en: "daily" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "sensitive",
  legalBasis: [...authorisedCheck, sensitiveInformation],
  constraints: [
    onlyAuthorised,
    { zh: "残疾人代步车、低值摩托车不计入", en: "mobility vehicles and cheap motorcycles do not count" },
  ],
};
