// Loaded before a command of ours: it sees the time that the system under drill sees.
import { shiftClock } from "#local/shifted-clock.ts";

const offset = Number(process.env["GAMEDAY_OFFSET"]);
shiftClock(() => offset);
