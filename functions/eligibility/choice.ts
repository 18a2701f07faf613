import { addMissing, anyTimely, type Expression, parametersOf, type Truth } from "./expression.ts";

/** `when ? consequent : alternative`: known without knowing `when` where both say the same. */
export function compileChoice<Value>(
  when: Truth,
  consequent: Expression<Value>,
  alternative: Expression<Value>,
): Expression<Value> {
  return {
    value(situation) {
      const holds = when.value(situation);
      if (holds !== undefined) return (holds ? consequent : alternative).value(situation);
      const value = consequent.value(situation);
      return value === alternative.value(situation) ? value : undefined;
    },
    missing(situation, into) {
      const holds = when.value(situation);
      if (holds === undefined) when.missing(situation, into);
      if (holds !== false) addMissing(consequent, situation, into);
      if (holds !== true) addMissing(alternative, situation, into);
    },
    watch(situation, into) {
      const holds = when.value(situation);
      when.watch(situation, into);
      if (holds !== false) consequent.watch(situation, into);
      if (holds !== true) alternative.watch(situation, into);
    },
    parameters: parametersOf([when, consequent, alternative]),
    timely: anyTimely([when, consequent, alternative]),
  };
}
