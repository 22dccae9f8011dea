import { expect, test } from 'vitest';
import { nameOutcome, type Reading } from '@/lib/sync/inbound/outcome';

const quiet: Reading = { taken: 0, changed: 0, refused: [], replies: 0, leftOut: {}, leftOutBefore: {} };

test.each<[string, Partial<Reading>, string[]]>([
  ['a reply', { taken: 1, replies: 1 }, ['replied']],
  [
    'a reply beside a call',
    { taken: 1, replies: 1, leftOut: { not_written: 1 } },
    ['replied', 'not_written'],
  ],
  [
    'a reply, and a call of before',
    { taken: 1, leftOut: { not_written: 1 }, leftOutBefore: { not_written: 1 } },
    ['replied'],
  ],
  [
    'refused twice by one rule',
    { refused: ['review_withdrawn', 'review_withdrawn'] },
    ['refused_review_withdrawn'],
  ],
  ['words changed', { changed: 1, replies: 1 }, ['changed']],
  ['all at home', { replies: 1, leftOut: { bot: 1 }, leftOutBefore: { bot: 1 } }, ['already_home']],
  [
    'a call of before, and no reply',
    { leftOut: { not_written: 1 }, leftOutBefore: { not_written: 1 } },
    ['not_written'],
  ],
  ['notes only', {}, ['only_internal']],
])('a reading names what it found: %s', (_what, given, expected) => {
  expect(nameOutcome({ ...quiet, ...given })).toEqual(expected);
});
