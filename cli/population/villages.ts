import { type CountySize, counties } from "./counties.ts";
import { happens, oneOf, type RandomStream } from "./random.ts";

/** The 12-digit codes of villages and communities to live in. */
export type Villages = readonly string[];

/** Counties of codes given: of a county itself, a prefecture or the province. Empty where there is none. */
export function countiesWithin(code: string): string[] {
  return Object.keys(counties)
    .filter((county) => county.startsWith(code))
    .sort();
}

/** Every village of the counties, so that a choice among them fills counties by their villages. */
export function villagesOf(codes: readonly string[]): Villages {
  return codes.flatMap((code) => {
    const size = counties[code];
    return size ? villagesOfCounty(code, size) : [];
  });
}

// Longgang has no towns: its villages lie under one placeholder of the town level.
const withoutTowns: ReadonlyMap<string, string> = new Map([["330383", "198"]]);

function villagesOfCounty(county: string, { towns, villages }: CountySize): string[] {
  const codes = townCodes(county, towns);
  return Array.from({ length: villages }, (_, number) => {
    const town = codes[number % codes.length] ?? "001";
    return `${county}${town}${villageCode(Math.floor(number / codes.length), sharesOfCommunities(town))}`;
  });
}

/** 001–099 streets, 100–199 towns, 200–399 townships: districts have most streets, counties most townships. */
function townCodes(county: string, towns: number): string[] {
  const placeholder = withoutTowns.get(county);
  if (placeholder !== undefined) return [placeholder];
  const { streets, townships } = mixOf(Number(county.slice(4)));
  const lastStreet = Math.round(towns * streets);
  const firstTownship = towns - Math.round(towns * townships);
  return Array.from({ length: towns }, (_, number) => {
    if (number < lastStreet) return padded(number + 1);
    if (number < firstTownship) return padded(100 + number - lastStreet);
    return padded(200 + number - firstTownship);
  });
}

// The last two digits tell districts (01–20), counties (21–80) and county-level cities (81–99) apart.
function mixOf(place: number): { streets: number; townships: number } {
  if (place <= 20) return { streets: 0.6, townships: 0.1 };
  if (place <= 80) return { streets: 0.15, townships: 0.4 };
  return { streets: 0.3, townships: 0.2 };
}

/** Of how many villages one is a residents' community: a street has more of them. */
function sharesOfCommunities(town: string): number {
  return town < "100" ? 2 : 8;
}

/** 001–199 residents' committees, 200–399 village committees. */
function villageCode(number: number, shares: number): string {
  const communities = Math.floor(number / shares);
  return number % shares === 0 ? padded(1 + communities) : padded(200 + number - communities - 1);
}

function padded(number: number): string {
  return String(number).padStart(3, "0");
}

/** Prefectures outside the province that many of its residents come from. */
const prefecturesOutside = ["3412", "3408", "3611", "3623", "4113", "4228", "5106", "5203", "5301"];

/** Where a household living in `area` is registered: most at home, some in another village, some outside Zhejiang. */
export function registeredAreaOf(
  random: RandomStream,
  { area, villages, outside }: { readonly area: string; readonly villages: Villages; readonly outside: number },
): string {
  if (happens(random, outside)) return oneOf(random, prefecturesOutside);
  return happens(random, 0.08) ? oneOf(random, villages) : area;
}
