import { expect, it, vi } from 'vitest';
import { signToken } from '@/lib/platform/crypto/tokens';
import { isDeadLink } from '@/lib/authorDesk/deadLink';

// The environment is read whole; this test needs its secret only.
vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1/none');

const token = signToken('invitation', 'c0a8f1d2-0000-4000-8000-000000000001');

it('lets our own links of both kinds through, with or without a page below', () => {
  expect(isDeadLink(`/r/${token}`)).toBe(false);
  expect(isDeadLink(`/r/${token}/thanks`)).toBe(false);
  expect(isDeadLink(`/r/${signToken('review', 'x')}`)).toBe(false);
});

it('knows forged and cut links, and links signed for something else', () => {
  expect(isDeadLink(`/r/${token.slice(0, -3)}`)).toBe(true);
  expect(isDeadLink('/r/c0a8f1d2-0000-4000-8000-000000000001.png')).toBe(true);
  expect(isDeadLink('/r/%E0%A4%A')).toBe(true);
  expect(isDeadLink(`/r/${signToken('unsubscribe', 'x')}`)).toBe(true);
});

it('says nothing about other pages', () => {
  expect(isDeadLink('/reviews/1')).toBe(false);
  expect(isDeadLink('/')).toBe(false);
});
