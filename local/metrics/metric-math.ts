// The part of CloudWatch's metric math that the template uses: numbers, names, + - * /, comparisons, brackets, IF and FILL.

type Values = Readonly<Record<string, number | undefined>>;

/**
 * The value of an expression; undefined where it needs a metric that has none, or divides by zero. Throws an Error that
 * names what in the expression is not covered.
 */
export function metricMath(expression: string, values: Values): number | undefined {
  const tokens = expression.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|[<>=!]=|[-+*/()<>,]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(/\s/g, "")) {
    throw new Error(`the expression ${expression} is not covered by the embedded AWS`);
  }
  const reader = { expression, tokens, at: 0, values };
  const value = compared(reader);
  if (reader.at !== tokens.length) throw unexpected(reader);
  return value;
}

interface Reader {
  readonly expression: string;
  readonly tokens: readonly string[];
  at: number;
  readonly values: Values;
}

type Operation = (left: number, right: number) => number;

const comparisons: Readonly<Record<string, Operation>> = {
  ">": (left, right) => Number(left > right),
  "<": (left, right) => Number(left < right),
  ">=": (left, right) => Number(left >= right),
  "<=": (left, right) => Number(left <= right),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
};
const sums: Readonly<Record<string, Operation>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
};
const products: Readonly<Record<string, Operation>> = {
  "*": (left, right) => left * right,
  "/": (left, right) => (right === 0 ? Number.NaN : left / right),
};

function compared(reader: Reader): number | undefined {
  return leftToRight(reader, comparisons, (each) =>
    leftToRight(each, sums, (inner) => leftToRight(inner, products, single)),
  );
}

function leftToRight(
  reader: Reader,
  operations: Readonly<Record<string, Operation>>,
  operand: (reader: Reader) => number | undefined,
): number | undefined {
  let left = operand(reader);
  for (;;) {
    const token = reader.tokens[reader.at] ?? "";
    const operation = Object.hasOwn(operations, token) ? operations[token] : undefined;
    if (!operation) return left;
    reader.at += 1;
    const right = operand(reader);
    const result = left === undefined || right === undefined ? undefined : operation(left, right);
    left = Number.isNaN(result) ? undefined : result;
  }
}

function single(reader: Reader): number | undefined {
  const token = reader.tokens[reader.at] ?? "";
  reader.at += 1;
  if (/^\d/.test(token)) return Number(token);
  if (token === "(") {
    const value = compared(reader);
    take(reader, ")");
    return value;
  }
  if (token === "IF") return chosen(reader);
  if (token === "FILL") return filled(reader);
  if (Object.hasOwn(reader.values, token)) return reader.values[token];
  reader.at -= 1;
  throw unexpected(reader);
}

function chosen(reader: Reader): number | undefined {
  const [condition, yes, no] = given(reader, 3);
  if (condition === undefined) return undefined;
  return condition === 0 ? no : yes;
}

function filled(reader: Reader): number | undefined {
  const [value, otherwise] = given(reader, 2);
  return value ?? otherwise;
}

/** What a function is given, in brackets and with commas between. */
function given(reader: Reader, count: number): (number | undefined)[] {
  const values = Array.from({ length: count }, (_, index) => {
    take(reader, index === 0 ? "(" : ",");
    return compared(reader);
  });
  take(reader, ")");
  return values;
}

function take(reader: Reader, token: string): void {
  if (reader.tokens[reader.at] !== token) throw unexpected(reader);
  reader.at += 1;
}

function unexpected({ expression, tokens, at }: Reader): Error {
  return new Error(`the expression ${expression}: ${tokens[at] ?? "its end"} is not covered by the embedded AWS there`);
}
