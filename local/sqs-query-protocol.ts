import * as z from "zod/mini";
import { accountId } from "./account.ts";
import { type ApiReply, ServiceError } from "./api-reply.ts";

// SQS had this protocol before JSON: a form in, XML out. AWS still answers it, and clients up to 2023 still speak it.

type Value = string | number | { [name: string]: Value } | Value[];

/** Names of lists in the older protocol, and in the JSON one. Other names are the same in both. */
const lists: Readonly<Record<string, string>> = {
  AttributeName: "AttributeNames",
  MessageAttributeName: "MessageAttributeNames",
  MessageSystemAttributeName: "MessageSystemAttributeNames",
  ChangeMessageVisibilityBatchRequestEntry: "Entries",
  DeleteMessageBatchRequestEntry: "Entries",
  SendMessageBatchRequestEntry: "Entries",
};
const numbers = new Set(["DelaySeconds", "MaxNumberOfMessages", "MaxResults", "VisibilityTimeout", "WaitTimeSeconds"]);

/** A form such as `Action=SendMessage&QueueUrl=…&MessageAttribute.1.Name=…` as the JSON protocol would have it. */
export function queryRequest(form: URLSearchParams, path: string): { action: string; input: Record<string, Value> } {
  const { Action, Version: _, ...fields } = Object.fromEntries(form);
  if (Action === undefined) throw new ServiceError("MissingAction", "The request has no Action");
  const input = structured(Object.entries(fields));
  const [account, queue] = path.split("/").filter((part) => part !== "");
  if (queue !== undefined && input["QueueUrl"] === undefined)
    input["QueueUrl"] = `http://127.0.0.1/${account ?? accountId}/${queue}`;
  return { action: Action, input };
}

/** `["Entry.1.Id", "a"]` and its like, one level at a time. */
function structured(fields: readonly (readonly [string, string])[]): Record<string, Value> {
  const result: Record<string, Value> = {};
  const groups = Map.groupBy(fields, ([path]) => path.split(".")[0] ?? "");
  for (const [name, members] of groups) {
    const inner = members.map(([path, value]) => [path.slice(name.length + 1), value] as const);
    const [first] = inner;
    if (first?.[0] === "") result[name] = numbers.has(name) ? Number(first[1]) : first[1];
    else if (name === "MessageAttribute") result["MessageAttributes"] = attributesOf(numbered(inner));
    else if (lists[name] !== undefined) result[lists[name]] = numbered(inner);
    else result[name] = structured(inner);
  }
  return result;
}

function numbered(members: readonly (readonly [string, string])[]): Value[] {
  const groups = Map.groupBy(members, ([path]) => Number(path.split(".")[0]));
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .map(([index, entries]) => {
      const inner = entries.map(([path, value]) => [path.slice(String(index).length + 1), value] as const);
      const [first] = inner;
      return first?.[0] === "" ? first[1] : structured(inner);
    });
}

const Attribute = z.object({ Name: z.string(), Value: z.record(z.string(), z.string()) });

function attributesOf(list: readonly Value[]): Record<string, Value> {
  const parsed = z.array(Attribute).safeParse(list);
  if (!parsed.success) throw new ServiceError("InvalidParameterValue", "A MessageAttribute needs a Name and a Value");
  return Object.fromEntries(parsed.data.map(({ Name, Value }) => [Name, Value]));
}

/** Names of a reply's lists in XML: each element by itself, without one around them. */
const elements: Readonly<Record<string, string>> = {
  Messages: "Message",
  QueueUrls: "QueueUrl",
  Failed: "BatchResultErrorEntry",
};
const maps: Readonly<Record<string, string>> = { Attributes: "Attribute", MessageAttributes: "MessageAttribute" };

/** A reply of the JSON protocol, an error too, as XML. */
export function queryReply(action: string, reply: ApiReply, requestId: string): ApiReply {
  const content = z.record(z.string(), z.unknown()).parse(JSON.parse(reply.body));
  if (reply.status !== 200) {
    const [code = "InternalFailure"] = (reply.headers?.["x-amzn-query-error"] ?? "").split(";");
    return queryError(new ServiceError(code, String(content["message"]), reply.status), requestId);
  }
  const result = xmlOf(content, action);
  return xml(
    200,
    `<${action}Response xmlns="http://queue.amazonaws.com/doc/2012-11-05/">` +
      (result === "" ? "" : `<${action}Result>${result}</${action}Result>`) +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

export function queryError({ code, message, status }: ServiceError, requestId: string): ApiReply {
  return xml(
    status,
    `<ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type>` +
      `<Code>${escaped(code)}</Code><Message>${escaped(message)}</Message><Detail/></Error>` +
      `<RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, body: string): ApiReply {
  return { status, contentType: "text/xml", body: `<?xml version="1.0"?>${body}` };
}

function xmlOf(content: object, action: string): string {
  return Object.entries(content)
    .map(([name, value]) => {
      if (Array.isArray(value)) {
        const element = name === "Successful" ? `${action}ResultEntry` : (elements[name] ?? name);
        return value.map((each) => tag(element, each, action)).join("");
      }
      const element = maps[name];
      if (element === undefined) return tag(name, value, action);
      return Object.entries(Object(value))
        .map(([key, inner]) => tag(element, { Name: key, Value: inner }, action))
        .join("");
    })
    .join("");
}

function tag(name: string, value: unknown, action: string): string {
  const inner = typeof value === "object" && value !== null ? xmlOf(value, action) : escaped(String(value));
  return `<${name}>${inner}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#xD;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}
