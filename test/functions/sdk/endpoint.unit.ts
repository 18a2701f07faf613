import { expect, it } from "vitest";
import { endpointOf } from "#functions/sdk/endpoint.ts";

it.each([
  ["cn-north-1", "amazonaws.com.cn", "https://dynamodb.cn-north-1.amazonaws.com.cn/"],
  ["eu-west-1", "amazonaws.com", "https://dynamodb.eu-west-1.amazonaws.com/"],
])("finds a service in %s, in that region's own partition", (AWS_REGION, URL_SUFFIX, expected) => {
  expect(endpointOf("dynamodb", "DYNAMODB", { AWS_REGION, URL_SUFFIX }).href).toBe(expected);
});

it("goes to an endpoint of one's own where one is set, the service's before that of all", () => {
  const all = { AWS_REGION: "cn-north-1", URL_SUFFIX: "amazonaws.com.cn", AWS_ENDPOINT_URL: "http://127.0.0.1:4566" };
  expect(endpointOf("sqs", "SQS", all).href).toBe("http://127.0.0.1:4566/");
  const own = { ...all, AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:9324" };
  expect(endpointOf("sqs", "SQS", own).href).toBe("http://127.0.0.1:9324/");
});

it("says which variables are missing", () => {
  expect(() => endpointOf("sqs", "SQS", { AWS_REGION: "cn-north-1" })).toThrow(
    "No endpoint of sqs is known: AWS_REGION and URL_SUFFIX, or AWS_ENDPOINT_URL, must be set.",
  );
});
