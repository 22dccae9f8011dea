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
  });
});
