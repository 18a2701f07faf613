import type { Problem } from "#events/problem.ts";

type Phrase = readonly [english: RegExp, chinese: string];

// What was found: types, never values.
const found: readonly Phrase[] = [
  [/^missing$/, "缺失"],
  [/^null$/, "空值"],
  [/^empty text$/, "空文本"],
  [/^text that is not JSON$/, "不是 JSON 的文本"],
  [/^text$/, "文本"],
  [/^number$/, "数字"],
  [/^true or false$/, "是或否"],
  [/^list$/, "列表"],
  [/^object$/, "对象"],
  [/^a change$/, "一项变更"],
  [/^a day to come$/, "未来的日期"],
  [/^the area (\d+), in no county of (\S+)$/, "区划 $1，不在 $2 的任何县（市、区）内"],
  [/^an unknown fact$/, "未知的事实"],
  [/^a household of more than (\d+) persons$/, "成员已超过 $1 人的家庭"],
  [/^the event itself$/, "该事件自身"],
  [/^a report of (.+)$/, "$1 的报告"],
  [/^what staff found not to be so: (.+)$/, "走访发现不实：$1"],
];

// What belongs there.
const expected: readonly Phrase[] = [
  [/^a date such as (\S+) or an instant such as (\S+)$/, "日期（如 $1）或时刻（如 $2）"],
  [/^a date such as (\S+)$/, "日期，如 $1"],
  [/^a date that exists, such as (\S+)$/, "真实存在的日期，如 $1"],
  [/^a date of (\S+) or later$/, "不早于 $1 的日期"],
  [/^a date of (\S+) or earlier, no day to come$/, "不晚于 $1 的日期，不可为未来的日期"],
  [/^a date from (\S+) to the day on which it is reported$/, "自 $1 起至报送之日的日期"],
  [/^a date from (\S+) on$/, "自 $1 起的日期"],
  [/^no day after today, (\S+)$/, "不晚于今天（$1）的日期"],
  [/^true or false$/, "是或否（true 或 false）"],
  [/^text of at most (\d+) characters$/, "至多 $1 个字符的文本"],
  [/^text$/, "文本"],
  [/^text, a number, true or false, or a list of texts$/, "文本、数字、是或否，或文本列表"],
  [/^a list of texts$/, "文本列表"],
  [/^a list of at most (\d+) texts$/, "至多 $1 项的文本列表"],
  [/^one of (.+)$/, "以下之一：$1"],
  [/^yuan with at most two decimals$/, "以元计、至多两位小数的数字"],
  [/^yuan, at most (\d+)$/, "以元计、不超过 $1 的数字"],
  [/^(?:a whole number|a number) of (-?[\d.]+) or more$/, "不小于 $1 的数字"],
  [/^(?:a whole number|a number) of (-?[\d.]+) or less$/, "不大于 $1 的数字"],
  [/^a number of (\S+)$/, "数字（单位 $1）"],
  [/^a whole number of (\S+)$/, "整数（单位 $1）"],
  [/^a whole number that never falls within a source's subject$/, "整数，且同一来源同一对象不得变小"],
  [/^a whole number$/, "整数"],
  [/^a number$/, "数字"],
  [/^an area code of 2, 4, 6, 9 or 12 digits(?:, as text)?$/, "2、4、6、9 或 12 位区划代码（文本）"],
  [
    /^an area of 6, 9 or 12 digits in a county that areas\.csv lists; the nearest known is (\d+) (\S+) .+$/,
    "areas.csv 所列县（市、区）内的 6、9 或 12 位区划代码；已知最近的上级是 $1 $2",
  ],
  [
    /^an area of 6, 9 or 12 digits in a county that areas\.csv lists$/,
    "areas.csv 所列县（市、区）内的 6、9 或 12 位区划代码",
  ],
  [/^a household identifier such as (\S+)$/, "家庭编号，如 $1"],
  [/^a person identifier such as (\S+)$/, "成员编号，如 $1"],
  [/^a notice identifier such as (\S+)$/, "告知单编号，如 $1"],
  [/^a programme such as (\S+)$/, "项目编号，如 $1"],
  [/^a role such as (\S+)$/, "岗位编号，如 $1"],
  [/^a source system's name such as (\S+)$/, "来源系统名称，如 $1"],
  [/^(?:the source system's name|the name of a registered source system)$/, "已登记来源系统的名称"],
  [/^a fact's name such as (\S+)$/, "事实名称，如 $1"],
  [/^a fact of a person in the dictionary of (\S+)$/, "字典 $1 中的成员事实"],
  [/^a fact of a household in the dictionary of (\S+)$/, "字典 $1 中的家庭事实"],
  [/^a fact of (\S+)$/, "$1 所负责的事实"],
  [/^a fact that the same change does not set$/, "同一变更未设置的事实"],
  [/^a list of facts' names$/, "事实名称列表"],
  [/^facts by name$/, "按名称列出的事实"],
  [/^at most (\d+) names$/, "至多 $1 个名称"],
  [/^at most (\d+) facts$/, "至多 $1 个事实"],
  [/^at most (\d+) programmes$/, "至多 $1 个项目"],
  [/^a list of 1 to 500 changes$/, "1 至 500 项变更的列表"],
  [/^a household that shares income and expenses, of at most (\d+) persons$/, "共同生活、共享收支且不超过 $1 人的家庭"],
  [/^a change$/, "一项变更"],
  [/^an event from the bus$/, "总线上的事件"],
  [/^an event with id, sequence and changes$/, "含 id、sequence、changes 的事件"],
  [/^the event's identifier, unique for its source, as text$/, "事件编号（文本，同一来源内唯一）"],
  [/^the event's name$/, "事件名称"],
  [/^the event that it corrects$/, "被它更正的事件"],
  [/^1 to 200 printable ASCII characters without spaces$/, "1 至 200 个不含空格的可打印 ASCII 字符"],
  [/^the change it corrects, as it was sent: (.+)$/, "被更正的变更，与发送时一致：$1"],
  [/^the family's authorisation: (.+)$/, "家庭授权：$1"],
  [/^an authorisation of the family, without which (\S+) may not be known$/, "家庭授权，未经授权不得获知 $1"],
  [/^no such field here$/, "此处没有该字段"],
  [/^a report of its owners?: (.+)$/, "所负责系统 $1 的报告"],
  [/^a report of (.+)$/, "$1 的报告"],
  [/^one of the nineteen outcomes, or reopened$/, "十九种走访结果之一，或重新打开"],
  [/^what became of a notice: (.+)$/, "走访结果：$1"],
  [/^a list of programmes$/, "项目列表"],
  [/^a correction, or the same again where it is right$/, "更正，或确认无误后原样重报"],
  [/^none: this system sets no fact$/, "无：该系统不设置任何事实"],
  [/^an instant$/, "时刻"],
  [/^a quarantined change as JSON$/, "以 JSON 表示的被隔离变更"],
  [/^a notice as JSON$/, "以 JSON 表示的告知单"],
  [/^household\.changed\.v\d+(?:, .*)?$/, "$&"],
];

/** A problem in Chinese; words that are not known stay as they are, for a name or a number is one in any language. */
export function problemInChinese({ field, found: what, expected: wanted }: Problem): Problem {
  return { field, found: inChinese(what, found), expected: inChinese(wanted, expected) };
}

/** True where every word of a problem is known in Chinese. */
export function isKnownInChinese({ found: what, expected: wanted }: Problem): boolean {
  return found.some(([english]) => english.test(what)) && expected.some(([english]) => english.test(wanted));
}

function inChinese(text: string, phrases: readonly Phrase[]): string {
  const phrase = phrases.find(([english]) => english.test(text));
  return phrase ? text.replace(phrase[0], phrase[1]) : text;
}
