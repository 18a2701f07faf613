import type { ASTNode } from "@marcbachmann/cel-js";
import { dayOf } from "#eligibility/days.ts";
import { isCalendarDate } from "#events/calendar.ts";
import type { Call } from "./call.ts";
import { possibleNumbers } from "./possible-values.ts";
import type { Scope } from "./scope.ts";
import { inUnit, type Typed, typeInWords } from "./typed.ts";

/** `date("2022-07-01")`. */
export function checkDate(scope: Scope, { args: [, args], range }: ASTNode & { op: "call" }): Typed | undefined {
  const [text, ...more] = args.map((node) => (node.op === "value" ? node.args : undefined));
  if (typeof text !== "string" || more.length > 0 || !isCalendarDate(text)) {
    return scope.report(range.start, 'expected a date that exists, such as date("2022-07-01")');
  }
  return { kind: "quantity", unit: "date", tree: { op: "number", value: dayOf(text) } };
}

/** `age(person)` in whole years and `ageInMonths(person)` in whole months, on the day of judgement. */
export function checkAge({ scope, at, name, args: [person, ...more] }: Call): Typed | undefined {
  if (more.length > 0) return scope.report(at, `${name}(…): expected one thing to apply it to`);
  if (person?.kind !== "person") {
    return scope.report(at, `${name}(…): found ${person ? typeInWords(person) : "nothing"}, expected a person`);
  }
  if (scope.names.facts.get("person.birthDate")?.type !== "date") {
    return scope.report(at, `${name}(…): expected a fact birthDate of a person, of type date, in the dictionary`);
  }
  const { slot } = person;
  return name === "age"
    ? { kind: "quantity", unit: "years", tree: { op: "age", slot } }
    : { kind: "quantity", unit: "months", tree: { op: "age-in-months", slot } };
}

/** `monthsAfter(person.jobStarted, 6)`: the day so many months later. */
export function checkMonthsAfter({ scope, at, args: [date, months, ...more] }: Call): Typed | undefined {
  const number = months && inUnit(months, "months");
  const expected = "expected a date and a whole number of months, as in monthsAfter(date, 6)";
  if (!date || !months || more.length > 0) return scope.report(at, `monthsAfter(…): ${expected}`);
  const isWhole = number?.kind === "quantity" && possibleNumbers(number.tree, scope.names) !== undefined;
  if (date.kind !== "quantity" || date.unit !== "date" || !isWhole || number.unit !== "months") {
    const found =
      number?.kind === "quantity" && number.unit === "months" && !isWhole
        ? "months with decimals"
        : typeInWords(months);
    return scope.report(at, `monthsAfter(…): found ${typeInWords(date)} and ${found}, ${expected}`);
  }
  return { kind: "quantity", unit: "date", tree: { op: "months-after", date: date.tree, months: number.tree } };
}
