import type { SQSHandler } from "aws-lambda";
import { runtimeDependencies } from "./dependencies.ts";
import { evaluate } from "./evaluate.ts";

const dependencies = runtimeDependencies();

export const handler: SQSHandler = (event) => evaluate(event, dependencies);
