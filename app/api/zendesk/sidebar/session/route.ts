/**
 * A panel that has no signed session (an installation we do not know yet, or a session that ran out) asks through Zendesk's
 * proxy, which fills in the secret key on its own server. The answer is a session; the key never is in the browser.
 */
import { z } from 'zod';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { requirePoints, takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress, route } from '@/lib/platform/http/route';
import { findAgent } from '@/lib/sidebar/agents';
import { authenticateBySecret } from '@/lib/sidebar/caller';
import { registerInstallation } from '@/lib/sidebar/installations';
import { sealSession } from '@/lib/sidebar/session';
import { parsePlatform } from '@/lib/websites/platforms';

const id = z.string().regex(/^\d{1,18}$/);
const body = z.strictObject({
  installationId: id.optional(),
  appId: id.optional(),
  title: z.string().max(200).default(''),
  agentId: id,
  agentName: z.string().max(200).default(''),
  domain: z.string().max(200).default(''),
});

/** Guessing keys is slow; the proxy's many panels are not. */
const failures = { points: 30, seconds: 600 };

/** The platform's; or this deployment's own, which installations made from the portal carried once. */
function isDomainOf(platform: string, given: string): boolean {
  const domain = given.trim().toLowerCase();
  return domain === '' || parsePlatform(domain) === platform || domain === new URL(env.appUrl).hostname;
}

async function authenticate(request: Request) {
  const address = clientAddress(request);
  await requirePoints('sidebar-key', address, failures);
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
  maxBytes: 4_000,
  handler: async ({ request, body: asked }) => {
    const website = await authenticate(request);
    if (!isDomainOf(website.platform, asked.domain)) {
      const message = 'The domain is not that of this website.';
      throw new AppError('invalid_input', {
        detail: message,
        fields: [{ path: 'domain', code: 'domain_mismatch', message }],
      });
    }
    const agent = await findAgent(website.id, asked.agentId, asked.agentName);
    const installation =
      asked.installationId && asked.appId
        ? await registerInstallation({
            websiteId: website.id,
            installationId: BigInt(asked.installationId),
            appId: BigInt(asked.appId),
            title: asked.title,
          })
        : null;
    const session = { websiteId: website.id, installation, agentId: agent.id, agentName: agent.name };
    return { session: sealSession(session, now()) };
  },
});
