/**
 * List prices in dollars, region us-east-1, without the free tier. Prices in other regions differ, in China much:
 * treat this table as an input. Sources: aws.amazon.com/dynamodb/pricing (on demand, since 2024-11-01),
 * aws.amazon.com/eventbridge/pricing, aws.amazon.com/sqs/pricing, aws.amazon.com/lambda/pricing (arm64).
 */
export const prices = {
  /** A chunk of up to 64 KB put on a custom bus. */
  eventBridgeChunk: 1.0e-6,
  /** A chunk of up to 64 KB sent or received, or another request. */
  sqsRequest: 0.4e-6,
  /** On top, where the message is of a group of which its queue is fair. */
  sqsFairRequest: 0.1e-6,
  lambdaInvocation: 0.2e-6,
  lambdaGigabyteSecond: 0.0000133334,
  dynamoDbReadUnit: 0.125e-6,
  dynamoDbWriteUnit: 0.625e-6,
} as const;
