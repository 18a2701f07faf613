import { addMissing, anyTimely, type Compiler, type People, parametersOf, type Truth } from "./expression.ts";
import type { PersonSituation, Situation } from "./situation.ts";
import type { PeopleTree, TruthTree } from "./tree.ts";
import { type Watch, watchLightest } from "./watch-list.ts";

const everybody: People = {
  includes: () => true,
  missing: () => {},
  watch: () => {},
  parameters: [],
  timely: false,
};

/** Compiles a selection of members; a condition that is unknown leaves it open whether a member belongs to it. */
export function compilePeople(compiler: Compiler, tree: PeopleTree): People {
  if (tree.op === "members") return everybody;
  const people = compiler.people(tree.people);
  const when = compiler.truth(tree.when);
  const { slot } = tree;
  const holds = (situation: Situation, person: PersonSituation) => {
    situation.slots[slot] = person;
    return when.value(situation);
  };
  const includes = (situation: Situation, person: PersonSituation) => {
    const included = people.includes(situation, person);
    if (included === false) return false;
    const value = holds(situation, person);
    return value === true ? included : value;
  };
  return {
    includes,
    missing(situation, person, into) {
      if (includes(situation, person) !== undefined) return;
      people.missing(situation, person, into);
      if (holds(situation, person) === undefined) when.missing(situation, into);
    },
    watch(situation, person, into) {
      people.watch(situation, person, into);
      situation.slots[slot] = person;
      when.watch(situation, into);
    },
    parameters: parametersOf([people, when]),
    timely: anyTimely([people, when]),
  };
}

/** exists and all: an `or` and an `and` over the members selected. */
export function compileQuantifier(compiler: Compiler, tree: TruthTree & { op: "exists" | "all" }): Truth {
  const people = compiler.people(tree.people);
  const when = compiler.truth(tree.when);
  const deciding = tree.op === "exists";
  const { slot } = tree;
  // A member left out of the selection says what decides nothing.
  const ofMember = (situation: Situation, person: PersonSituation) => {
    const included = people.includes(situation, person);
    if (included === false) return !deciding;
    situation.slots[slot] = person;
    const value = when.value(situation);
    return value === deciding && included === undefined ? undefined : value;
  };
  const watchMember =
    (person: PersonSituation): Watch =>
    (situation, into) => {
      people.watch(situation, person, into);
      situation.slots[slot] = person;
      when.watch(situation, into);
    };
  return {
    value(situation) {
      let unknown = false;
      for (const person of situation.members) {
        const value = ofMember(situation, person);
        if (value === deciding) return deciding;
        if (value === undefined) unknown = true;
      }
      return unknown ? undefined : !deciding;
    },
    missing(situation, into) {
      for (const person of situation.members) {
        if (ofMember(situation, person) !== undefined) continue;
        people.missing(situation, person, into);
        situation.slots[slot] = person;
        addMissing(when, situation, into);
      }
    },
    watch(situation, into) {
      const decisive = situation.members.filter((person) => ofMember(situation, person) === deciding);
      if (decisive.length > 0) watchLightest(decisive.map(watchMember), situation, into);
      else for (const person of situation.members) watchMember(person)(situation, into);
    },
    parameters: parametersOf([people, when]),
    timely: anyTimely([people, when]),
  };
}
