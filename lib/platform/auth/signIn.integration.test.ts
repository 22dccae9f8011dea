import { beforeAll, describe, expect, it, vi } from 'vitest';
import { signIn } from '@/lib/platform/auth/options';
import { admit, delayOf, makeDevice, paces } from '@/lib/platform/auth/signInThrottle';
import { transaction } from '@/lib/platform/db/client';
import { makeUser } from '@/prisma/seed/factories';

const password = 'only-the-owner-knows';
const email = 'owner@shop.test';
const place = (number: number) => `198.51.${Math.floor(number / 250)}.${number % 250}`;
const invalid = { code: 'invalid_credentials' };

vi.setConfig({ testTimeout: 180_000 });

async function guess(address: (number: number) => string, times: number): Promise<void> {
  for (let from = 0; from < times; from += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, number) => admit({ email, address: address(from + number) })),
    );
}

describe('ten thousand wrong passwords from a thousand addresses', () => {
  beforeAll(async () => {
    await transaction((tx) => makeUser(tx, { email, name: 'Claire', password }));
    await guess((number) => place(number % 1_000), 10_000);
    await guess(() => place(1), 200);
  }, 180_000);

  it('let the owner in from a browser that is known, at once', async () => {
    const attempt = { email, address: place(1), device: makeDevice(email) };
    expect((await admit(attempt)).delayMs).toBe(0);
    expect(await signIn({ ...attempt, password })).toMatchObject({ email });
  });

  it('let the owner in from a new browser, after a wait', async () => {
    const attempt = { email, address: '203.0.113.7' };
    expect((await admit(attempt)).delayMs).toBe(paces.account.maxMs);
    expect(await signIn({ ...attempt, password })).toMatchObject({ email });
  });

  it('let the owner in from a new browser at an attacker’s own address, after a longer wait', async () => {
    const attempt = { email, address: place(1) };
    expect((await admit(attempt)).delayMs).toBe(paces.place.maxMs);
    expect(await signIn({ ...attempt, password })).toMatchObject({ email });
  });

  it.each(['', 'x.y', makeDevice('someone@else.test'), `${makeDevice(email)}x`, 'x'.repeat(5_000), '\u0000'])(
    'wait at their own addresses, whatever device they claim (%#)',
    async (device) => {
      await guess(() => place(7), 100);
      expect((await admit({ email, address: place(7), device })).delayMs).toBe(paces.place.maxMs);
    },
  );
});

it('gives a known browser ten wrong passwords, then lets it wait like any other', async () => {
  const known = { email: 'known@shop.test', address: '192.0.2.44' };
  const device = makeDevice(known.email);
  for (let tries = 0; tries < 10; tries += 1)
    await expect(signIn({ ...known, device, password: 'guess' })).rejects.toMatchObject(invalid);
  for (let tries = 0; tries < 10; tries += 1) expect((await admit({ ...known, device })).delayMs).toBe(0);
  expect((await admit({ ...known, device })).delayMs).toBeGreaterThan(0);
});

it('counts nothing for right passwords', async () => {
  const often = { email: 'often@shop.test', address: '192.0.2.45' };
  await transaction((tx) => makeUser(tx, { email: often.email, name: 'Sami', password }));
  for (let times = 0; times < 30; times += 1)
    expect(await signIn({ ...often, password })).toMatchObject({ email: often.email });
  expect((await admit(often)).delayMs).toBe(0);
});

it.each(['nobody@shop.test', 'a"b@shop.test', 'é@shop.test', 'x', ''])(
  'counts an unknown account like a known one (%#)',
  async (who) => {
    const unknown = { email: who, address: `192.0.2.${50 + who.length}` };
    for (let tries = 0; tries < 10; tries += 1) expect((await admit(unknown)).delayMs).toBe(0);
    const startedAt = performance.now();
    await expect(signIn({ ...unknown, password: 'guess' })).rejects.toMatchObject(invalid);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(240);
  },
);

it('waits longer with more tries, up to a limit', () => {
  const waits = [0, 19, 20, 40, 60, 80, 100, 10_000].map((tries) => delayOf(tries, paces.account));
  expect(waits).toEqual([0, 0, 250, 500, 1_000, 2_000, 4_000, 4_000]);
});
