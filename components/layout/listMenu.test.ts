import { describe, expect, it } from 'vitest';
import { listMenu } from '@/components/layout/listMenu';
import { isHere } from '@/components/layout/menu';
import { isAllowed, type Permission, type Role } from '@/lib/platform/auth/permissions';

const hrefs = (role: Role | null) =>
  listMenu(
    (key) => key,
    (right: Permission) => isAllowed(right, role, false),
  ).flatMap((group) => group.entries.map((entry) => entry.href));

describe('listMenu', () => {
  it('shows a merchant everything', () => {
    expect(hrefs('merchant')).toEqual([
      '/reviews',
      '/applications',
      '/widgets',
      '/account/integration-codes',
      '/account/invitations',
      '/account/notifications',
      '/account/compliance',
      '/account/privacy',
    ]);
  });

  it('shows an agent the reviews only, and no empty heading', () => {
    expect(hrefs('agent')).toEqual(['/reviews']);
  });

  it('shows nothing to somebody without a role', () => {
    expect(hrefs(null)).toEqual([]);
  });
});

describe('isHere', () => {
  const entry = { href: '/reviews', label: '', icon: 'reviews' } as const;
  it('covers the page and those below it, not a neighbour that begins alike', () => {
    expect(isHere(entry, '/reviews')).toBe(true);
    expect(isHere(entry, '/reviews/1')).toBe(true);
    expect(isHere(entry, '/reviewsets')).toBe(false);
  });
});
