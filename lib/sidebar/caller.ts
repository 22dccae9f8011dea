/**
 * Who calls the sidebar's API: a panel by its session, or the same panel through Zendesk's proxy, which fills in the website's
 * secret key on its own server. The proxy replaces placeholders and encodes nothing, so its `Basic` may come unencoded.
 */
import { isLetIn } from '@/lib/platform/auth/demoSignIns';
import { authenticateWebsite, type WebsiteContext } from '@/lib/platform/auth/website';
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { findAgent, unprovenAgent, type PanelAgent } from '@/lib/sidebar/agents';
import { isDueForRenewal, openSession, sealSession, type SidebarSession } from '@/lib/sidebar/session';

export type SidebarCaller = {
  website: WebsiteContext;
  agent: PanelAgent;
  /** A fresh session for a panel whose own is getting old. */
  renewed: string | null;
};

const unencoded = /^Basic ([0-9a-f-]{36}:[\w+/=-]+)$/i;

/** @throws AppError `unauthorized`, alike for an unknown website and a wrong key. */
export function authenticateBySecret(authorization: string | null): Promise<WebsiteContext> {
  const plain = unencoded.exec(authorization?.trim() ?? '')?.[1];
  return authenticateWebsite(
    plain ? `Basic ${Buffer.from(plain).toString('base64')}` : (authorization?.trim() ?? null),
  );
}

const ended = () =>
  new AppError('session_ended', { detail: 'The session of this panel is over: open the panel anew.' });

async function findWebsite(session: SidebarSession): Promise<WebsiteContext> {
  const { websiteId, installation } = session;
  const row = await db.website.findUnique({
    where: { id: websiteId },
    include: {
      appInstallations: { where: installation ? { id: installation } : {}, select: { id: true }, take: 1 },
    },
  });
  if (!row || !isLetIn(row) || (installation && row.appInstallations.length === 0)) throw ended();
  const { id, merchantId, name, url, platform, locale, timeZone } = row;
  return { id, merchantId, name, url, platform, locale, timeZone };
}

/** @throws AppError `unauthorized`, `session_ended`, `forbidden`. */
export async function authenticatePanel(headers: Headers): Promise<SidebarCaller> {
  const authorization = headers.get('authorization')?.trim() ?? '';
  const bearer = /^Bearer (\S+)$/i.exec(authorization)?.[1];
  if (!bearer) {
    const website = await authenticateBySecret(authorization);
    // The key proves the website and the account's proxy. Every agent's browser has both, so it tells nobody apart.
    return { website, agent: unprovenAgent, renewed: null };
  }
  const opened = openSession(bearer, now());
  if (!opened) throw new AppError('unauthorized', { detail: 'This is no session of a panel.' });
  if (opened.isOver) throw ended();
  const { session } = opened;
  const website = await findWebsite(session);
  const { provenAgentId } = session;
  const agent = provenAgentId === null ? unprovenAgent : await findAgent(website.id, provenAgentId);
  const renewed = isDueForRenewal(session, now()) ? sealSession(session, now()) : null;
  return { website, agent, renewed };
}
