import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Where a deployed function finds its credentials: in the environment, where Lambda puts those of its role. The bundles
 * have this in place of the SDK's default chain, whose other sources (profiles, single sign-on, instance metadata) no
 * function has, and which weigh a fifth of a bundle.
 */
export const defaultProvider = fromEnv;
