/**
 * Guessing passwords is slow; signing in is not. Nobody is refused for others' wrong passwords: they make unknown browsers wait, longest
 * where they come from. A browser that signed in before counts for itself alone. Unknown accounts count like known ones.
 */
import { createHash, randomBytes } from 'node:crypto';
import { now } from '@/lib/platform/clock';
import { deriveText, readToken, signToken } from '@/lib/platform/crypto/tokens';
import { countUse, readPoints, resetPoints, returnUse } from '@/lib/platform/http/rateLimit';

const seconds = 900;
/** Wrong passwords a known browser has before it waits like any other. */
const freePerDevice = 10;

/** `free` tries, then waits that double with every `step` tries up to `maxMs`. Counted over a quarter of an hour. */
export type Pace = { free: number; step: number; maxMs: number };
/** One account at one network; one network whatever the account; one account from everywhere. */
export const paces = {
  place: { free: 10, step: 3, maxMs: 10_000 },
  network: { free: 100, step: 50, maxMs: 10_000 },
  account: { free: 20, step: 20, maxMs: 4_000 },
} as const satisfies Record<string, Pace>;
const firstDelayMs = 250;

export const deviceCookie = 'known-device';
export const deviceDays = 365;

export type Attempt = { email: string; address: string; device?: string | null };
/** What an attempt counted for, to be given back when its password was right. */
export type Admission = { delayMs: number; counted: [name: string, key: string][] };

const digest = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
const accountMark = (email: string) => deriveText('device-account', email);

/** What a browser keeps after a sign-in; it opens nothing, it only says that this account was used here. */
export function makeDevice(email: string): string {
  const day = Math.floor(now().getTime() / 86_400_000);
  return signToken('device', `${accountMark(email)}:${day}:${randomBytes(12).toString('base64url')}`);
}

function readDevice({ email, device }: Attempt): string | null {
  const id = device ? readToken('device', device) : null;
  const [account, day] = id?.split(':') ?? [];
  const age = now().getTime() / 86_400_000 - Number(day);
  return id && account === accountMark(email) && age < deviceDays ? digest(id) : null;
}

/** @param tries made before this one. */
export function delayOf(tries: number, { free, step, maxMs }: Pace): number {
  if (tries < free) return 0;
  return Math.min(maxMs, firstDelayMs * 2 ** Math.floor((tries - free) / step));
}

/** Counts ahead of the judgement, so that tries made at the same moment wait as those made one after another. */
export async function admit(attempt: Attempt): Promise<Admission> {
  const device = readDevice(attempt);
  if (device !== null && (await readPoints('sign-in-device', device)) < freePerDevice) {
    await countUse('sign-in-device', device, seconds);
    return { delayMs: 0, counted: [['sign-in-device', device]] };
  }
  const { email, address } = attempt;
  const keys = { place: digest(email, address), network: digest(address), account: digest(email) };
  const waits = await Promise.all(
    (['place', 'network', 'account'] as const).map(async (name) => {
      const tries = await countUse(`sign-in-${name}`, keys[name], seconds);
      return delayOf(tries - 1, paces[name]);
    }),
  );
  const counted = Object.entries(keys).map(([name, key]): [string, string] => [`sign-in-${name}`, key]);
  return { delayMs: Math.max(...waits), counted };
}

/** Whoever signed in owes nothing any more here; what others did stays counted. */
export async function settle({ counted }: Admission): Promise<void> {
  for (const [name, key] of counted) {
    const isOwn = name === 'sign-in-place' || name === 'sign-in-device';
    await (isOwn ? resetPoints(name, key, { points: 1, seconds }) : returnUse(name, key, seconds));
  }
}
