import { type Gateway, type GatewayServices, startGateway } from "#local/gateway.ts";
import type { S3 } from "#local/s3.ts";

/** The one port of the embedded AWS, on which S3 alone answers. */
export async function servingOnly(s3: S3, check: GatewayServices["check"] = () => {}): Promise<Gateway> {
  const gateway = await startGateway(0);
  const never = () => Promise.reject(new Error("only S3 is asked"));
  gateway.open({
    s3,
    check,
    dynamodb: never,
    sqs: never,
    events: never,
    kms: never,
    logs: never,
    cloudwatch: never,
    secretsmanager: never,
    backup: never,
    invoke: never,
    lambda: () => undefined,
    status: never,
    called: () => {},
    log: () => {},
  });
  return gateway;
}
