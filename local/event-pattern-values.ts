import { BlockList, isIP } from "node:net";

/** Tells whether a value that is neither list nor object matches. */
export type ValueMatcher = (value: unknown) => boolean;

/** The content filters of EventBridge besides `exists`, which is about the field and not its value. */
const operators: Readonly<Record<string, (operand: unknown) => ValueMatcher>> = {
  prefix: (operand) => compileAffix("prefix", operand),
  suffix: (operand) => compileAffix("suffix", operand),
  "equals-ignore-case": (operand) =>
    ignoringCase(textOf("equals-ignore-case", operand), (value, text) => value === text),
  wildcard: (operand) => compileWildcard(operand),
  "anything-but": (operand) => compileAnythingBut(operand),
  numeric: (operand) => compileNumeric(operand),
  cidr: (operand) => compileCidr(operand),
};

/** Compiles one value of a pattern's list. Throws an Error that names an operator not covered or wrongly used. */
export function compileMatcher(value: unknown): ValueMatcher {
  if (typeof value !== "object" || value === null) return (found) => found === value;
  const [entry, ...others] = Object.entries(value);
  if (Array.isArray(value) || entry === undefined || others.length > 0) {
    throw new Error("expected text, a number, true, false, null or an object with one operator");
  }
  const [name, operand] = entry;
  const compile = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!compile) throw new Error(`the operator "${name}" is not covered`);
  return compile(operand);
}

function compileAffix(name: "prefix" | "suffix", operand: unknown): ValueMatcher {
  const holds = (value: string, text: string) => (name === "prefix" ? value.startsWith(text) : value.endsWith(text));
  const folded = onlyOperator(operand, "equals-ignore-case");
  if (folded) return ignoringCase(textOf(`${name} equals-ignore-case`, folded.operand), holds);
  const text = textOf(name, operand);
  return (value) => typeof value === "string" && holds(value, text);
}

function ignoringCase(text: string, holds: (value: string, text: string) => boolean): ValueMatcher {
  const folded = text.toLowerCase();
  return (value) => typeof value === "string" && holds(value.toLowerCase(), folded);
}

function compileWildcard(operand: unknown): ValueMatcher {
  const text = textOf("wildcard", operand);
  if (/(?<!\\)(\\\\)*\*\*/.test(text)) throw new Error('"wildcard" must not have two * beside each other');
  const parts = text.match(/\\[*\\]|[^\\]|\\/g) ?? [];
  const expression = parts.map((part) => {
    if (part === "*") return ".*";
    if (part === "\\") throw new Error('"wildcard" has a \\ before something other than * or \\');
    const character = part.startsWith("\\") ? part.slice(1) : part;
    return character.replace(/[$()*+./?[\\\]^{|}]/, "\\$&");
  });
  const pattern = new RegExp(`^${expression.join("")}$`, "su");
  return (value) => typeof value === "string" && pattern.test(value);
}

const negatable = ["prefix", "suffix", "equals-ignore-case", "wildcard"];

function compileAnythingBut(operand: unknown): ValueMatcher {
  const unwanted = matchersToAvoid(operand);
  return (value) => !unwanted.some((matches) => matches(value));
}

function matchersToAvoid(operand: unknown): ValueMatcher[] {
  if (typeof operand !== "object" || operand === null || Array.isArray(operand)) {
    return listOf(operand).map((each) => {
      if (typeof each !== "string" && typeof each !== "number") {
        throw new Error('"anything-but" takes text, numbers or one of its operators');
      }
      return compileMatcher(each);
    });
  }
  const [entry, ...others] = Object.entries(operand);
  if (entry === undefined || others.length > 0 || !negatable.includes(entry[0])) {
    throw new Error(`"anything-but" takes one of ${negatable.join(", ")}, found ${Object.keys(operand).join(", ")}`);
  }
  const [name, texts] = entry;
  return listOf(texts).map((text) => compileMatcher({ [name]: textOf(`anything-but ${name}`, text) }));
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "=": (value, limit) => value === limit,
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

function compileNumeric(operand: unknown): ValueMatcher {
  const terms = Array.isArray(operand) ? operand : [];
  if (terms.length !== 2 && terms.length !== 4) {
    throw new Error('"numeric" takes a comparison and a number, once or twice');
  }
  const conditions = [terms.slice(0, 2), terms.slice(2)]
    .filter((pair) => pair.length > 0)
    .map(([name, limit]) => {
      const compare = typeof name === "string" && Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
      if (!compare) throw new Error(`"numeric" takes one of ${Object.keys(comparisons).join(" ")}`);
      if (typeof limit !== "number") throw new Error('"numeric" compares with numbers');
      return (value: number) => compare(value, limit);
    });
  return (value) => typeof value === "number" && conditions.every((holds) => holds(value));
}

function compileCidr(operand: unknown): ValueMatcher {
  const [network = "", bits = ""] = textOf("cidr", operand).split("/");
  const version = isIP(network);
  const most = version === 4 ? 32 : 128;
  if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) {
    throw new Error('"cidr" takes a network such as 10.0.0.0/24 or 2001:db8::/32');
  }
  const block = new BlockList();
  block.addSubnet(network, Number(bits), version === 4 ? "ipv4" : "ipv6");
  return (value) => {
    if (typeof value !== "string" || isIP(value) !== version) return false;
    return block.check(value, version === 4 ? "ipv4" : "ipv6");
  };
}

function onlyOperator(operand: unknown, name: string): { operand: unknown } | undefined {
  if (typeof operand !== "object" || operand === null) return undefined;
  const names = Object.keys(operand);
  return names.length === 1 && names[0] === name ? { operand: Reflect.get(operand, name) } : undefined;
}

function listOf(value: unknown): unknown[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new Error("an operator has an empty list");
  return list;
}

function textOf(name: string, operand: unknown): string {
  if (typeof operand !== "string") throw new Error(`"${name}" takes text`);
  return operand;
}
