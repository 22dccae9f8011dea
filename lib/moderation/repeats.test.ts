import { describe, expect, it } from 'vitest';
import { findRepeats } from '@/lib/moderation/repeats';
import repeats from '@/lib/moderation/testing/repeats.json';

const find = (text: string) => findRepeats(text).map(({ start, end }) => text.slice(start, end));

describe('repeats are counted by the signs people see', () => {
  it.each(repeats.pairs)('%s like %s', (one, other) => {
    expect(find(one)).toHaveLength(1);
    expect(find(other)).toHaveLength(1);
  });

  it.each([
    ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧'],
    ['👍👍🏽👍🏿👍👍🏻'],
    ['🇫🇷🇫🇷🇫🇷🇫🇷🇫🇷'],
    ['u\u200bu\u200bu\u200bu\u200bu'],
    ['e\u0301éée\u0301é'],
    ['!!!!!'],
  ])('%s', (run) => {
    expect(find(`ok ${run} ok`)).toEqual([run]);
  });

  it.each([
    ...repeats.notHeld,
    '0️⃣0️⃣0️⃣0️⃣0️⃣',
    '１０００００００',
    'Teintes #FFFFFF, #000000 et #ffffffff',
    'ok\u00a0\u00a0\u00a0\u00a0\u00a0ok',
    '⠀⠀⠀⠀⠀⠀',
    '🇫🇷🇫🇷🇫🇷🇫🇷🇩🇪',
    '👍👍👍👍',
  ])('%s is not held', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('holds what only resembles a colour', () => {
    expect(find('#EEEEE')).toEqual(['EEEEE']);
    expect(find('no#EEEEEE')).toEqual(['EEEEEE']);
  });
});
