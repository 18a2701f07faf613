import type { ScheduledHandler } from "aws-lambda";
import { answerPreviews } from "./answer-previews.ts";
import { runtimeDependencies } from "./dependencies.ts";

const dependencies = runtimeDependencies();

export const handler: ScheduledHandler = (_, { getRemainingTimeInMillis }) =>
  answerPreviews(dependencies, getRemainingTimeInMillis);
