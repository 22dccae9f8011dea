/**
 * The signed opening of a panel: what Zendesk posts as `token`. Nothing in it is believed before the signature fits. The claims
 * first only say which installation is meant; the key, the audience and the issuer it must have then come from our own rows.
 */
import { decodeJwt, errors, importSPKI, jwtVerify } from 'jose';
import { AppError } from '@/lib/platform/errors';

/** Whose clock may differ, in seconds. */
const toleranceSeconds = 60;

const audience = /^https?:\/\/[^/]+\/(?:[^/]+\/)?api\/v2\/apps\/installations\/(\d{1,18})(?:\.json)?$/;
const issuer = /^([a-z0-9-]{1,63})\.zendesk\.com$/;
const subject = /\/api\/v2\/users\/(\d{1,18})(?:\.json)?$/;

export type ClaimedInstallation = { subdomain: string; installationId: bigint };

const refused = (why: string, cause?: unknown) =>
  new AppError('unauthorized', { detail: `The opening is refused: ${why}.`, cause });

/**
 * Which installation an opening says it is of; unproven.
 * @throws AppError `unauthorized` for anything that is no opening at all.
 */
export function readClaim(token: string): ClaimedInstallation {
  try {
    const { aud, iss } = decodeJwt(token);
    const installationId = typeof aud === 'string' ? audience.exec(aud)?.[1] : undefined;
    const subdomain = issuer.exec(iss ?? '')?.[1];
    if (installationId && subdomain) return { subdomain, installationId: BigInt(installationId) };
  } catch (cause) {
    throw refused('it is not a token', cause);
  }
  throw refused('audience or issuer are not those of an installation');
}

export type Expected = ClaimedInstallation & {
  /** PEM of the app's key. */
  publicKey: string;
  /** Addresses under which the account may name itself, without a slash at the end. */
  origins: readonly string[];
};

/**
 * Proves an opening.
 * @returns the agent's id in the account.
 * @throws AppError `unauthorized`; `session_ended` for one that was good and is over.
 */
export async function verifyOpening(
  token: string,
  expected: Expected,
  at: Date,
): Promise<{ agentId: string }> {
  const { subdomain, installationId, publicKey, origins } = expected;
  const path = `/api/v2/apps/installations/${installationId}`;
  try {
    const { payload } = await jwtVerify(token, await importSPKI(publicKey, 'RS256'), {
      // Pinned: neither `none` nor a shared-secret algorithm fed with the public key is ever looked at.
      algorithms: ['RS256'],
      issuer: `${subdomain}.zendesk.com`,
      audience: origins.flatMap((origin) => [`${origin}${path}.json`, `${origin}${path}`]),
      requiredClaims: ['exp', 'iat', 'aud', 'iss', 'sub'],
      clockTolerance: toleranceSeconds,
      currentDate: at,
    });
    const agentId = subject.exec(payload.sub ?? '')?.[1];
    if (agentId) return { agentId };
  } catch (cause) {
    if (cause instanceof errors.JWTExpired)
      throw new AppError('session_ended', { detail: 'The opening is over.', cause });
    throw refused('its signature or its claims do not fit', cause);
  }
  throw refused('it names no agent');
}
