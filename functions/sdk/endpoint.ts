/** What a function's environment says of where AWS is. */
export type Surroundings = Readonly<Record<string, string | undefined>>;

/**
 * Where a service is: at AWS_ENDPOINT_URL_<SERVICE> or AWS_ENDPOINT_URL where one is set, as with the SDK; otherwise in the
 * function's region, under the suffix of its partition that the template has told. Throws where neither is known.
 *
 * @param service the service's name in host names, such as `dynamodb`.
 * @param sdkId the service's name in variables, such as `DYNAMODB`.
 */
export function endpointOf(service: string, sdkId: string, variables: Surroundings): URL {
  const { AWS_ENDPOINT_URL, AWS_REGION, URL_SUFFIX } = variables;
  const own = variables[`AWS_ENDPOINT_URL_${sdkId}`] ?? AWS_ENDPOINT_URL;
  if (own) return new URL(own);
  if (!AWS_REGION || !URL_SUFFIX) {
    throw new Error(`No endpoint of ${service} is known: AWS_REGION and URL_SUFFIX, or AWS_ENDPOINT_URL, must be set.`);
  }
  return new URL(`https://${service}.${AWS_REGION}.${URL_SUFFIX}`);
}
