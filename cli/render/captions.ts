import type * as z from "zod/mini";
import type { AreaLevel, FactDefinition, Layer, Programme } from "#eligibility/standard-document.ts";
import type { Language } from "#eligibility/wording/vocabulary.ts";

type Level = z.infer<typeof AreaLevel>;

/** What stands on pages around a pack's own texts. */
export interface Captions {
  title(standards: string): string;
  readonly programmes: string;
  readonly indexHead: readonly string[];
  readonly back: string;
  readonly of: Readonly<Record<Programme["of"], string>>;
  readonly unit: string;
  readonly id: string;
  readonly role: string;
  served(role: string, level: string, days: number): string;
  escalation(role: string, days: number): string;
  readonly level: Readonly<Record<Level, string>>;
  readonly source: string;
  readonly noSource: string;
  readonly conditions: string;
  readonly conditionsNote: string;
  readonly layer: Readonly<Record<Layer, string>>;
  readonly decidedBy: string;
  readonly amount: string;
  readonly per: Readonly<Record<Programme["amount"]["per"], string>>;
  readonly tierHead: readonly [tier: string, when: string, value: string];
  readonly tierNote: string;
  readonly otherwise: string;
  readonly facts: string;
  readonly factHead: readonly string[];
  readonly derived: string;
  readonly derivedAs: string;
  readonly sensitivity: Readonly<Record<FactDefinition["sensitivity"], string>>;
  unreported(value: string): string;
  readonly parameters: string;
  readonly demonstration: string;
  readonly demonstrationPage: string;
  readonly area: string;
  readonly from: string;
  readonly key: string;
  readonly noValue: string;
  areas(count: number): string;
  readonly atTheDoor: string;
  readonly bring: string;
  readonly dontSay: string;
  readonly whenAsking: string;
  readonly relations: string;
  readonly follows: string;
  readonly followedBy: string;
  readonly none: string;
  readonly colon: string;
}

const zh: Captions = {
  title: (standards) => `社会救助标准 ${standards}`,
  programmes: "项目",
  indexHead: ["项目", "对象", "待遇", "服务人员", "依据", "演示数据"],
  back: "返回目录",
  of: { household: "家庭", person: "个人" },
  unit: "对象",
  id: "代码",
  role: "服务人员",
  served: (role, level, days) => `${role}(${level}),${days} 日内走访`,
  escalation: (role, days) => `逾期 ${days} 日转${role}`,
  level: { province: "省级", prefecture: "市级", county: "县级", town: "乡镇(街道)级", village: "村(社区)级" },
  source: "依据",
  noSource: "见各条件",
  conditions: "条件",
  conditionsNote: "以下各条须全部成立。筛查条件决定是否主动告知;核查条件须经家庭授权,由工作人员核实,不影响告知。",
  layer: { screening: "筛查", verification: "核查" },
  decidedBy: "判断",
  amount: "待遇",
  per: { month: "按月发放", year: "按年发放", once: "一次性发放", kind: "实物或服务", none: "身份认定,无金额" },
  tierHead: ["档次", "条件", "金额"],
  tierNote: "自上而下,适用第一个符合的档次。",
  otherwise: "其余情形",
  facts: "用到的事实",
  factHead: ["事实", "属于", "由谁提供", "层次", "敏感程度", "缺失时询问"],
  derived: "推算",
  derivedAs: "推算的事实",
  sensitivity: { ordinary: "一般", personal: "个人信息", sensitive: "敏感个人信息" },
  unreported: (value) => `无人报告时视为 ${value}`,
  parameters: "用到的标准数值",
  demonstration: "演示数据",
  demonstrationPage: "本页含演示数据,并非真实标准,不得作为政策依据。",
  area: "地区",
  from: "起",
  key: "档次",
  noValue: "没有任何地区的数值",
  areas: (count) => `${count} 个地区`,
  atTheDoor: "上门走访",
  bring: "要带什么",
  dontSay: "不要说什么",
  whenAsking: "有要问的事项时",
  relations: "与其他项目的关系",
  follows: "本项目取决于",
  followedBy: "取决于本项目",
  none: "无",
  colon: ":",
};

const en: Captions = {
  title: (standards) => `Standards of social assistance, ${standards}`,
  programmes: "Programmes",
  indexHead: ["Programme", "Of", "Amount", "Served by", "Source", "Demonstration values"],
  back: "Back to the index",
  of: { household: "household", person: "person" },
  unit: "Of",
  id: "Id",
  role: "Served by",
  served: (role, level, days) => `${role} (${level}), visit within ${days} ${days === 1 ? "day" : "days"}`,
  escalation: (role, days) => `${days} ${days === 1 ? "day" : "days"} after that it goes to: ${role}`,
  level: {
    province: "of the province",
    prefecture: "of the prefecture",
    county: "of the county",
    town: "of the town",
    village: "of the village or community",
  },
  source: "Source",
  noSource: "with each condition",
  conditions: "Conditions",
  conditionsNote:
    "All of these must hold. Screening conditions decide whether staff are told; verification conditions are for staff to check with the family’s authorisation, and hold up no notice.",
  layer: { screening: "screening", verification: "verification" },
  decidedBy: "decided by",
  amount: "Amount",
  per: {
    month: "paid every month",
    year: "paid every year",
    once: "paid once",
    kind: "in kind",
    none: "a status, without an amount",
  },
  tierHead: ["Tier", "Condition", "Amount"],
  tierNote: "From the top, the first tier that fits applies.",
  otherwise: "all the rest",
  facts: "Facts it reads",
  factHead: ["Fact", "Of", "Reported by", "Layer", "Sensitivity", "Asked when missing"],
  derived: "derived",
  derivedAs: "Derived facts",
  sensitivity: { ordinary: "ordinary", personal: "personal", sensitive: "sensitive" },
  unreported: (value) => `taken as ${value} while nobody reports it`,
  parameters: "Parameters it reads",
  demonstration: "Demonstration values",
  demonstrationPage:
    "This page holds demonstration values, which are not a real standard and no ground for any decision.",
  area: "Area",
  from: "from",
  key: "Key",
  noValue: "no value in any area",
  areas: (count) => `${count} areas`,
  atTheDoor: "At the visit",
  bring: "What to bring",
  dontSay: "What not to say",
  whenAsking: "where something is to be asked",
  relations: "Relation to other programmes",
  follows: "Depends on",
  followedBy: "What depends on it",
  none: "none",
  colon: ": ",
};

export const captionsIn: Readonly<Record<Language, Captions>> = { zh, en };
