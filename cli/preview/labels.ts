import type * as z from "zod/mini";
import type { AreaLevel, Text } from "#eligibility/standard-document.ts";
import type { Per } from "#events/outreach-notice.ts";
import type { Composition, Disability, Move } from "#events/standards-preview.ts";

/** What a change of standards does, in words. */
export const moves: Readonly<Record<Move | "any", Text>> = {
  "newly-eligible": { zh: "新符合", en: "newly eligible" },
  "settled-eligible": { zh: "由待定转为符合", en: "eligible, unknown before" },
  "no-longer-eligible": { zh: "不再符合", en: "no longer eligible" },
  "now-unknown": { zh: "新增待定", en: "unknown, not eligible before" },
  "now-in-doubt": { zh: "由符合转为待定", en: "unknown, eligible before" },
  "ruled-out": { zh: "由待定转为不符合", en: "not eligible, unknown before" },
  "amount-raised": { zh: "金额提高", en: "receive more" },
  "amount-lowered": { zh: "金额降低", en: "receive less" },
  any: { zh: "有任一变动", en: "any of these" },
};

export const compositions: Readonly<Record<Composition, Text>> = {
  "ages-unknown": { zh: "有成员年龄不明", en: "an age unknown" },
  "elder-alone": { zh: "独居老人", en: "elder alone" },
  "elders-only": { zh: "纯老年户", en: "elders only" },
  "children-alone": { zh: "仅未成年人", en: "children alone" },
  "one-adult-with-children": { zh: "一名成年人带未成年人(含单亲)", en: "one adult with children (single parents)" },
  "adults-with-children": { zh: "多名成年人带未成年人", en: "adults with children" },
  "adults-only": { zh: "无未成年人", en: "no children" },
};

export const disabilities: Readonly<Record<Disability, Text>> = {
  "disabled-member": { zh: "有残疾成员", en: "a disabled member" },
  "no-disabled-member": { zh: "无残疾成员", en: "no disabled member" },
};

export const levels: Readonly<Record<z.infer<typeof AreaLevel>, Text>> = {
  village: { zh: "村(社区)", en: "villages and communities" },
  town: { zh: "乡镇(街道)", en: "towns" },
  county: { zh: "县(市、区)", en: "counties" },
  prefecture: { zh: "设区市", en: "prefectures" },
  province: { zh: "省", en: "province" },
};

export const pers: Readonly<Record<Per, Text>> = {
  month: { zh: "每月", en: "a month" },
  year: { zh: "每年", en: "a year" },
  once: { zh: "一次性", en: "once" },
  kind: { zh: "实物或服务", en: "in kind" },
  none: { zh: "资格", en: "a status" },
};

export function both({ zh, en }: Text): string {
  return `${zh} ${en}`;
}
