import type { APIGatewayProxyHandlerV2 } from "aws-lambda";
import { answer } from "./answer.ts";
import { runtimeDependencies } from "./dependencies.ts";

const dependencies = runtimeDependencies();

export const handler: APIGatewayProxyHandlerV2 = (event) => answer(event, dependencies);
