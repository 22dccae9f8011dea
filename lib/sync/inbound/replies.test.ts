import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAgentsReply, isOfUnknownPerson, textOf, timesOf } from '@/lib/sync/inbound/replies';
import type { Comment, Conversation } from '@/lib/zendesk/resources/comments';

const users: Conversation['users'] = new Map([
  [1, { id: 1, role: 'agent' }],
  [2, { id: 2, role: 'end-user' }],
  [3, { id: 3 }],
]);
const comment = (given: Partial<Comment>): Comment => ({
  id: 9,
  author_id: 1,
  public: true,
  body: 'Bonjour.',
  ...given,
});
const judge = (given: Partial<Comment>) => {
  const one = comment(given);
  const conversation = { comments: [one], users };
  return [isAgentsReply(one, conversation), isOfUnknownPerson(one, conversation)];
};

describe('a comment is the merchant’s word', () => {
  test.each([
    ['an agent wrote it in public', {}, [true, false]],
    ['not when it is internal', { public: false }, [false, false]],
    ['not when it does not say that it is public', { public: null }, [false, false]],
    ['not when the customer wrote it', { author_id: 2 }, [false, false]],
    ['not when its writer is gone', { author_id: 77 }, [false, true]],
    ['not when its writer has no role', { author_id: 3 }, [false, true]],
    ['not when nobody is named', { author_id: null }, [false, true]],
    ['not when all of it is black', { body: '▇▇▇ ▇▇' }, [false, false]],
    [
      'not when it only tells of a merge',
      { via: { channel: 'web', source: { rel: 'merge', from: { ticket_id: 4 } } } },
      [false, false],
    ],
    ['with a source of another kind', { via: { channel: 'web', source: 'mobile' } }, [true, false]],
  ])('%s', (_when, given, expected) => {
    expect(judge(given)).toEqual(expected);
  });
});

/** What a text may hold that somebody would trip over. */
const odd = ['a', ' ', '\n', '\u0000', '\u00a0', '\ud83d', '\ude42', '🙂', '▇', '\ufeff', '\ufffd', 'é'];

describe('its words', () => {
  test('are as they will be read back from the database, whatever Zendesk sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...odd), maxLength: 12 }), (given) => {
        const text = textOf(comment({ plain_body: `${given}\ud800\u0000` }));
        expect(text).toBe(Buffer.from(text, 'utf8').toString('utf8'));
        expect(text).not.toContain('\u0000');
        expect(textOf(comment({ plain_body: text }))).toBe(text);
      }),
    );
  });

  test('are dated by their own clock, never later than ours', () => {
    const at = new Date('2026-11-22T12:00:00Z');
    const dated = (created_at: string | null) => timesOf([comment({ created_at })], at)[0];
    expect(dated('2026-11-22T11:00:00Z')).toEqual(new Date('2026-11-22T11:00:00Z'));
    for (const created_at of ['2027-01-01T00:00:00Z', 'yesterday', null])
      expect(dated(created_at)).toEqual(at);
  });

  test('keep their order within one second', () => {
    const second = '2026-11-22T11:00:00Z';
    const times = timesOf(
      [second, second, second, '2026-11-22T11:00:01Z'].map((created_at) => comment({ created_at })),
      new Date('2026-11-22T12:00:00Z'),
    );
    expect(times.map((time) => time.toISOString().slice(17, 23))).toEqual([
      '00.000',
      '00.001',
      '00.002',
      '01.000',
    ]);
  });
});
