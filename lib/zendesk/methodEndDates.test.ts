import { expect, it } from 'vitest';
import { findMethodEnd } from '@/lib/zendesk/methodEndDates';

it.each([
  ['api_token', '2026-11-22T12:00:00Z', 159],
  ['api_token', '2027-04-29T00:00:00Z', 1],
  ['api_token', '2027-04-30T00:00:00Z', 0],
  ['api_token', '2028-01-01T00:00:00Z', 0],
  ['password', '2026-11-22T12:00:00Z', 0],
] as const)('%s on %s has %i days left', (method, at, daysLeft) => {
  expect(findMethodEnd(method, new Date(at))?.daysLeft).toBe(daysLeft);
});

it('OAuth has no end', () => {
  expect(findMethodEnd('oauth_client_credentials', new Date())).toBeNull();
  expect(findMethodEnd('oauth_code', new Date())).toBeNull();
});
