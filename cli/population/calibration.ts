import type { AmountShape, Weighted } from "./random.ts";

// What the synthetic population is held to. A number is either found in a published source, named beside it, or an
// estimate, marked E; shares that only serve to meet others are marked "fitted". Money in yuan a month.

/** The province as published: what shares and monthly volumes below are divided by. */
export const province = {
  // Provincial statistics bureau, residents at the end of 2021.
  persons: 65_400_000,
  // Seventh census 2020: 8,681,781 of 64,567,588.
  shareUnder15: 0.1345,
  // 12.52 million aged 60 and over, of 65.4 million.
  share60AndOver: 0.191,
  // Seventh census 2020: 2.35 by the province's family households, 2.62 the nation's. Fitted between them.
  householdSize: 2.45,
  // Ministry of Civil Affairs, 2021: 60,000 in towns and 533,000 in the countryside.
  guaranteePersons: 593_000,
  // Fujian 2021: 1.5 in towns, 1.8 in the countryside; weighted by the above.
  guaranteeHouseholdSize: 1.76,
  // Fujian 2021, countryside: of persons on the guarantee.
  guaranteeShare60AndOver: 0.26,
  guaranteeShareMinors: 0.16,
  guaranteeShareDisabled: 0.21,
  // Provincial civil affairs, 2022: children in difficulty within the system of support.
  childrenInDifficulty: 92_000,
} as const;

const households = province.persons / province.householdSize;

/** A span of whole numbers, both ends included. */
export type Span = readonly [least: number, most: number];

/** Who makes up a family: its head, and how often the others are there. */
export interface HouseholdKind {
  readonly headAges: Weighted<Span>;
  /** Probability. */
  readonly spouse: number;
  readonly children?: Weighted<number>;
  readonly parents?: Weighted<number>;
  readonly grandchildren?: Weighted<number>;
  readonly siblings?: Weighted<number>;
}

// Fitted to mortality tables; 100 and over: about 3,000 persons in the province (E).
const elders: Weighted<Span> = [
  [[60, 69], 53],
  [[70, 79], 30],
  [[80, 89], 14],
  [[90, 99], 2.4],
  [[100, 106], 0.022],
];

const grown: Weighted<Span> = [
  [[35, 49], 45],
  [[50, 59], 55],
];

/** Kinds of families. */
export const householdKinds = {
  "young alone": { headAges: [[[19, 34], 1]], spouse: 0 },
  "grown alone": { headAges: grown, spouse: 0 },
  "elder alone": { headAges: elders, spouse: 0 },
  couple: {
    headAges: [
      [[24, 34], 35],
      [[35, 59], 65],
    ],
    spouse: 1,
  },
  "elder couple": { headAges: elders, spouse: 1 },
  "couple with children": {
    headAges: [[[27, 58], 1]],
    spouse: 1,
    children: [
      [1, 60],
      [2, 35],
      [3, 5],
    ],
  },
  "one parent": {
    headAges: [[[25, 52], 1]],
    spouse: 0,
    children: [
      [1, 75],
      [2, 25],
    ],
  },
  "three generations": {
    headAges: [[[28, 48], 1]],
    spouse: 0.94,
    children: [
      [1, 62],
      [2, 36],
      [3, 2],
    ],
    parents: [
      [1, 45],
      [2, 55],
    ],
  },
  "grandparents with grandchildren": {
    headAges: [[[56, 74], 1]],
    spouse: 0.65,
    grandchildren: [
      [1, 75],
      [2, 25],
    ],
  },
  "with parents": {
    headAges: [[[35, 60], 1]],
    spouse: 0.7,
    parents: [
      [1, 65],
      [2, 35],
    ],
  },
  siblings: {
    headAges: [[[20, 50], 1]],
    spouse: 0,
    siblings: [
      [1, 80],
      [2, 20],
    ],
  },
} as const satisfies Readonly<Record<string, HouseholdKind>>;

export type KindName = keyof typeof householdKinds;

/** How a family stands to the guarantee. */
export interface Standing {
  /** Share of all households. */
  readonly share: number;
  readonly kinds: Weighted<KindName>;
  /** Yuan a month per person where incomes are set by it; absent where each member earns what such a person earns. */
  readonly incomePerPerson?: Span;
  /** True where disability, and guardianship known to civil affairs, are as among the poor. */
  readonly poor: boolean;
  /** Probability that the family is on the programme its income points to. */
  readonly enrolled: number;
  readonly programmes: readonly string[];
}

const guaranteeHouseholds = province.guaranteePersons / province.guaranteeHouseholdSize / households;

// Fitted to size and composition of the guarantee's households.
const poorKinds: Weighted<KindName> = [
  ["grown alone", 29],
  ["elder alone", 19],
  ["elder couple", 8.5],
  ["couple", 12],
  ["one parent", 16],
  ["couple with children", 9],
  ["grandparents with grandchildren", 2.5],
  ["with parents", 4.5],
  ["siblings", 3],
];

