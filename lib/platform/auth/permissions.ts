export type Role = 'merchant' | 'agent';
export type Permission =
  | 'connection:manage'
  | 'settings:manage'
  | 'review:read'
  | 'review:reply'
  | 'review:publish'
  | 'review:report'
  | 'review:hide'
  | 'codes:read'
  | 'report:decide';

/** What each role may do on a website of its merchant; moderators' rights do not come from a merchant. */
const byRole: Record<Role, readonly Permission[]> = {
  merchant: [
    'connection:manage',
    'settings:manage',
    'review:read',
    'review:reply',
    'review:publish',
    'review:report',
    'review:hide',
    'codes:read',
  ],
  agent: ['review:read', 'review:reply'],
};

export function isAllowed(permission: Permission, role: Role | null, isModerator: boolean): boolean {
  if (permission === 'report:decide') return isModerator;
  return role !== null && byRole[role].includes(permission);
}
