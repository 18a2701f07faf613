import * as z from "zod/mini";
import { AreaCode } from "../identifiers.ts";
import { Instant, StaffId, Text } from "./text.ts";

/** What somebody does at the desk; decides which routes there are for them. */
export const Duty = z.enum(["worker", "town-supervisor", "county-manager", "policy-officer", "auditor"]);
export type Duty = z.infer<typeof Duty>;

/**
 * 岗位: a duty in an area for the notices of some roles. Somebody may hold several; nothing is allowed that no post of
 * theirs allows.
 */
export const Post = z.object({
  /** The post's name in the configuration, such as `child-director`. */
  kind: z.string(),
  name: Text,
  duty: Duty,
  /** Everything whose code starts with this one. */
  area: AreaCode,
  areaName: z.optional(Text),
  /** The roles, of the standard, whose notices it may see. */
  roles: z.array(z.string()),
});
export type Post = z.infer<typeof Post>;

/** `GET /me`: who is signed in. */
export const Me = z.object({
  staff: StaffId,
  /** As the issuer tells it; shown to nobody else. */
  name: z.optional(z.string()),
  posts: z.array(Post),
  /** The day at the desk, in the standard's time zone. */
  today: z.iso.date(),
  /** When the token stops being good. */
  until: Instant,
});
export type Me = z.infer<typeof Me>;

/** A worker that a supervisor may give a case to. */
export const Worker = z.object({
  staff: StaffId,
  area: AreaCode,
  roles: z.array(z.string()),
  /** Open cases they hold. */
  holds: z.int(),
  lastSeen: z.optional(Instant),
});
export type Worker = z.infer<typeof Worker>;

export const WorkerList = z.object({ workers: z.array(Worker) });
