import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { SignInSettings } from "#events/sign-in-settings.ts";
import type { Claims } from "./principal-of-claims.ts";
import { Problem } from "./problem.ts";

/** The issuer's keys, read when first needed and again when a token names a key that is not among them. */
export function issuersKeys({ keys }: Pick<SignInSettings, "keys">): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(keys), {
    timeoutDuration: 3000,
    // However many tokens name unknown keys, the issuer is asked no more often.
    cooldownDuration: 10_000,
    cacheMaxAge: 600_000,
  });
}

/**
 * The claims of a bearer token that is good now. Throws Problem: `not-signed-in` where it is not, `unavailable` where the
 * issuer's keys cannot be had. Whatever goes wrong, nobody is let in.
 */
export async function verifyToken(
  authorization: string | undefined,
  settings: Pick<SignInSettings, "issuer" | "audience" | "algorithms" | "clockToleranceSeconds">,
  keys: JWTVerifyGetKey,
  now: Date,
): Promise<Claims> {
  const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) throw new Problem("not-signed-in");
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: [...settings.algorithms],
      clockTolerance: settings.clockToleranceSeconds,
      requiredClaims: ["exp", "iat"],
      currentDate: now,
    });
    return payload;
  } catch (error) {
    throw new Problem(isTokensFault(error) ? "not-signed-in" : "unavailable");
  }
}

/** Anything that is not known to be the token's own fault is taken for a failure to get at the keys. */
function isTokensFault(error: unknown): boolean {
  return [
    errors.JWTClaimValidationFailed,
    errors.JWTExpired,
    errors.JWTInvalid,
    errors.JWSInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
    errors.JWKSNoMatchingKey,
    errors.JWKSMultipleMatchingKeys,
  ].some((kind) => error instanceof kind);
}
