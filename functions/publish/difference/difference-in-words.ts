import type { Text } from "#eligibility/standard-document.ts";
import { numberInWords } from "#eligibility/wording/values-in-words.ts";
import type { ChangedThing, ChangedValue, StandardDifference } from "./standard-difference.ts";

/** A difference in lines for a terminal, Chinese first; one line says that there is none. */
export function differenceInWords(difference: StandardDifference): string[] {
  const { parameters, programmes, facts, roles, areas, other } = difference;
  const lines = [
    ...parameters.flatMap(({ name, unit, values }) => [
      `参数 parameter ${both(name)}`,
      ...values.map((value) => valueLine(value, unit)),
    ]),
    ...programmes.flatMap((each) => thingLines({ zh: "项目", en: "programme" }, each)),
    ...facts.flatMap((each) => thingLines({ zh: "事实", en: "fact" }, each)),
    ...roles.flatMap((each) => thingLines({ zh: "岗位", en: "role" }, each)),
    ...areas.flatMap((each) => thingLines({ zh: "区划", en: "area" }, each)),
    ...(other ? ["数据来源、走访安排等设置有变 sources, outreach or settings differ"] : []),
  ];
  return lines.length > 0 ? lines : ["内容没有差别 nothing in it differs"];
}

function both({ zh, en }: Text): string {
  return `${zh} ${en}`;
}

function valueLine({ area, name, since, before, after }: ChangedValue, unit: string | undefined): string {
  const told = (value: number | undefined) =>
    value === undefined ? "无 none" : numberInWords(value, unit, "zh").trim();
  return `  ${area} ${name.zh} ${name.en}  ${since} 起 from: ${told(before)} → ${told(after)}`;
}

const changes: Readonly<Record<ChangedThing["change"], string>> = {
  added: "新增 new",
  removed: "取消 removed",
  changed: "变更 changed",
};

function thingLines(kind: Text, { id, name, change, details }: ChangedThing): string[] {
  return [
    `${both(kind)} ${both(name)} (${id}): ${changes[change]}`,
    ...details.flatMap(({ of, before, after }) => [
      `  ${both(of)}`,
      ...(before ? [`    - ${before.zh}`, `      ${before.en}`] : []),
      ...(after ? [`    + ${after.zh}`, `      ${after.en}`] : []),
    ]),
  ];
}
