import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeComment, textOf, timesOf, type JudgedBy, type Verdict } from '@/lib/sync/inbound/replies';
import { staffIn, type Audit } from '@/lib/zendesk/resources/audits';
import type { Comment, Conversation } from '@/lib/zendesk/resources/comments';

const users: Conversation['users'] = new Map([
  [1, { id: 1, role: 'agent' }],
  [2, { id: 2, role: 'end-user' }],
  [3, { id: 3 }],
  [4, { id: 4, role: 'admin', email: 'Robot@shop.test' }],
  [5, { id: 5, role: 'agent' }],
]);
const by: JudgedBy = {
  users,
  requesterId: 5,
  bots: new Set(['robot@shop.test', '6']),
  home: new Set(),
  provenStaff: new Set(),
};
const comment = (given: Partial<Comment>): Comment => ({
  id: 9,
  type: 'Comment',
  author_id: 1,
  public: true,
  body: 'Bonjour.',
  ...given,
});
const reference = 'Note.\nRéf. 0192f3a0-1111-7abc-8def-0123456789ab/3';

describe('a comment', () => {
  test.each<[string, Partial<Comment>, Verdict]>([
    ['is the merchant’s word when an agent wrote it in public', {}, 'reply'],
    ['when its source is of another kind', { via: { channel: 'web', source: null } }, 'reply'],
    ['is kept inside when it is internal', { public: false }, 'internal'],
    ['when it does not say that it is public', { public: null }, 'internal'],
    ['is none when it is a telephone call', { type: 'VoiceComment' }, 'not_written'],
    ['nor of a type nobody knows', { type: 'HologramComment' }, 'not_written'],
    ['nor where it does not say what it is', { type: null }, 'not_written'],
    ['nor in another spelling of the type', { type: 'comment' }, 'not_written'],
    ['nor the requester’s own, agent or not', { author_id: 5 }, 'requester'],
    ['nor of a bot, known by its address', { author_id: 4 }, 'bot'],
    ['nor of a bot, known by its number', { author_id: 6 }, 'bot'],
    ['nor a note of ours that somebody made public', { body: reference }, 'own_note'],
    ['nor a customer’s', { author_id: 2 }, 'writer_unproven'],
    ['nor of a writer who is gone', { author_id: 77 }, 'unknown_writer'],
    ['nor of one without a role', { author_id: 3 }, 'unknown_writer'],
    ['nor of nobody', { author_id: null }, 'unknown_writer'],
    ['nor black all over', { body: '▇▇▇ ▇▇' }, 'no_words'],
    ['nor a signature alone', { html_body: '<div class="signature">Ana</div>' }, 'no_words'],
    ['nor a picture alone', { html_body: '<img src="https://s.test/a.png">' }, 'only_files'],
    [
      'nor what tells of a merge',
      { via: { channel: 'web', source: { rel: 'merge', from: { ticket_id: 4 } } } },
      'about_merge',
    ],
  ])('%s', (_when, given, expected) => {
    expect(judgeComment(comment(given), by)).toBe(expected);
  });

  test('of somebody who was staff when writing stays a reply, whatever became of them', () => {
    for (const author_id of [2, 77]) {
      const given = comment({ author_id });
      expect(judgeComment(given, { ...by, provenStaff: new Set([author_id]) })).toBe('reply');
      expect(judgeComment(given, { ...by, home: new Set([9]) })).toBe('reply');
    }
    expect(judgeComment(comment({ author_id: 5 }), { ...by, provenStaff: new Set([5]) })).toBe('requester');
  });

  test('below an agent’s answer by mail our own note may be quoted', () => {
    const body = `C’est fait.\n\nLe 30 nov. 2026 à 10:12, Avis <a@b.test> a écrit :\n> ${reference.replace('\n', '\n> ')}`;
    expect(judgeComment(comment({ body }), by)).toBe('reply');
  });
});

describe('a ticket’s history', () => {
  const audit = (author_id: number, ...events: Audit['events']): Audit => ({ author_id, events });
  test.each<[string, Audit[], number[]]>([
    ['shows staff by an internal note', [audit(2, { type: 'Comment', public: false })], [2]],
    ['by a change of tags', [audit(2, { type: 'Change', field_name: 'tags' })], [2]],
    ['not by a public comment', [audit(2, { type: 'Comment', public: true })], []],
    ['not by a comment that does not say', [audit(2, { type: 'Comment' })], []],
    [
      'not by what a rule did in their name',
      [audit(2, { type: 'Change', field_name: 'tags', via: { channel: 'rule' } })],
      [],
    ],
    ['not by a status, which customers change too', [audit(2, { type: 'Change', field_name: 'status' })], []],
    ['not by its making', [audit(2, { type: 'Create', field_name: 'group_id' })], []],
  ])('%s', (_what, audits, expected) => {
    expect([...staffIn(audits)]).toEqual(expected);
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
