import type { ScheduledHandler } from "aws-lambda";
import { countCases } from "./count-cases.ts";
import { runtimeDependencies } from "./dependencies.ts";

const dependencies = runtimeDependencies();

export const handler: ScheduledHandler = () => countCases(dependencies);
