import { expect, test } from 'vitest';
import { judgeFailure } from '@/lib/sync/failure';

const judge = (
  kind: Parameters<typeof judgeFailure>[0]['kind'],
  outcome: 'refused' | 'unknown' = 'refused',
  retryAfterMs?: number,
) => judgeFailure({ kind, outcome, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });

test('ended credentials pause the connection', () => {
  expect(judge('unauthorized')).toEqual({ kind: 'credentials' });
});

test.each(['rate_limited', 'unavailable', 'timeout', 'connection', 'malformed', 'conflict'] as const)(
  '%s is tried again by itself',
  (kind) => {
    expect(judge(kind, 'unknown', 7000)).toEqual({ kind: 'retry', outcome: 'unknown', retryAfterMs: 7000 });
  },
);

test.each(['validation', 'forbidden', 'not_found'] as const)('%s needs the merchant and is kept', (kind) => {
  expect(judge(kind)).toEqual({ kind: 'merchant' });
});
