import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAnswerError } from '@/lib/zendesk/answerErrors';

const html = { 'content-type': 'text/html; charset=utf-8' };
const textType = { 'content-type': 'text/plain' };

function errorOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return toAnswerError({ status, headers: new Headers(headers), text }, 'GET /api/v2/x');
}

describe('every envelope Zendesk refuses in becomes one error', () => {
  it.each([
    [
      401,
      { error: "Couldn't authenticate you" },
      { kind: 'unauthorized', words: "Couldn't authenticate you" },
    ],
    [
      401,
      {
        error: 'invalid_token',
        error_description:
          'The access token provided is expired, revoked, malformed or invalid for other reasons.',
      },
      {
        kind: 'unauthorized',
        code: 'invalid_token',
        words: expect.stringContaining('The access token provided'),
      },
    ],
    [
      403,
      { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
      { kind: 'forbidden', words: 'Forbidden: You do not have access to this page.' },
    ],
    [
      404,
      {
        error: {
          title: 'No help desk at acme.zendesk.com',
          message: 'There is no help desk configured at this address.',
        },
      },
      { kind: 'account_not_found' },
    ],
    [
      404,
      { error: 'RecordNotFound', description: 'Not found' },
      { kind: 'not_found', code: 'RecordNotFound', words: 'Not found' },
    ],
    [
      404,
      { error: 'InvalidEndpoint', description: 'Not found' },
      { kind: 'not_found', code: 'InvalidEndpoint' },
    ],
    [404, '', { kind: 'not_found', format: 'empty' }],
    [
      422,
      {
        error: 'RecordInvalid',
        description: 'Record validation errors',
        details: {
          requester: [
            { description: 'Requester: Name: is too short (minimum is 1 character)', error: 'BlankValue' },
          ],
        },
      },
      {
        kind: 'validation',
        code: 'RecordInvalid',
        words: 'Record validation errors: Requester: Name: is too short (minimum is 1 character)',
        details: {
          requester: [
            { description: 'Requester: Name: is too short (minimum is 1 character)', error: 'BlankValue' },
          ],
        },
      },
    ],
    [
      422,
      { details: { requester: [{ description: 'Requester: Léa is suspended.' }] } },
      { kind: 'validation', words: 'Requester: Léa is suspended.' },
    ],
    [
      400,
      { error: { title: 'Invalid attribute', message: 'You passed an invalid value for the id attribute.' } },
      { kind: 'validation' },
    ],
    [
      400,
      {
        error: 'IdempotentRequestError',
        description: "Request parameters don't match the given idempotency key",
      },
      { kind: 'idempotency_mismatch' },
    ],
    [
      406,
      { error: 'CommentRequired', description: 'A comment is required' },
      { kind: 'validation', code: 'CommentRequired' },
    ],
    [
      409,
      { error: 'DatabaseConflict', description: 'Database collision' },
      { kind: 'conflict', code: 'DatabaseConflict' },
    ],
    [413, { error: 'RecordInvalid' }, { kind: 'validation' }],
    [
      422,
      { errors: [{ code: 'InvalidTriggerCategory', title: 'Bad category' }] },
      { kind: 'validation', code: 'InvalidTriggerCategory', words: 'Bad category' },
    ],
    [
      429,
      {
        error: 'APIRateLimitExceeded',
        description: 'Number of allowed incremental export API requests per minute exceeded',
      },
      { kind: 'rate_limited' },
    ],
    [400, { error: 'TooManyJobs', description: 'Too many jobs' }, { kind: 'rate_limited' }],
  ])('%i %j', (status, body, expected) => {
    expect(errorOf(status, body)).toMatchObject({ status, outcome: 'refused', ...expected });
  });

  it('goes by what the body is, not by its content type', () => {
    expect(errorOf(400, 'Required parameter missing: phone_number', html)).toMatchObject({
      kind: 'validation',
      format: 'text',
      words: 'Required parameter missing: phone_number',
    });
    expect(errorOf(403, 'You may not < do > that', html)).toMatchObject({
      kind: 'forbidden',
      format: 'text',
    });
    expect(errorOf(403, '<html><h1>Blocked</h1></html>', textType)).toMatchObject({
      kind: 'unavailable',
      outcome: 'refused',
      format: 'html',
      words: 'Blocked',
    });
  });

  it('keeps the field that a problem is about', () => {
    const base = [{ description: 'X: y', error: null, ticket_field_id: 36, ticket_field_type: 'FieldText' }];
    expect(errorOf(422, { error: 'RecordInvalid', details: { base } }).details).toEqual({
      base: [{ description: 'X: y', error: undefined, fieldId: '36', fieldType: 'FieldText' }],
    });
  });

  it('takes the reset of a limit as a wait only where the call met a limit', () => {
    const limits = { 'ratelimit-limit': '700', 'ratelimit-remaining': '650', 'ratelimit-reset': '54' };
    expect(errorOf(409, 'Requester creation collision', limits).retryAfterMs).toBeUndefined();
    expect(errorOf(503, '', limits).retryAfterMs).toBeUndefined();
    expect(errorOf(429, 'Number of allowed API requests per minute exceeded', limits).retryAfterMs).toBe(
      54_000,
    );
  });

  it('reads plain text, HTML and nothing at all', () => {
    expect(errorOf(409, 'Requester creation collision - please try again', textType)).toMatchObject({
      kind: 'conflict',
      outcome: 'refused',
      words: 'Requester creation collision - please try again',
    });
    expect(errorOf(400, 'Required parameter missing: phone_number', textType)).toMatchObject({
      kind: 'validation',
      format: 'text',
    });
    expect(
      errorOf(429, 'Number of allowed API requests per minute exceeded', {
        ...textType,
        'retry-after': '42',
      }),
    ).toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 42_000,
    });
    expect(errorOf(502, '<html><head><title>502 Bad\nGateway</title></head></html>', html)).toMatchObject({
      kind: 'unavailable',
      outcome: 'unknown',
      words: '502 Bad Gateway',
      format: 'html',
    });
    expect(errorOf(503, '', { 'retry-after': '7', 'x-request-id': 'req-1' })).toMatchObject({
      kind: 'unavailable',
      outcome: 'unknown',
      retryAfterMs: 7000,
      requestId: 'req-1',
    });
    expect(errorOf(302, '', { location: 'https://evil.example/' })).toMatchObject({
      kind: 'redirected',
      outcome: 'refused',
    });
  });

  it('survives any body under any status: one line of words, and 5xx is never called refused', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ error: fc.jsonValue(), details: fc.jsonValue(), errors: fc.jsonValue() })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), body, (status, text) => {
        const error = errorOf(status, text);
        expect(error.status).toBe(status);
        expect(error.words).toMatch(/^[^\n\r]{1,500}$/);
        if (status >= 500 && error.kind === 'unavailable') expect(error.outcome).toBe('unknown');
        if (status < 500 && status !== 408) expect(error.outcome).toBe('refused');
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a hostile field name from touching prototypes', () => {
    const error = errorOf(422, '{"error":"RecordInvalid","details":{"__proto__":[{"description":"x"}]}}');
    expect(error.kind).toBe('validation');
    expect(({} as Record<string, unknown>).description).toBeUndefined();
  });
});
