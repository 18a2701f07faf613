import type { Plan, Planner } from "./plan.ts";
import * as types from "./resource-types.ts";

/** The parts of an HTTP API of API Gateway: the API, what its routes go to, the routes, and its one stage. */
export const httpApiPlanners: Readonly<Record<string, Planner>> = {
  "AWS::ApiGatewayV2::Api"({ plan, resolution, logicalId }, properties) {
    types.parseProperties("AWS::ApiGatewayV2::Api", types.HttpApi, properties);
    plan.httpApis.push(resolution.ref(logicalId));
  },
  "AWS::ApiGatewayV2::Integration"({ plan, resolution, logicalId }, properties) {
    const type = "AWS::ApiGatewayV2::Integration";
    const { IntegrationUri } = types.parseProperties(type, types.HttpApiIntegration, properties);
    plan.httpIntegrations.set(resolution.ref(logicalId), IntegrationUri.split(":").at(-1) ?? IntegrationUri);
  },
  "AWS::ApiGatewayV2::Route"({ plan }, properties) {
    const { ApiId, RouteKey, Target } = types.parseProperties(
      "AWS::ApiGatewayV2::Route",
      types.HttpApiRoute,
      properties,
    );
    plan.httpRoutes.push({ api: ApiId, key: RouteKey, integration: Target.replace(/^integrations\//, "") });
  },
  "AWS::ApiGatewayV2::Stage"(_, properties) {
    types.parseProperties("AWS::ApiGatewayV2::Stage", types.HttpApiStage, properties);
  },
};

/** Throws an Error where a route is of no API, or goes to no function, that a stack declares. */
export function checkHttpRoutes({ httpApis, httpIntegrations, httpRoutes, functions }: Plan): void {
  const names = new Set(functions.map(({ name }) => name));
  for (const { api, key, integration } of httpRoutes) {
    if (!httpApis.includes(api)) throw new Error(`route ${key}: no stack declares the HTTP API ${api}`);
    const functionName = httpIntegrations.get(integration);
    if (functionName === undefined || !names.has(functionName)) {
      throw new Error(`route ${key}: no stack declares ${functionName ?? integration}`);
    }
  }
}
