import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Persona } from "./persona.ts";

/** An open case, as far as it decides where somebody to work it is wanted. */
export interface PlacedCase {
  readonly role: string;
  readonly area: string;
  /** Whose list it is on. */
  readonly office: string;
}

/** Made-up names, one each: surnames and given names as common as can be. */
const names: Readonly<Record<string, string>> = {
  "child-director": "陈丽",
  "assistance-worker": "王建国",
  "elder-care-worker": "李秀英",
  "disability-worker": "张伟",
  "civil-affairs-clerk": "刘敏",
  "child-supervisor": "周静",
  "county-civil-affairs": "赵强",
  "policy-officer": "孙磊",
  auditor: "吴芳",
};

const ofTheDesk: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "policy-officer": { zh: "政策研究人员", en: "Policy officer" },
  auditor: { zh: "审计人员", en: "Auditor" },
};

const digits: Readonly<Record<string, number>> = {
  "child-director": 12,
  "assistance-worker": 12,
  "elder-care-worker": 12,
  "disability-worker": 12,
  "civil-affairs-clerk": 9,
  "child-supervisor": 9,
};

/**
 * People to be, for each county: the workers of the village, and the supervisors of the town, that has most to do; the
 * county's manager, a policy officer and an auditor.
 */
export function choosePersonas(
  { areas, roles }: Pick<StandardDocument, "areas" | "roles">,
  counties: readonly string[],
  cases: readonly PlacedCase[],
): Persona[] {
  return counties.flatMap((code) => {
    const named = areas.find((area) => area.code === code);
    const county = { code, zh: named?.zh ?? code, en: named?.en ?? code };
    return Object.keys(names).map((kind) => {
      const words = ofTheDesk[kind] ?? roles.find(({ id }) => id === kind)?.name ?? { zh: kind, en: kind };
      const area = busiest(kind, code, cases);
      return {
        staff: `s-${area}-${kind}`,
        name: names[kind] ?? kind,
        zh: `${words.zh} · ${county.zh}${placeOf(area)}`,
        en: `${words.en} · ${county.en}${placeOf(area)}`,
        county,
        posts: [`${kind}@${area}`],
      };
    });
  });
}

/** The area with most open cases for a kind of post; the county's first village or town where there is none. */
function busiest(kind: string, county: string, cases: readonly PlacedCase[]): string {
  const length = digits[kind] ?? 6;
  if (length === 6) return county;
  const tally = new Map<string, number>();
  for (const { area, office, role } of cases) {
    if (!area.startsWith(county)) continue;
    if (length === 12 ? role !== kind || office.length !== 12 : area.length < 9) continue;
    const place = length === 12 ? office : area.slice(0, 9);
    tally.set(place, (tally.get(place) ?? 0) + 1);
  }
  const [first] = [...tally].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
  return first?.[0] ?? `${county}001001`.slice(0, length);
}

function placeOf(area: string): string {
  return area.length > 6 ? ` ${area.slice(6)}` : "";
}
