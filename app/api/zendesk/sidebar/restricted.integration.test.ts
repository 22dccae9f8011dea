/** Agents whom Zendesk keeps to some tickets: the panel is no way around. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { as, openPanels, type Panels } from '@/app/api/zendesk/sidebar/testPanels';
import { ask } from '@/lib/sidebar/testing/panels';
import { account, type Stage } from '@/lib/sync/testing/stage';
import { client } from '../../../../e2e/zendesk/harness';

let panels: Panels;
let stage: Stage;
let sam: string;

beforeAll(async () => {
  panels = await openPanels();
  stage = panels.stage;
  sam = await panels.agentId('sam');
  await stage.zendesk.changeUser(account, `sam@${account}.test`, {
    ticketRestriction: 'groups',
    groupIds: [],
  });
}, 60_000);
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => stage.close());

const asSam = async () => as(await panels.sessionOf('sam'));
const makeTicket = async (orderRef: string) => (await panels.ticketOf({ orderRef })).ticketId;

const kindOf = async (headers: { authorization: string }, ticketId: string) =>
  (await ask(panels.routes.panel.GET, { query: `?ticketId=${ticketId}`, headers })).json.kind;

async function find(headers: { authorization: string }, orderRef: string): Promise<unknown[]> {
  const { json } = await ask(panels.routes.search.GET, { query: `?q=${orderRef}`, headers });
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
    const act = await ask(panels.routes.publication.POST, { method: 'POST', headers, body });
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
    await stage.db.zendeskConnection.updateMany({ data: { state: 'active' } });
  });
});

describe('a panel that only shows the key', () => {
  it.each(['admin', 'camille', 'sam'])('is nobody, whoever it says it is: %s', async (who) => {
    const ticketId = await makeTicket(`CLAIMED-${who}`);
    const headers = as(await panels.keySessionOf({ agentId: await panels.agentId(who), agentName: who }));
    expect(await kindOf(headers, ticketId)).toBe('unseen');
    expect(await find(headers, `CLAIMED-${who}`)).toEqual([]);
    const body = { ticketId };
    const acts = [panels.routes.publication.POST, panels.routes.repair.POST].map((handler) =>
      ask(handler, { method: 'POST', headers, body }),
    );
    expect((await Promise.all(acts)).map(({ status }) => status)).toEqual([403, 403]);
  });

  it('is nobody by a header either', async () => {
    const ticketId = await makeTicket('CLAIMED-HEADER');
    const { id, secretKey } = stage.website;
    const headers = {
      authorization: `Basic ${id}:${secretKey}`,
      'x-agent-id': await panels.agentId('admin'),
    };
    expect(await kindOf(headers, ticketId)).toBe('unseen');
  });

  it('sees what every agent of the account sees, without a search or an administrator’s rights', async () => {
    const ticketId = await makeTicket('CLAIMED-OPEN');
    await stage.zendesk.changeUser(account, `sam@${account}.test`, { ticketRestriction: null });
    const headers = as(await panels.keySessionOf({ agentId: await panels.agentId('admin') }));
    expect(await kindOf(headers, ticketId)).toBe('review');
    expect(await find(headers, 'CLAIMED-OPEN')).toEqual([]);
    const repair = await ask(panels.routes.repair.POST, { method: 'POST', headers, body: { ticketId } });
    expect(repair.status).toBe(403);
  });
});
