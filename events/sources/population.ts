import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, minorsInformation, statutoryDuty } from "./legal-references.ts";
import type { BooleanFact, DateFact, EnumerationFact, PlainFact } from "./reported-fact.ts";

export const membership: PlainFact = {
  of: "person",
  name: "household",
  type: "identifier",
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "所在家庭", en: "member of household", also: ["所在家庭编号", "户号"] },
};

export const relation: EnumerationFact = {
  of: "person",
  name: "relation",
  type: "enumeration",
  values: {
    head: { zh: "户主", en: "head of household" },
    spouse: { zh: "配偶", en: "spouse" },
    child: { zh: "子女", en: "child" },
    parent: { zh: "父母", en: "parent" },
    grandchild: { zh: "孙子女", en: "grandchild" },
    grandparent: { zh: "祖父母", en: "grandparent" },
    sibling: { zh: "兄弟姐妹", en: "sibling" },
    other: { zh: "其他", en: "other" },
  },
  words: {
    本人: "head",
    妻: "spouse",
    夫: "spouse",
    子: "child",
    女: "child",
    长子: "child",
    长女: "child",
    次子: "child",
    次女: "child",
    父: "parent",
    母: "parent",
    父亲: "parent",
    母亲: "parent",
    外孙子女: "grandchild",
    外祖父母: "grandparent",
  },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "与户主关系", en: "relation to head", also: ["户主关系", "家庭关系"] },
};

const birthDate: DateFact = {
  of: "person",
  name: "birthDate",
  type: "date",
  earliest: "1905-01-01",
  past: true,
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "出生日期", en: "date of birth", also: ["出生年月日", "birth date"] },
};

const sex: EnumerationFact = {
  of: "person",
  name: "sex",
  type: "enumeration",
  values: { female: { zh: "女", en: "female" }, male: { zh: "男", en: "male" } },
  words: { 女性: "female", 男性: "male", F: "female", M: "male" },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "性别", en: "sex", also: ["gender"] },
};

export const deceased: BooleanFact = {
  of: "person",
  name: "deceased",
  type: "boolean",
  words: { 死亡: true, 已故: true, 健在: false, 在世: false },
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "已故", en: "deceased", also: ["是否已故", "是否死亡", "死亡标志"] },
};

const area: PlainFact = {
  of: "household",
  name: "area",
  type: "area",
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "居住地", en: "residence", also: ["居住地区划", "居住地区划代码", "area code of residence"] },
};

const registeredArea: PlainFact = {
  of: "household",
  name: "registeredArea",
  type: "area",
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "户籍地", en: "place of registration", also: ["户籍地区划", "户籍地区划代码", "registered area"] },
};

/** 公安 户籍、居住证 */
export const population: SourceContract = {
  system: "population",
  reportsAs: "population",
  title: { zh: "公安人口信息(户籍、居住证)", en: "Population register and residence permits" },
  owner: { zh: "公安", en: "Public security" },
  tells: {
    zh: "出生登记、死亡登记或户口注销、迁入迁出、分户并户、居住证、身份变更",
    en: "births, deaths, moves, splits and merges of households, residence permits, changed identities",
  },
  facts: [membership, relation, birthDate, sex, deceased, area, registeredArea],
  cadence: { zh: "实时至每日", en: "real time to daily" },
  identifier: { zh: "公民身份号码、户号", en: "citizen's number, household number" },
  sensitivity: "sensitive",
  legalBasis: [exchangeOfInformation, statutoryDuty, minorsInformation],
  constraints: [
    {
      zh: "不传姓名、证件号码和门牌地址,只传区划代码与不透明编号",
      en: "no names, numbers of documents or addresses: area codes and opaque identifiers only",
    },
  ],
};
