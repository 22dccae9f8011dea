/** Until when each way to connect works. Dates are Zendesk's announcements; days are counted in UTC. Pure. */

export type ZendeskAuthMethod = 'password' | 'api_token' | 'oauth_client_credentials' | 'oauth_code';

export type MethodEnd = {
  /** First day (ISO date) on which the method no longer works for everybody. */
  endsOn: string;
  /** Since when nobody can set it up anew. */
  closedOn: string;
  /** Whole days until then, 0 once it has come. */
  daysLeft: number;
};

const ends: Partial<Record<ZendeskAuthMethod, { endsOn: string; closedOn: string }>> = {
  // Switched off for all accounts from this day on, over roughly ten days; closed to new accounts long before.
  password: { endsOn: '2026-01-12', closedOn: '2024-07-31' },
  api_token: { endsOn: '2027-04-30', closedOn: '2026-10-27' },
};

const dayMs = 86_400_000;

/** @returns null for a method without an end. */
export function findMethodEnd(method: ZendeskAuthMethod, at: Date): MethodEnd | null {
  const end = ends[method];
  if (!end) return null;
  const daysLeft = Math.ceil((Date.parse(`${end.endsOn}T00:00:00Z`) - at.getTime()) / dayMs);
  return { ...end, daysLeft: Math.max(daysLeft, 0) };
}
