import { afterEach, describe, expect, it } from 'vitest';
import { passwordAuth } from '@/lib/zendesk/auth';
import { createZendeskClient } from '@/lib/zendesk/client';
import { listAutomations } from '@/lib/zendesk/resources/automations';
import { listInstallations } from '@/lib/zendesk/resources/installations';
import { findJobs, resultsOf } from '@/lib/zendesk/resources/jobs';
import { listTicketsByTag } from '@/lib/zendesk/resources/search';
import { listTriggers } from '@/lib/zendesk/resources/triggers';
import {
  json,
  rejection,
  startFakeZendesk,
  type FakeZendesk,
  type Handler,
} from '@/lib/zendesk/testing/fakeZendesk';

const running: FakeZendesk[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.close()));
});

async function answering(handler: Handler) {
  const fake = await startFakeZendesk(handler);
  running.push(fake);
  const auth = passwordAuth({ email: 'a@b.test', password: 'x' });
  return createZendeskClient({ baseUrl: fake.url, auth });
}

describe('what other people made is read as far as it can be', () => {
  const foreign = {
    id: 7,
    title: 'Of another app',
    conditions: { all: [{ field: 'brand_id', operator: 'present' }] },
  };

  it.each([
    ['a condition without a value', 'triggers', listTriggers, foreign],
    ['an action without one', 'triggers', listTriggers, { id: 7, actions: [{ field: 'follower' }] }],
    ['an automation’s condition', 'automations', listAutomations, foreign],
    [
      'an installation without its app',
      'installations',
      listInstallations,
      { id: 7, app_id: null, settings: [] },
    ],
  ] as const)('%s is taken', async (_what, key, list, row) => {
    const client = await answering((_request, response) =>
      json(response, 200, { [key]: [row, { id: 8, app_id: 1 }] }),
    );
    expect((await list(client)).map(({ id }) => id)).toEqual([7, 8]);
  });

  it('a row that makes no sense is left out, and costs the others nothing', async () => {
    const rows = [{ id: null }, 'text', { id: 8, conditions: { all: 'none' } }, { id: 9, title: 'Ours' }];
    const client = await answering((_request, response) => json(response, 200, { triggers: rows }));
    expect((await listTriggers(client)).map(({ id }) => id)).toEqual([9]);
  });

  it('a list of which no row makes sense is malformed, not empty', async () => {
    const client = await answering((_request, response) =>
      json(response, 200, { triggers: [{ title: 'x' }] }),
    );
    expect(await rejection(listTriggers(client))).toMatchObject({ kind: 'malformed' });
  });

  it('a search that ends without meta, with a field without its value, is read', async () => {
    const results = [{ id: 5, custom_fields: [{ id: 33 }] }, { title: 'no ticket' }];
    const client = await answering((_request, response) => json(response, 200, { results }));
    const found = await listTicketsByTag(client, 'vr_site', null);
    expect(found).toMatchObject({ tickets: [{ id: 5 }], cursor: null });
  });

  it('a job that says nothing of its rows is known all the same', async () => {
    const client = await answering((_request, response) =>
      json(response, 200, { job_status: { id: 'V3-1', status: 'completed' } }),
    );
    const [job] = await findJobs(client, ['V3-1']);
    expect(job).toMatchObject({ status: 'completed' });
    expect(job && resultsOf(job)).toEqual([]);
  });
});