// Fitted to household size and the shares of ages.
const usualKinds: Weighted<KindName> = [
  ["young alone", 12],
  ["grown alone", 9],
  ["elder alone", 8],
  ["couple", 12.2],
  ["elder couple", 9.8],
  ["couple with children", 30],
  ["one parent", 3],
  ["three generations", 8.7],
  ["grandparents with grandchildren", 0.6],
  ["with parents", 5.5],
  ["siblings", 2],
];

export type StandingName = "on the guarantee" | "overlooked" | "recovered" | "margin" | "near" | "usual";

/** Every family stands in one of these; the last takes the rest. The lowest standard of a county is 834 yuan. */
export const standings: Readonly<Record<StandingName, Standing>> = {
  "on the guarantee": {
    share: guaranteeHouseholds * 0.97,
    kinds: poorKinds,
    poor: true,
    incomePerPerson: [120, 830],
    enrolled: 1,
    programmes: ["minimum-living-guarantee", "free-electricity"],
  },
  // On the guarantee still, although the income has risen above it (E).
  recovered: {
    share: guaranteeHouseholds * 0.03,
    kinds: poorKinds,
    poor: true,
    incomePerPerson: [1100, 2600],
    enrolled: 1,
    programmes: ["minimum-living-guarantee", "free-electricity"],
  },
  // Would qualify and nobody has told them (E: one for every four on the guarantee).
  overlooked: {
    share: guaranteeHouseholds * 0.25,
    kinds: poorKinds,
    poor: true,
    incomePerPerson: [200, 830],
    enrolled: 0,
    programmes: [],
  },
  // E; some counties' margin begins below this span and ends above it.
  margin: {
    share: 0.012,
    kinds: poorKinds,
    poor: true,
    incomePerPerson: [1080, 1360],
    enrolled: 0.6,
    programmes: ["low-income-margin"],
  },
  // E: one change away.
  near: { share: 0.012, kinds: usualKinds, poor: false, incomePerPerson: [1400, 2200], enrolled: 0, programmes: [] },
  usual: { share: 1, kinds: usualKinds, poor: false, enrolled: 0, programmes: [] },
};

/** Where a usual family would have less than the least of this per person, it is lifted into this span (E). */
export const usualFloor: Span = [2200, 3600];

export type Employment =
  | "employed"
  | "employed-part-time"
  | "self-employed"
  | "unemployed"
  | "student"
  | "retired"
  | "homemaker"
  | "disabled";

/** Employment of those from 18 on: rows by the last age they hold for (E). */
export const occupations: readonly { readonly upTo: number; readonly weights: Weighted<Employment> }[] = [
  {
    upTo: 22,
    weights: [
      ["student", 55],
      ["employed", 36],
      ["employed-part-time", 4],
      ["unemployed", 5],
    ],
  },
  {
    upTo: 54,
    weights: [
      ["employed", 74],
      ["self-employed", 11],
      ["employed-part-time", 4],
      ["homemaker", 7.5],
      ["unemployed", 3.5],
    ],
  },
  {
    upTo: 59,
    weights: [
      ["employed", 48],
      ["self-employed", 11],
      ["employed-part-time", 6],
      ["retired", 24],
      ["homemaker", 8],
      ["unemployed", 3],
    ],
  },
  {
    upTo: 69,
    weights: [
      ["retired", 82],
      ["employed-part-time", 8],
      ["self-employed", 6],
      ["homemaker", 4],
    ],
  },
  { upTo: 200, weights: [["retired", 1]] },
];

/** What an occupation brings in (E, near the province's wages and pensions of 2021). */
export const incomes: Readonly<Record<Employment, Weighted<AmountShape>>> = {
  employed: [[{ median: 5200, spread: 0.42 }, 1]],
  "employed-part-time": [[{ median: 2400, spread: 0.35 }, 1]],
  "self-employed": [[{ median: 5000, spread: 0.6 }, 1]],
  unemployed: [
    [{ median: 0, spread: 0 }, 70],
    [{ median: 1650, spread: 0.06 }, 30],
  ],
  student: [[{ median: 0, spread: 0 }, 1]],
  // Employees' pensions, and residents' basic pensions.
  retired: [
    [{ median: 3500, spread: 0.28 }, 52],
    [{ median: 420, spread: 0.35 }, 48],
  ],
  homemaker: [[{ median: 0, spread: 0 }, 1]],
  disabled: [[{ median: 500, spread: 0.5 }, 1]],
};

