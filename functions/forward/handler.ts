import type { SQSHandler } from "aws-lambda";
import { runtimeDependencies } from "./dependencies.ts";
import { forward } from "./forward.ts";

const dependencies = runtimeDependencies();

export const handler: SQSHandler = (event) => forward(event, dependencies);
