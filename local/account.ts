/** The one account and region that exist on this machine; clients may sign with any. */
export const accountId = "000000000000";
export const region = "us-east-1";
export const partition = "aws";

/** The name AWS would give a resource of ours, such as `arn:aws:sqs:us-east-1:000000000000:changes`. */
export function arnOf(service: string, resource: string): string {
  const place = service === "iam" ? "" : region;
  return `arn:${partition}:${service}:${place}:${accountId}:${resource}`;
}
