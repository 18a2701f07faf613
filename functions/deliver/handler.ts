import type { SQSHandler } from "aws-lambda";
import { deliver } from "./deliver.ts";
import { runtimeDependencies } from "./dependencies.ts";

const dependencies = runtimeDependencies();

export const handler: SQSHandler = (event) => deliver(event, dependencies);
