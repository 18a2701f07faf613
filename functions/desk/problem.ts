import type { ProblemCode, ProblemDetails } from "#events/desk-api/problem-details.ts";
import type { Text } from "#events/desk-api/text.ts";

/** What the desk answers instead of what was asked. Holds nothing personal: it is told to clients and counted in logs. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly more: ProblemExtras;
  constructor(code: ProblemCode, more: ProblemExtras = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

export type ProblemExtras = Partial<Pick<ProblemDetails, "detail" | "problems" | "case" | "refusal">>;

const kinds: Readonly<Record<ProblemCode, { readonly status: number; readonly titles: Text }>> = {
  malformed: { status: 400, titles: { zh: "请求格式有误", en: "The request is not as it should be" } },
  "not-signed-in": { status: 401, titles: { zh: "请先登录", en: "Sign in first" } },
  "not-allowed": { status: 403, titles: { zh: "您的岗位无权办理", en: "None of your posts allows this" } },
  "not-found": { status: 404, titles: { zh: "没有找到,或不在您的范围内", en: "Not there, or not within your reach" } },
  "no-such-route": { status: 404, titles: { zh: "没有这个接口", en: "There is no such route" } },
  "revision-conflict": {
    status: 409,
    titles: { zh: "工单已有变化,请重新查看", en: "The case has changed: look again" },
  },
  "not-possible-now": { status: 409, titles: { zh: "工单现状不允许", en: "Not possible as the case stands" } },
  "key-used-otherwise": {
    status: 409,
    titles: { zh: "同一幂等键已用于别的操作", en: "This idempotency key was used for something else" },
  },
  "too-large": { status: 413, titles: { zh: "请求过大", en: "The request is too large" } },
  failed: { status: 500, titles: { zh: "系统出错,请稍后再试", en: "Something failed here: try again later" } },
  unavailable: { status: 503, titles: { zh: "暂时不可用,请稍后再试", en: "Not available now: try again later" } },
};

/** A problem as it is told, its title in the language preferred. */
export function problemDetails(problem: Problem, language: "zh" | "en", instance?: string): ProblemDetails {
  const { status, titles } = kinds[problem.code];
  return {
    type: `urn:policies-find-people:problem:${problem.code}`,
    status,
    code: problem.code,
    title: titles[language],
    titles,
    ...problem.more,
    ...(instance === undefined ? {} : { instance }),
  };
}

/** The language of a problem's title: the first of the two that an Accept-Language header names, Chinese first. */
export function languageOf(acceptLanguage: string | undefined): "zh" | "en" {
  const named = (acceptLanguage ?? "").toLowerCase().match(/\b(zh|en)\b/)?.[1];
  return named === "en" ? "en" : "zh";
}
