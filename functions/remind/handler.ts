import type { ScheduledHandler } from "aws-lambda";
import { runtimeDependencies } from "./dependencies.ts";
import { remind } from "./remind.ts";

const dependencies = runtimeDependencies();

export const handler: ScheduledHandler = () => remind(dependencies);
