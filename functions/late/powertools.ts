// Named, so that the bundler leaves out the rest of what is loaded late.
export { Logger } from "@aws-lambda-powertools/logger";
export { Metrics } from "@aws-lambda-powertools/metrics";
