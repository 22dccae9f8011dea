/**
 * A panel that has no signed session (an installation we do not know yet, or a session that ran out) asks through Zendesk's
 * proxy, which fills in the secret key on its own server. The answer is a session; the key never is in the browser. Who the agent
 * is, only a signed opening proves.
 */
import { z } from 'zod';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress, route } from '@/lib/platform/http/route';
import { authenticateBySecret } from '@/lib/sidebar/caller';
import { openSigned, registerInstallation } from '@/lib/sidebar/installations';
import { sealSession } from '@/lib/sidebar/session';
import { parsePlatform } from '@/lib/websites/platforms';

const id = z.string().regex(/^\d{1,18}$/);
const body = z.strictObject({
  installationId: id.optional(),
  appId: id.optional(),
  title: z.string().max(200).default(''),
  /** The signed opening of an installation that was not known yet. It alone names the agent. */
  opening: z.string().max(8_000).optional(),
  /** What a panel says of its agent; read by nobody. */
  agentId: z.string().max(20).optional(),
  agentName: z.string().max(200).optional(),
  domain: z.string().max(200).default(''),
});

/**
 * Wrong keys are counted, the right one never is: panels of all accounts come from the proxy's shared addresses, and a key of 32
 * random bytes cannot be guessed at any speed.
 */
const failures = { points: 30, seconds: 600 };

/** The platform's; or this deployment's own, which installations made from the portal carried once. */
function isDomainOf(platform: string, given: string): boolean {
  const domain = given.trim().toLowerCase();
  return domain === '' || parsePlatform(domain) === platform || domain === new URL(env.appUrl).hostname;
}

async function authenticate(request: Request) {
  const address = clientAddress(request);
  try {
    return await authenticateBySecret(request.headers.get('authorization'));
  } catch (error) {
    await takePoint('sidebar-key', address, failures);
    throw error;
  }
}

export const POST = route({
  auth: 'none',
  body,
  maxBytes: 12_000,
  handler: async ({ request, body: asked }) => {
    const website = await authenticate(request);
    if (!isDomainOf(website.platform, asked.domain)) {
      const message = 'The domain is not that of this website.';
      throw new AppError('invalid_input', {
        detail: message,
        fields: [{ path: 'domain', code: 'domain_mismatch', message }],
      });
    }
    const installation =
      asked.installationId && asked.appId
        ? await registerInstallation({
            websiteId: website.id,
            installationId: BigInt(asked.installationId),
            appId: BigInt(asked.appId),
            title: asked.title,
          })
        : null;
    const proven = installation && asked.opening ? await open(asked.opening, website.id) : null;
    const session = { websiteId: website.id, installation, provenAgentId: null };
    return { session: proven ?? sealSession(session, now()) };
  },
});

/** One that does not fit proves nothing: the panel is let in as any agent of the account. */
async function open(opening: string, websiteId: string): Promise<string | null> {
  try {
    const opened = await openSigned(opening);
    return opened?.websiteId === websiteId ? opened.session : null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}
