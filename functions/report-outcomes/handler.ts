import type { ScheduledHandler } from "aws-lambda";
import { runtimeDependencies } from "./dependencies.ts";
import { reportOutcomes } from "./report-outcomes.ts";

const dependencies = runtimeDependencies();

export const handler: ScheduledHandler = () => reportOutcomes(dependencies);
