import type { ScheduledHandler } from "aws-lambda";
import { runtimeDependencies } from "./dependencies.ts";
import { watch } from "./watch.ts";

const dependencies = runtimeDependencies();

export const handler: ScheduledHandler = () => watch(dependencies);
