import type { StandardDocument } from "#eligibility/standard-document.ts";
import type {
  Breakdown,
  Likeness,
  Money,
  NoticeLoad,
  Part,
  ProgrammePreview,
  StandardsPreview,
} from "#events/standards-preview.ts";
import { both, compositions, disabilities, levels, moves, pers } from "./labels.ts";
import { type Row, tableLines } from "./table.ts";

/** A preview for a person on a terminal: Chinese first, English as well. */
export function previewInWords(preview: StandardsPreview, document: StandardDocument): string {
  const { standards, against, on, area, read, households, found, programmes, notices } = preview;
  const names = namesIn(document);
  const compared = against === null ? "此前无标准 where there was none before" : `对比 against ${against}`;
  const within = area === undefined ? "" : `, ${names(area)}`;
  return [
    `${standards} ${compared}, ${on}${within}: ${number(households)} 户 households${read === "touched" ? " 可能变动 who can be touched" : ""}`,
    ...section("变动家庭 Households", foundLines(found)),
    ...section("项目 Programmes", programmeLines(programmes)),
    ...section(
      "县(市、区) Counties",
      partLines(found, ({ counties }) => counties, names),
    ),
    ...section("家庭类型 Families", familyLines(found)),
    ...notices.flatMap((load) => noticeLines(load, document, names)),
    ...section("相似家庭 Families alike", alikeLines(programmes, names)),
    "",
    "“<5”: 少于 5 户的组不显示,也不显示可据以推算的数字 groups under five are not told, nor what they could be worked out from",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

type NamesOf = (area: string) => string;

function namesIn({ areas }: StandardDocument): NamesOf {
  const known = new Map(areas.map(({ code, zh, en }) => [code, `${zh} ${en}`]));
  return (area) => {
    const name = known.get(area) ?? known.get(area.slice(0, 6));
    return name === undefined ? area : `${area} ${name}`;
  };
}

function number(value: number | null): string {
  return value === null ? "<5" : value.toLocaleString("en");
}

function yuan(fen: number): string {
  return Math.round(fen / 100).toLocaleString("en");
}

/** What is paid, from the least to the most that missing facts leave open. */
function paid({ low, high, open }: Money): string {
  const to = open ? `${yuan(high)}+` : yuan(high);
  return low === high && !open ? yuan(low) : `${yuan(low)}–${to}`;
}

/** What more is paid, or less. */
function difference({ before, after }: Pick<Breakdown, "before" | "after">): string {
  const signed = (fen: number) => (fen > 0 ? `+${yuan(fen)}` : fen < 0 ? `-${yuan(-fen)}` : "0");
  const [low, high] = [after.low - before.low, after.high - before.high];
  const open = before.open || after.open ? "?" : "";
  return low === high
    ? `${signed(low)}${open}`
    : `${signed(Math.min(low, high))}…${signed(Math.max(low, high))}${open}`;
}

function foundLines(found: StandardsPreview["found"]): string[] {
  if (found.length === 0) return [];
  return tableLines(
    [
      ["户数", "每月增减(元)", ""],
      ["households", "yuan a month", ""],
    ],
    found.map((each) => [
      number(each.households),
      each.households === null ? "" : difference(each),
      both(moves[each.move]),
    ]),
  );
}

function programmeLines(programmes: readonly ProgrammePreview[]): string[] {
  if (programmes.length === 0) return ["  无变动 nothing moves"];
  return programmes.flatMap((programme) => {
    const { name, of, per, moves: each } = programme;
    const subject = of === "person" ? "人 persons" : "户 households";
    const paysMoney =
      per !== "kind" && per !== "none" && each.some(({ before, after }) => before.high + after.high > 0);
    const rows = each.map((move) => {
      const more = paysMoney && move.count !== null ? difference(move) : "";
      return [`  ${number(move.count)}`, more, both(moves[move.move])];
    });
    const unit = paysMoney && !programme.whole ? `; 金额(元) yuan ${both(pers[per])}` : "";
    return [`  ${name.zh} ${name.en} (${subject}${unit})`, ...wholeLines(programme), ...tableLines([], rows)];
  });
}

function wholeLines({ whole, per }: ProgrammePreview): string[] {
  if (!whole) return [];
  const { eligible, unknown, money, withheld } = whole;
  const left = withheld ? " (少于 5 户的组不计 without groups under five)" : "";
  return [
    `    符合 eligible ${number(eligible.before)} → ${number(eligible.after)}; 待定 unknown ${number(unknown.before)} → ${number(unknown.after)}${left}`,
    ...(money.after.high === 0 && money.before.high === 0
      ? []
      : [`    金额(元) yuan ${both(pers[per])}: ${paid(money.before)} → ${paid(money.after)}`]),
  ];
}

const columns = ["newly-eligible", "no-longer-eligible", "any"] as const;

/** Parts of what was found side by side: a line a part. */
function partLines(
  found: StandardsPreview["found"],
  partsOf: (each: Breakdown) => readonly Part[],
  nameOf: NamesOf,
): string[] {
  const shown = columns.flatMap((move) => found.filter((each) => each.move === move && each.households !== null));
  const keys = [...new Set(shown.flatMap((each) => partsOf(each).map(({ part }) => part)))].sort();
  if (keys.length === 0) return [];
  const rows = keys.map((key): Row => {
    const parts = shown.map((each) => partsOf(each).find(({ part }) => part === key));
    const any = parts.at(-1);
    return [...parts.map((part) => (part ? number(part.households) : "")), any ? difference(any) : "", nameOf(key)];
  });
  const rest = shown.map(
    (each) => (each.households ?? 0) - partsOf(each).reduce((sum, part) => sum + part.households, 0),
  );
  const others: Row[] = rest.some((left) => left > 0) ? [[...rest.map(number), "", "其余 all others together"]] : [];
  return tableLines(
    [
      [...shown.map(({ move }) => moves[move].zh), "每月增减(元)", ""],
      [...shown.map(({ move }) => moves[move].en), "yuan a month", ""],
    ],
    [...rows, ...others],
  );
}

function familyLines(found: StandardsPreview["found"]): string[] {
  const named = (names: Readonly<Record<string, { zh: string; en: string }>>) => (part: string) => {
    const name = names[part];
    return name ? both(name) : part;
  };
  const byComposition = partLines(found, (each) => each.compositions, named(compositions));
  return [
    ...byComposition,
    ...partLines(found, (each) => each.disabilities, named(disabilities)).slice(byComposition.length > 0 ? 2 : 0),
  ];
}

function noticeLines(load: NoticeLoad, document: StandardDocument, names: NamesOf): string[] {
  const { level, copies, raised, updated, withdrawn, roles, visitsPerDay, heaviest } = load;
  const roleName = (id: string) => document.roles.find((role) => role.id === id)?.name;
  const copied = copies ? " (抄送户籍地 copies to the place of registration)" : "";
  const limit = visitsPerDay === undefined ? "" : `; 每村每日走访 visits a day and community: ${visitsPerDay}`;
  return [
    "",
    `主动告知单 Notices to ${both(levels[level])}${copied}: 新发 raised ${number(raised)}, 更新 updated ${number(updated)}, 撤回 withdrawn ${number(withdrawn)}${limit}`,
    ...tableLines(
      [],
      roles.map((each) => {
        const name = roleName(each.role);
        return [number(each.raised), name ? both(name) : each.role];
      }),
    ),
    ...(heaviest.length === 0
      ? []
      : [
          "  任务最重 the heaviest",
          ...tableLines(
            [],
            heaviest
              .slice(0, 10)
              .map(({ area, raised: count, households, days }) => [
                `${number(count)} 件 notices`,
                `${number(households)} 户 households`,
                days === undefined ? "" : `${days} 天 days`,
                names(area),
              ]),
          ),
        ]),
  ];
}

function alikeLines(programmes: readonly ProgrammePreview[], names: NamesOf): string[] {
  return programmes.flatMap(({ name, moves: each }) => {
    const alike = each.flatMap((move) => move.alike).slice(0, 3);
    return alike.length === 0
      ? []
      : [
          `  ${name.zh} ${name.en}`,
          ...tableLines(
            [],
            alike.map((one) => alikeRow(one, names)),
          ),
        ];
  });
}

function alikeRow({ county, composition, members, ages, income, households }: Likeness, names: NamesOf): Row {
  const years = ages.map((band) => (band === "unknown" ? "年龄不明 age unknown" : band)).join(", ");
  const earned = income === "unknown" ? "收入不明 income unknown" : `人均每月 ${income} 元 yuan a month per person`;
  return [
    `${number(households)} 户`,
    `${names(county)}: ${both(compositions[composition])}, ${members} 人 members, ${years} 岁 years, ${earned}`,
  ];
}
