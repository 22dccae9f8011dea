/**
 * The signed opening of a panel: what Zendesk posts as `token`. Nothing in it is believed before the signature fits. The claims
 * first only say which installation is meant; the key, the audience and the issuer it must have then come from our own rows.
 */
import { decodeJwt, errors, importSPKI, jwtVerify } from 'jose';
import { AppError } from '@/lib/platform/errors';

/** Whose clock may differ, in seconds. */
const toleranceSeconds = 60;

/** The longest an opening may live; Zendesk's live for minutes. */
const maxLifeSeconds = 3_600;
/** After this an opening seen once is over whatever it says. */
export const rememberedSeconds = maxLifeSeconds + 3 * toleranceSeconds;

const audience = /^(https?:\/\/[^\s]+)\/api\/v2\/apps\/installations\/(\d{1,18})(?:\.json)?$/;
const subject = /\/api\/v2\/users\/(\d{1,18})(?:\.json)?$/;

export type ClaimedInstallation = { subdomain: string; installationId: bigint };

const refused = (why: string, cause?: unknown) =>
  new AppError('unauthorized', { detail: `The opening is refused: ${why}.`, cause });

/** The account an address belongs to, by the deployment's own template: no other host is ever an account. */
function toSubdomain(address: string, template: string): string | undefined {
  const [before = '', after = ''] = template.split('{subdomain}');
  if (!address.startsWith(before) || !address.endsWith(after)) return undefined;
  const subdomain = address.slice(before.length, address.length - after.length);
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(subdomain) ? subdomain : undefined;
}

/**
 * Which installation an opening says it is of; unproven.
 * @param template the address of any account with `{subdomain}` in it.
 * @throws AppError `unauthorized` for anything that is no opening at all.
 */
export function readClaim(token: string, template: string): ClaimedInstallation {
  const { aud } = decode(token);
  const [, address = '', installationId] = audience.exec(typeof aud === 'string' ? aud : '') ?? [];
  const subdomain = toSubdomain(address, template);
  if (installationId && subdomain) return { subdomain, installationId: BigInt(installationId) };
  throw refused('its audience is no installation');
}

function decode(token: string) {
  try {
    return decodeJwt(token);
  } catch (cause) {
    throw refused('it is not a token', cause);
  }
}

export type Expected = {
  /** The account's address, without a slash at the end. */
  account: string;
  installationId: bigint;
  /** PEM of the app's key. */
  publicKey: string;
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
  const { account, installationId, publicKey } = expected;
  const installation = `${account}/api/v2/apps/installations/${installationId}`;
  try {
    const { payload } = await jwtVerify(token, await importSPKI(publicKey, 'RS256'), {
      // Pinned: neither `none` nor a shared-secret algorithm fed with the public key is ever looked at.
      algorithms: ['RS256'],
      issuer: account.replace(/^https?:\/\//, ''),
      audience: [`${installation}.json`, installation],
      requiredClaims: ['exp', 'iat', 'aud', 'iss', 'sub'],
      clockTolerance: toleranceSeconds,
      currentDate: at,
    });
    const agentId = subject.exec(payload.sub ?? '')?.[1];
    const { iat = Number.NaN, exp = Number.NaN } = payload;
    const isTimely =
      iat <= at.getTime() / 1000 + toleranceSeconds && exp > iat && exp - iat <= maxLifeSeconds;
    if (!isTimely) throw refused('its times do not fit');
    if (agentId) return { agentId };
  } catch (cause) {
    if (cause instanceof errors.JWTExpired)
      throw new AppError('session_ended', { detail: 'The opening is over.', cause });
    if (cause instanceof AppError) throw cause;
    throw refused('its signature or its claims do not fit', cause);
  }
  throw refused('it names no agent');
}
