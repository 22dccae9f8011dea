/** next-auth's own routes: called by the sign-in page and the sign-out button. What it cannot read is told before it tries. */
import { randomUUID } from 'node:crypto';
import { cookies } from 'next/headers';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/platform/auth/options';
import { deviceCookie, deviceDays } from '@/lib/platform/auth/signInThrottle';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { readBytes } from '@/lib/platform/http/body';
import { parseJson } from '@/lib/platform/http/json';
import { problemResponse } from '@/lib/platform/http/problem';
import { log } from '@/lib/platform/log';

type Context = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: Request, context: Context) => Promise<Response>;

const maxBytes = 16_384;
/** Any origin does: it only has to be an address once it is completed. */
const someOrigin = 'https://origin.invalid';

async function requireReadable(request: Request): Promise<void> {
  const texts = [...new URL(request.url).searchParams];
  if (request.method === 'POST') {
    const body = (await readBytes(request.clone(), maxBytes)).toString();
    const isJson = /json/i.test(request.headers.get('content-type') ?? '');
    texts.push(...(isJson ? readObject(body) : [...new URLSearchParams(body)]));
  }
  for (const [name, value] of texts) {
    const isAddress = name !== 'callbackUrl' || URL.canParse(value, someOrigin);
    if (value.includes('\0') || !isAddress)
      throw new AppError('malformed', { detail: `${name.slice(0, 40)} cannot be read.` });
  }
}

function readObject(body: string): [string, string][] {
  try {
    return Object.entries(parseJson(body || '{}') as object).map(([name, value]) => [name, String(value)]);
  } catch (cause) {
    throw new AppError('malformed', { detail: 'The body is not valid JSON.', cause });
  }
}

/** Sent back to these routes only. */
async function rememberDevice(device: string): Promise<void> {
  const secure = env.appUrl.startsWith('https:');
  const rules = { httpOnly: true, sameSite: 'lax', secure, path: '/api/auth' } as const;
  (await cookies()).set(deviceCookie, device, { ...rules, maxAge: deviceDays * 86_400 });
}

const handler: Handler = async (request, context) => {
  const requestId = randomUUID();
  try {
    // Browsers report their own failures there; strangers must not write into our log.
    if (new URL(request.url).pathname.endsWith('/_log')) return new Response(null, { status: 204 });
    await requireReadable(request);
    return await (NextAuth(authOptions(rememberDevice)) as Handler)(request, context);
  } catch (error) {
    if (error instanceof AppError) log().info({ requestId, code: error.code }, error.message);
    else log().error({ requestId, err: error }, 'next-auth failed');
    return problemResponse(error, requestId);
  }
};

export { handler as GET, handler as POST };
