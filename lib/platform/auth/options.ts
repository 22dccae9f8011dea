/** next-auth: credentials only. The cookie carries a signed token that names a `session` row; revoking the row ends it. */
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { isLetIn } from '@/lib/platform/auth/demoSignIns';
import { db } from '@/lib/platform/db/client';
import { verifyPassword } from '@/lib/platform/auth/passwords';
import { AppError } from '@/lib/platform/errors';
import { admit, deviceCookie, makeDevice, settle, type Attempt } from '@/lib/platform/auth/signInThrottle';
import { forwardedAddress } from '@/lib/platform/http/clientAddress';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

const sessionDays = 30;
type SignedIn = { id: string; name: string; email: string };

/**
 * Checks a sign-in. After many wrong ones it takes its time, and never refuses the right password.
 * @throws AppError `invalid_credentials`.
 */
export async function signIn(input: Attempt & { password: string }): Promise<SignedIn> {
  const email = input.email.trim().toLowerCase();
  // No account has such an address, and no column holds one; hashing megabytes helps nobody.
  if (email.length > 254 || email.includes('\0') || input.password.length > 1000)
    throw new AppError('invalid_credentials', { detail: 'E-mail or password is wrong.' });
  const admission = await admit({ ...input, email });
  if (admission.delayMs > 0) await setTimeout(admission.delayMs);
  const user = await db.user.findUnique({ where: { email } });
  const usable = user && !user.disabledAt && isLetIn(user) ? user : null;
  if (!(await verifyPassword(usable?.passwordHash ?? null, input.password)) || !usable) {
    throw new AppError('invalid_credentials', { detail: 'E-mail or password is wrong.' });
  }
  await settle(admission);
  return { id: usable.id, name: usable.name, email: usable.email };
}

async function openSession(userId: string, userAgent: string): Promise<string> {
  const id = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + sessionDays * 86_400_000);
  await db.session.create({ data: { id, userId, userAgent: userAgent.slice(0, 200), expiresAt } });
  return id;
}

/** The row behind a cookie's session id, or null when it was revoked, ran out, or its user was disabled. */
export async function findOpenSession(sessionId: string) {
  const row = await db.session.findUnique({ where: { id: sessionId }, include: { user: true } });
  if (!row || row.revokedAt || row.expiresAt < new Date()) return null;
  return row.user.disabledAt || !isLetIn(row.user) ? null : row;
}

/** Ends one session, or all of a user's. */
export async function revokeSessions(userId: string, sessionId?: string): Promise<void> {
  await db.session.updateMany({
    where: { userId, revokedAt: null, ...(sessionId ? { id: sessionId } : {}) },
    data: { revokedAt: new Date() },
  });
}

/** @param rememberDevice keeps what a browser that signed in is known by; only where an answer can carry a cookie. */
export function authOptions(rememberDevice?: (device: string) => Promise<void>): NextAuthOptions {
  return {
    secret: env.authSecret,
    session: { strategy: 'jwt', maxAge: sessionDays * 86_400 },
    pages: { signIn: '/', error: '/' },
    // Its own goes to the console, line breaks of strangers included.
    logger: {
      error: (code, metadata) => log().warn({ code, metadata }, 'next-auth refused'),
      warn: (code) => log().warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
    useSecureCookies: env.appUrl.startsWith('https:'),
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const headers = (request.headers ?? {}) as Record<string, string | undefined>;
          const device = new RegExp(`(?:^|; )${deviceCookie}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
          try {
            const user = await signIn({
              email: credentials?.email ?? '',
              password: credentials?.password ?? '',
              address: forwardedAddress(headers['x-forwarded-for']),
              device: device ?? null,
            });
            await rememberDevice?.(makeDevice(user.email));
            return { ...user, userAgent: headers['user-agent'] ?? '' };
          } catch (error) {
            const known = error instanceof AppError ? error : new AppError('internal', {});
            if (known !== error) log().error({ err: error }, 'a sign-in failed on our side');
            // next-auth hands this text to our page as `error`, within its address; the page reads code and seconds from it.
            throw new Error([known.code, known.params.seconds ?? ''].join(':'), { cause: error });
          }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user)
          token.sessionId = await openSession(user.id, (user as { userAgent?: string }).userAgent ?? '');
        return token;
      },
      session({ session, token }) {
        return { ...session, sessionId: token.sessionId as string | undefined };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token.sessionId === 'string' && token.sub)
          await revokeSessions(token.sub, token.sessionId);
      },
    },
  };
}
