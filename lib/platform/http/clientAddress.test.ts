import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkEnvironment } from '@/lib/platform/env';

const variables = {
  DATABASE_URL: 'postgres://own',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
};

describe('the address of a caller', () => {
  let clientAddressOf: (peer: string, forwarded: string | undefined) => string;
  beforeEach(async () => {
    for (const [name, value] of Object.entries({
      ...variables,
      TRUSTED_PROXIES: '127.0.0.1, ::1,10.0.0.0/8',
    }))
      vi.stubEnv(name, value);
    vi.resetModules();
    ({ clientAddressOf } = await import('@/lib/platform/http/clientAddress'));
  });
  afterEach(() => vi.unstubAllEnvs());

  it.each<[string, string, string | undefined, string]>([
    ['of a stranger is the connection’s, whatever the header says', '203.0.113.5', '1.2.3.4', '203.0.113.5'],
    ['behind a proxy is what the proxy wrote', '127.0.0.1', '1.2.3.4', '1.2.3.4'],
    ['is not what the caller wrote before the proxy', '10.1.2.3', '9.9.9.9, 1.2.3.4', '1.2.3.4'],
    ['behind two proxies is told by the outer one', '::1', '9.9.9.9, 1.2.3.4, 10.0.0.7', '1.2.3.4'],
    ['has one spelling', '::ffff:127.0.0.1', ' ::FFFF:1.2.3.4 ', '1.2.3.4'],
    ['is the proxy’s where its header is none', '127.0.0.1', 'unknown, x', '127.0.0.1'],
    ['without a header is the connection’s', '127.0.0.1', undefined, '127.0.0.1'],
  ])('%s', (_name, peer, forwarded, expected) => {
    expect(clientAddressOf(peer, forwarded)).toBe(expected);
  });
});

it.each(['proxy.example', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', '1.2.3.4/-1'])(
  'refuses TRUSTED_PROXIES=%s with its rule',
  (value) => {
    expect(() => checkEnvironment({ ...variables, TRUSTED_PROXIES: value })).toThrow(
      /TRUSTED_PROXIES: must be a comma list/,
    );
  },
);
