import { contender, type Contender, type Outcome } from "./contender.ts";
import { type KnownHousehold, type KnownPerson } from "./households.ts";
import { dateNumber, fenOf, monthsLived } from "./plain-household.ts";
