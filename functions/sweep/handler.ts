import type { SQSHandler } from "aws-lambda";
import { runtimeDependencies } from "./dependencies.ts";
import { sweep } from "./sweep.ts";

const dependencies = runtimeDependencies();

export const handler: SQSHandler = (event) => sweep(event, dependencies);
