import type { APIGatewayProxyHandlerV2 } from "aws-lambda";
import { runtimeDependencies } from "./dependencies.ts";
import { servePage } from "./serve-page.ts";

const serve = servePage(runtimeDependencies());

export const handler: APIGatewayProxyHandlerV2 = (event) => serve(event);