/** Persons with a disability certificate (E: about two percent of all, as in the nation), by age. */
export const disabled = {
  rates: [
    { upTo: 17, rate: 0.004 },
    { upTo: 59, rate: 0.012 },
    { upTo: 200, rate: 0.045 },
  ],
  // Fitted to the share of disabled persons among those on the guarantee.
  ratesAmongPoor: [
    { upTo: 17, rate: 0.05 },
    { upTo: 59, rate: 0.28 },
    { upTo: 200, rate: 0.17 },
  ],
  // E, near the federation's yearly figures for the nation.
  grades: [
    [1, 12],
    [2, 28],
    [3, 28],
    [4, 32],
  ],
  kinds: [
    ["physical", 57],
    ["hearing", 12],
    ["visual", 12],
    ["intellectual", 8],
    ["mental", 8],
    ["multiple", 2],
    ["speech", 1],
  ],
  // A certificate holds for ten years; this share has run out unrenewed (E).
  expired: 0.03,
  // Of those entitled to the care allowance, the share that receives it (E).
  careReceived: 0.92,
} as const;

/** Guardianship of minors who live with grandparents or a sibling only: in all about 8,000 unattended (E). */
export const guardianshipWithoutParents: Weighted<string> = [
  ["other-guardian", 93.5],
  ["unattended", 6],
  ["orphan", 0.5],
];

/** Shares that the facts below reach (E). */
export const received = { unattendedChildAllowance: 0.7, longevityAllowance: 0.96 } as const;

/** Share of households registered outside the province: 65.4 million residents, about 51.6 million registered. */
export const registeredOutside = 0.21;

/** Shares of facts that no source has reported, as in life (E). */
export const missing = {
  monthlyIncome: 0.03,
  employment: 0.06,
  sex: 0.004,
  birthDate: 0.001,
  relation: 0.005,
  stage: 0.05,
  guardianship: 0.6,
  disabilityKind: 0.04,
  disabilityCertificateUntil: 0.04,
  medicalExpenseYear: 0.8,
  otherMonthlyIncome: 0.03,
  registeredArea: 0.03,
} as const;

/** Things that happen in a month: so many in the province, among so many to whom they can happen. */
export interface MonthlyVolume {
  readonly perMonth: number;
  readonly among: number;
}

/** The share of all persons who …, in the population made here (measured): turns volumes into probabilities. */
const persons = (share: number) => province.persons * share;

/** Monthly volumes. */
export const monthly = {
  // 383,000 births in 2023; among women of 20 to 42.
  birth: { perMonth: 32_000, among: persons(0.193) },
  // E: 0.4 percent of residents move house a month; whole families.
  move: { perMonth: 250_000, among: province.persons },
  // About 0.1 million divorces a year; among couples.
  divorce: { perMonth: 8_000, among: persons(0.258) },
  // E: of 1.5 million starts and stops of social insurance, those from one job to another; among employed.
  newWage: { perMonth: 1_380_000, among: persons(0.41) },
  // E: 60,000 registrations of unemployment, and as many who find work.
  jobLost: { perMonth: 60_000, among: persons(0.41) },
  jobFound: { perMonth: 60_000, among: persons(0.068) },
  // E: settlements above the threshold, 0.1 percent of residents a month.
  medicalSettlement: { perMonth: 60_000, among: province.persons },
  // E: 8,000 certificates, new and changed.
  certificateNew: { perMonth: 5_000, among: province.persons },
  certificateChanged: { perMonth: 3_000, among: persons(0.022) },
  // E: outside September.
  education: { perMonth: 30_000, among: persons(0.15) },
  // E: 15,000 changes of status, 2.5 percent of those on the guarantee; two thirds are grants.
  granted: { perMonth: 9_000, among: households * guaranteeHouseholds * 0.25 },
  stopped: { perMonth: 6_000, among: households * guaranteeHouseholds },
  // E: parents who can no longer care for a child.
  unattended: { perMonth: 250, among: persons(0.16) },
  // E: fires, accidents, disasters, without a typhoon.
  signal: { perMonth: 3_000, among: households },
} as const satisfies Readonly<Record<string, MonthlyVolume>>;

/** Probability of death within a month by age: fitted to 440,000 deaths in 2023, 36,700 a month. */
export const mortality = [
  { upTo: 59, rate: 0.000085 },
  { upTo: 69, rate: 0.00075 },
  { upTo: 79, rate: 0.0019 },
  { upTo: 89, rate: 0.0073 },
  { upTo: 200, rate: 0.02 },
] as const;

/** Day of the month on which the monthly file of social insurance arrives. */
export const insuranceFileDay = 10;

/** Of those who lose their job, the share that gets unemployment benefit, and what it is (E). */
export const unemploymentBenefit = { share: 0.55, amount: { median: 1680, spread: 0.05 } } as const;

/** Medical settlements: from a threshold on, and more often of the old (E). */
export const settlement = {
  threshold: 10_000,
  above: { median: 8_000, spread: 0.9 },
  // Fitted: those of 60 and over have two of five settlements, and the sum stays.
  sparedBefore60: 0.26,
  repeatedFrom60: 2.1,
} as const;

/** The guarantee is granted below this income per person, which is below every county's standard. */
export const clearlyBelow = 830;

/** What grid workers and the hotline report (E). */
export const signals: Weighted<string> = [
  ["accident", 40],
  ["illness", 25],
  ["disaster", 15],
  ["hardship", 12],
  ["care", 8],
];
