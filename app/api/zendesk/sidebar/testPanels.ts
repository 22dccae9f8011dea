/** The panel's routes as an agent's browser calls them, over a connected practice account. */
import { expect } from 'vitest';
import { ask } from '@/lib/sidebar/testing/panels';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

const names = [
  'session',
  'panel',
  'publication',
  'exchanges',
  'search',
  'repair',
  'reports',
  'words',
] as const;
type Routes = Record<(typeof names)[number], Record<string, unknown>>;

/** What a call carries: who asks, and in which language. */
export const as = (session: string, locale = 'fr') => ({
  authorization: `Bearer ${session}`,
  'x-locale': locale,
});

/** Modules that read the environment are loaded only after the stage has set it. */
export async function openPanels() {
  const stage = await openStage();
  const loaded = await Promise.all(
    names.map(async (name) => [name, (await import(`./${name}/route.ts`)) as object] as const),
  );
  const routes = Object.fromEntries(loaded) as Routes;

  /** The agent of the account with this address. */
  async function agentId(who: string): Promise<string> {
    const user = (await stage.zendesk.users(account)).find(({ email }) => email === `${who}@${account}.test`);
    return String(user?.id);
  }

  return {
    stage,
    routes,
    agentId,
    /** A session as a signed opening gives it to this agent. */
    async sessionOf(who = 'camille', website: { id: string } = stage.website): Promise<string> {
      const { sealSession } = await import('@/lib/sidebar/session');
      const provenAgentId = await agentId(who);
      return sealSession({ websiteId: website.id, installation: null, provenAgentId }, new Date());
    },
    /** A session as the panel gets it through Zendesk's proxy. */
    async keySessionOf(more: object = {}, website = stage.website): Promise<string> {
      const { status, json } = await ask(routes.session.POST, {
        method: 'POST',
        headers: { authorization: `Basic ${website.id}:${website.secretKey}` },
        body: more,
      });
      expect(status).toBe(200);
      return String(json.session);
    },
    /** A review in moderation with its ticket. */
    async ticketOf(input: Parameters<Stage['review']>[0] = {}): Promise<{ id: string; ticketId: string }> {
      const { id } = await stage.review(input);
      await stage.run();
      const link = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId: id } });
      return { id, ticketId: String(link.ticketId) };
    },
    panelOf(session: string, ticketId: string, locale = 'fr', etag?: string) {
      const headers = { ...as(session, locale), ...(etag ? { 'if-none-match': etag } : {}) };
      return ask(routes.panel.GET, { query: `?ticketId=${ticketId}`, headers });
    },
  };
}

export type Panels = Awaited<ReturnType<typeof openPanels>>;
