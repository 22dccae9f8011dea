import { describe, expect, it } from 'vitest';
import { signToken } from '@/lib/platform/crypto/tokens';
import { isDueForRenewal, openSession, sealSession, sessionHours } from '@/lib/sidebar/session';

const at = new Date('2026-03-10T10:00:00Z');
const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
const session = {
  websiteId: '1c9d3f4e-7a21-4b8e-9c55-2f6e8d0a1b01',
  installation: null,
  provenAgentId: '77',
};

describe('the session of a panel', () => {
  it('comes back as it was sealed, and ends', () => {
    const token = sealSession(session, at);
    expect(openSession(token, at)).toMatchObject({ session, isOver: false });
    expect(openSession(token, later(sessionHours))).toMatchObject({ isOver: true });
  });

  it('is due for another in the second half of its life', () => {
    const opened = openSession(sealSession(session, at), at);
    expect(opened && isDueForRenewal(opened.session, at)).toBe(false);
    expect(opened && isDueForRenewal(opened.session, later(sessionHours / 2 + 1))).toBe(true);
  });

  it('is refused when changed, made for something else, or not ours', () => {
    const token = sealSession(session, at);
    const [body = '', mac = ''] = token.split('.');
    const other = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...other, provenAgentId: '1' })).toString('base64url');
    expect(openSession(`${forged}.${mac}`, at)).toBeNull();
    expect(openSession(signToken('review', body), at)).toBeNull();
    expect(openSession('x', at)).toBeNull();
  });
});
