/** Agents whom Zendesk keeps to some tickets: the panel is no way around. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '@/lib/sidebar/testing/panels';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';
import { client } from '../../../../e2e/zendesk/harness';

let stage: Stage;
let routes: Record<string, Record<string, unknown>>;
let sam: string;

beforeAll(async () => {
  stage = await openStage();
  const names = ['session', 'panel', 'publication', 'search'];
  const loaded = await Promise.all(
    names.map(async (name) => [name, (await import(`./${name}/route.ts`)) as object] as const),
  );
  routes = Object.fromEntries(loaded) as typeof routes;
  const user = (await stage.zendesk.users(account)).find(({ email }) => email === `sam@${account}.test`);
  sam = String(user?.id);
  await stage.zendesk.changeUser(account, `sam@${account}.test`, {
    ticketRestriction: 'groups',
    groupIds: [],
  });
}, 60_000);
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => stage.close());

async function asSam(): Promise<{ authorization: string }> {
  const { id, secretKey } = stage.website;
  const headers = { authorization: `Basic ${id}:${secretKey}` };
  const { json } = await ask(routes.session?.POST, { method: 'POST', headers, body: { agentId: sam } });
  return { authorization: `Bearer ${String(json.session)}` };
}

async function makeTicket(orderRef: string): Promise<string> {
  const { id } = await stage.review({ orderRef });
  await stage.run();
  const link = await stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId: id } });
  return String(link.ticketId);
}

const kindOf = async (headers: { authorization: string }, ticketId: string) =>
  (await ask(routes.panel?.GET, { query: `?ticketId=${ticketId}`, headers })).json.kind;

async function find(headers: { authorization: string }, orderRef: string): Promise<unknown[]> {
  const { json } = await ask(routes.search?.GET, { query: `?q=${orderRef}`, headers });
  return json.items as unknown[];
}

describe('an agent whom Zendesk keeps to their groups', () => {
  it('sees the reviews of tickets that are theirs, and no others, not even by acting or searching', async () => {
    const [theirs, others] = [await makeTicket('KEPT-1'), await makeTicket('KEPT-2')];
    const ticket = { assignee_id: Number(sam) };
    expect((await client(stage.practice, account).put(`/tickets/${theirs}`, { ticket })).status).toBe(200);
    const headers = await asSam();
    expect([await kindOf(headers, theirs), await kindOf(headers, others)]).toEqual(['review', 'unseen']);
    const body = { ticketId: others };
    const act = await ask(routes.publication?.POST, { method: 'POST', headers, body });
    expect(act.status).toBe(403);
    expect(await find(headers, 'KEPT-1')).toEqual([]);
  });

  it('stays kept to them while the account cannot be asked, however long ago it was', async () => {
    const ticketId = await makeTicket('KEPT-3');
    const headers = await asSam();
    expect(await kindOf(headers, ticketId)).toBe('unseen');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    await stage.db.zendeskConnection.updateMany({ data: { state: 'needs_credentials' } });
    expect(await kindOf(headers, ticketId)).toBe('unseen');
    expect(await find(headers, 'KEPT-3')).toEqual([]);
  });
});
