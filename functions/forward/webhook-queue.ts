const prefix = "outreach-webhook-";

/** The webhook that a queue is of, by the queue's ARN. */
export function webhookOfQueue(arn: string): string {
  const name = arn.split(":").at(-1) ?? "";
  return name.startsWith(prefix) ? name.slice(prefix.length) : "";
}
