import {
  type CallOf,
  DeskProblem,
  type DeskRequest,
  type ReplyOf,
  replyOf,
  requestOf,
} from "#events/desk-api/client.ts";
import type { ProblemDetails } from "#events/desk-api/problem-details.ts";
import type { RouteId } from "#events/desk-api/routes.ts";
import { keep, kept } from "../kept/kept-replies.ts";
import { endSession, sessionNow } from "../sign-in/session.ts";
import { spokenNow } from "../words/language.ts";
import { localeOf } from "../words/words.ts";
import { tellSignal } from "./signal.ts";

/** No answer came: no signal, or a line too weak. */
export class NoSignal extends Error {
  override readonly name = "NoSignal";
}

/** Longer, and nobody at a door believes in it any more. */
const patienceMilliseconds = 20_000;

/** A reply, and since when it has been kept where it is not fresh. */
export interface Answer<Reply> {
  readonly reply: Reply;
  readonly keptAt?: string;
}

/**
 * Calls the desk. Throws DeskProblem where it refuses, NoSignal where no answer comes, and a zod error where the answer
 * is none the route may give. A session that the desk no longer accepts ends.
 */
export async function ask<Id extends RouteId>(id: Id, call: CallOf<Id>): Promise<ReplyOf<Id>> {
  const { status, json } = await answered(requestOf(id, call));
  try {
    return replyOf(id, status, json);
  } catch (error) {
    if (error instanceof DeskProblem && error.problem.code === "not-signed-in") endSession("expired");
    throw error;
  }
}

/** As `ask`, but what was answered is kept for this member of staff, and read where there is no signal. */
export async function askOrKept<Id extends RouteId>(
  staff: string,
  id: Id,
  call: CallOf<Id>,
): Promise<Answer<ReplyOf<Id>>> {
  const { url } = requestOf(id, call);
  try {
    const reply = await ask(id, call);
    await keep(staff, url, reply);
    return { reply };
  } catch (error) {
    if (!(error instanceof NoSignal)) throw error;
    const found = await kept(staff, url);
    if (!found) throw error;
    return { reply: replyOf(id, 200, found.reply), keptAt: found.keptAt };
  }
}

async function answered({ method, url, headers, body }: DeskRequest): Promise<{ status: number; json: unknown }> {
  const token = sessionNow.read()?.token;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: {
        ...headers,
        "accept-language": localeOf[spokenNow.read().language],
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body }),
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    text = await response.text();
  } catch {
    tellSignal(false);
    throw new NoSignal();
  }
  tellSignal(true);
  try {
    return { status: response.status, json: JSON.parse(text) };
  } catch {
    throw new DeskProblem(notTheDesk(response.status));
  }
}

/** What stands between page and desk answered in its place: worth another try. */
function notTheDesk(status: number): ProblemDetails {
  const titles = { zh: "服务暂时不可用", en: "The service is unavailable for the moment" };
  return {
    type: "urn:policies-find-people:problem:unavailable",
    status,
    code: "unavailable",
    title: titles[spokenNow.read().language],
    titles,
  };
}
