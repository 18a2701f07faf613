import { arnOf } from "./account.ts";
import { ServiceError } from "./api-reply.ts";
import type { Archive } from "./event-archive.ts";

/** A replay as it was asked for: the events of an archive from one moment up to another, in milliseconds since 1970. */
export interface ReplayRequest {
  readonly name: string;
  readonly archive: Archive;
  readonly from: number;
  readonly to: number;
  /** Hands an event to the rules it is meant for. */
  readonly deliver: (event: object) => void;
}

export interface Replays {
  /** Throws a ServiceError where there is a replay of that name already. */
  start(request: ReplayRequest): object;
  /** Throws a ServiceError where there is none. */
  describe(name: string): object;
}

interface Replay {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  state: "STARTING" | "RUNNING" | "COMPLETED" | "FAILED";
  reason?: string;
  replayed: number;
}

/** Replays of archives. One that is under way when the process ends is not taken up again. */
export function createReplays(now: () => Date): Replays {
  const replays = new Map<string, Replay>();
  return {
    start(request) {
      const { name, from, to } = request;
      if (replays.has(name)) throw new ServiceError("ResourceAlreadyExistsException", `Replay ${name} already exists.`);
      const replay: Replay = { name, from, to, state: "STARTING", replayed: 0 };
      replays.set(name, replay);
      void run(request, replay);
      return {
        ReplayArn: arnOf("events", `replay/${name}`),
        State: "STARTING",
        ReplayStartTime: seconds(now().getTime()),
      };
    },
    describe(name) {
      const replay = replays.get(name);
      if (!replay) throw new ServiceError("ResourceNotFoundException", `Replay ${name} does not exist.`);
      return {
        ReplayName: name,
        ReplayArn: arnOf("events", `replay/${name}`),
        State: replay.state,
        ...(replay.reason === undefined ? {} : { StateReason: replay.reason }),
        EventStartTime: seconds(replay.from),
        EventEndTime: seconds(replay.to),
      };
    },
  };
}

async function run({ archive, deliver, name, from, to }: ReplayRequest, replay: Replay): Promise<void> {
  replay.state = "RUNNING";
  try {
    for await (const line of archive.events()) {
      const event: object = Object(JSON.parse(line));
      const at = Date.parse(String(Reflect.get(event, "time")));
      if (at < from || at >= to) continue;
      deliver({ ...event, "replay-name": name });
      replay.replayed += 1;
    }
    replay.state = "COMPLETED";
  } catch (error) {
    replay.state = "FAILED";
    replay.reason = error instanceof Error ? error.message : String(error);
  }
}

function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
