import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { control } from './control';
import { client, startForTest, tokenOf } from './harness';
import type { PracticeZendesk } from './server';

let practice: PracticeZendesk;
const account = 'boutique-en';
const admin = () => client(practice, account);
const agent = () => client(practice, account, tokenOf(account, 'camille'));

beforeAll(async () => {
  practice = await startForTest();
});
afterAll(() => practice.close());
beforeEach(() => control(practice.url).reset(account));

const status = { field: 'status', operator: 'less_than', value: 'solved' };
const tag = { field: 'current_tags', operator: 'includes', value: 'verified_reviews' };
const view = {
  title: 'Mine',
  all: [status, tag],
  output: { columns: ['subject', '42'], sort_by: 'created' },
};
const macro = { title: 'Hello', actions: [{ field: 'comment_value', value: 'Hello' }] };
const policy = {
  title: 'Fast',
  filter: { all: [tag], any: [] },
  policy_metrics: [{ priority: 'high', metric: 'first_reply_time', target: 60, business_hours: false }],
};
const kinds = [
  ['/views', 'view', view],
  ['/macros', 'macro', macro],
  ['/slas/policies', 'sla_policy', policy],
] as const;

test.each(kinds)('%s are made, changed and deleted by administrators', async (path, root, record) => {
  const made = await admin().post(path, { [root]: record });
  expect(made.status).toBe(201);
  const { id } = (JSON.parse(made.text) as Record<string, { id: number }>)[root]!;
  const changed = await admin().put(`${path}/${String(id)}`, { [root]: { title: 'Other' } });
  expect(JSON.parse(changed.text)).toMatchObject({ [root]: { id, title: 'Other' } });
  expect((await admin().delete(`${path}/${String(id)}`)).status).toBe(204);
  expect((await admin().delete(`${path}/${String(id)}`)).status).toBe(404);
});

test.each(kinds)('%s are refused to an agent who would write', async (path, root, record) => {
  expect((await agent().post(path, { [root]: record })).status).toBe(403);
});

test('agents read views and macros, and no service levels', async () => {
  const statuses = await Promise.all(kinds.map(async ([path]) => (await agent().get(path)).status));
  expect(statuses).toEqual([200, 200, 403]);
});

test('a plan without service levels refuses all of them, administrators included', async () => {
  await control(practice.url).change(account, { settings: { slaPolicies: false } });
  expect((await admin().get('/slas/policies')).status).toBe(403);
  expect((await admin().post('/slas/policies', { sla_policy: policy })).status).toBe(403);
});

test('a view comes back with its conditions and columns where Zendesk puts them', async () => {
  await admin().post('/views', { view });
  const answer = JSON.parse((await admin().get('/views')).text) as { views: unknown[] };
  expect(answer.views).toMatchObject([
    {
      conditions: { all: [status, tag], any: [] },
      execution: { sort_by: 'created', columns: [{ id: 'subject' }, { id: 42 }] },
    },
  ]);
});

test.each([
  ['a view of everything', '/views', { view: { ...view, all: [tag] } }],
  ['a view without a title', '/views', { view: { ...view, title: ' ' } }],
  ['eleven columns', '/views', { view: { ...view, output: { columns: Array(11).fill('subject') } } }],
  ['a macro that does nothing', '/macros', { macro: { title: 'Nothing', actions: [] } }],
  ['a macro that notifies', '/macros', { macro: { ...macro, actions: [{ field: 'notification_webhook' }] } }],
  ['a policy for all tickets', '/slas/policies', { sla_policy: { ...policy, filter: {} } }],
  [
    'a target of no time',
    '/slas/policies',
    { sla_policy: { ...policy, policy_metrics: [{ ...policy.policy_metrics[0], target: 0 }] } },
  ],
])('%s is refused', async (_what, path, body) => {
  expect((await admin().post(path, body)).status).toBe(422);
});
