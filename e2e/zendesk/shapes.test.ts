import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, startForTest } from './harness';
import { shapeProblems } from './shapes/answers';
import type { PracticeZendesk } from './server';
import { createTicket } from './tickets/testing';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startForTest();
});
afterAll(() => practice.close());

const SUB = 'boutique-fr';

describe('the shape of answers', () => {
  it.each([
    ['a key too many', { kind: true }],
    ['a key too few', { audit_id: undefined }],
    ['another type', { public: 'true' }],
    ['milliseconds', { created_at: '2026-01-01T00:00:00.000Z' }],
    ['a plain text without its entities', { plain_body: 'a & b' }],
    ['tags in the plain text', { plain_body: '<p>a</p>' }],
    ['HTML without its wrapping', { html_body: '<p>a</p>' }],
    ['a call without its data', { type: 'VoiceComment' }],
  ])('is held to what was recorded: %s', async (_, change) => {
    const api = client(practice, SUB);
    const { id } = await createTicket(api);
    const { json } = await api.get(`/tickets/${id}/comments`);
    const check = (body: unknown) =>
      shapeProblems('GET', `/tickets/${id}/comments`, 200, JSON.parse(JSON.stringify(body)));
    expect(check(json)).toEqual([]);
    const comments = json.comments.map((comment) => ({ ...comment, ...change }));
    expect(check({ ...json, comments })).not.toEqual([]);
  });

  it.each([
    ['views', { views: [{ id: 1, title: 'No execution' }] }],
    ['macros', { macros: [{ id: 1, title: 'No actions' }] }],
    ['slas/policies', { sla_policies: [{ id: 1, title: 'No metrics' }] }],
  ])('knows what %s look like', async (path, wrong) => {
    const { status, json } = await client(practice, SUB).get(`/${path}`);
    expect(shapeProblems('GET', `/${path}`, status, json)).toEqual([]);
    expect(shapeProblems('GET', `/${path}`, 200, { ...json, ...wrong })).not.toEqual([]);
  });

  it.each([
    ['a refusal in an envelope nobody recorded', 422, { message: 'no' }],
    ['details that are no lists', 422, { error: 'RecordInvalid', description: 'x', details: { base: 'no' } }],
    ['a path without a shape', 200, {}],
  ])('names %s', (_, status, body) => {
    expect(shapeProblems('GET', status === 200 ? '/robots' : '/tickets/1', status, body)).not.toEqual([]);
  });
});

it('turns an answer of a wrong shape into a failure that tells it', async () => {
  const strict = await startForTest({ inspect: () => ['a key too many'] });
  const { status, text } = await client(strict, SUB).get('/users/me');
  await strict.close();
  expect([status, text]).toEqual([500, 'The practice Zendesk itself failed: a key too many']);
});
