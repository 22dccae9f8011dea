/**
 * Runs ahead of every page: picks the language (`?lang=`, then the cookie, then the browser's wish, then French), rewrites to
 * its locale folder so that addresses carry none, and sets the page's security headers with a fresh nonce.
 */
import createIntlMiddleware from 'next-intl/middleware';
import { NextResponse, type NextRequest } from 'next/server';
import { env } from '@/lib/platform/env';
import { contentSecurityPolicy } from '@/lib/platform/http/contentSecurity';
import { isErasedLink } from '@/lib/erasure/links';
import { isDeadLink } from '@/lib/authorDesk/deadLink';
import { openingScheme, openingSchemeHeader } from '@/lib/sidebar/openingScheme';
import { openingTokenHeader, readOpeningPost } from '@/lib/sidebar/openingPost';
import { sidebarPath } from '@/lib/sidebar/package/manifest';
import { defaultLocale, isLocale, localeCookie, locales } from '@/lib/platform/i18n/locales';

const yearSeconds = 31_536_000;
const cookieSettings = { maxAge: yearSeconds, sameSite: 'lax', path: '/' } as const;

const toLocaleFolder = createIntlMiddleware({
  locales,
  defaultLocale,
  localePrefix: 'never',
  alternateLinks: false,
  localeCookie: { name: localeCookie },
});

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const path = request.nextUrl.pathname;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const isHttps = env.appUrl.startsWith('https:');
  const policy = contentSecurityPolicy(path, {
    nonce,
    isDevelopment: !env.isProduction,
    isHttps,
    zendeskUrl: env.zendeskUrl,
    zafSdkUrl: env.zafSdkUrl,
  });
  // Next reads the nonce for its own scripts from the request's policy; pages read x-nonce.
  request.headers.set('content-security-policy', policy);
  request.headers.set('x-nonce', nonce);
  // What a signed opening posts is handed to its page; nobody outside sets that header.
  request.headers.delete(openingTokenHeader);
  request.headers.delete(openingSchemeHeader);
  const scheme = path === sidebarPath ? openingScheme(request.nextUrl.searchParams) : null;
  if (scheme) request.headers.set(openingSchemeHeader, scheme);
  if (request.method === 'POST' && path === sidebarPath)
    request.headers.set(openingTokenHeader, await readOpeningPost(request));

  const response = path.startsWith('/zendesk/')
    ? NextResponse.next({ request: { headers: request.headers } })
    : await localize(request);
  response.headers.set('content-security-policy', policy);
  if (isHttps) response.headers.set('strict-transport-security', `max-age=${yearSeconds}; includeSubDomains`);
  return response;
}

async function localize(request: NextRequest): Promise<NextResponse> {
  const asked = request.nextUrl.searchParams.get('lang');
  // The middleware looks at the cookie first, so a language in the address is put there.
  if (isLocale(asked)) request.cookies.set(localeCookie, asked);
  const response = toLocaleFolder(request);
  // A public page speaks its author's or website's language: that is no choice of its visitor's for the portal.
  const isChoice = !/^\/(?:r|certificate|unsubscribe|erasure)(?:\/|$)/.test(request.nextUrl.pathname);
  if (isLocale(asked) && isChoice)
    response.cookies.set(localeCookie, asked, { ...cookieSettings, secure: env.appUrl.startsWith('https:') });
  // The rewrite stays in the headers: the page is drawn as usual and only its status changes.
  const status = await statusOfLink(request.nextUrl.pathname);
  if (status !== 200) return new NextResponse(null, { status, headers: response.headers });
  return response;
}

/** Decided ahead of the page, which cannot choose its status once it is being drawn. */
async function statusOfLink(path: string): Promise<200 | 404 | 410> {
  if (isDeadLink(path)) return 404;
  const token = /^\/r\/([^/]+)/.exec(path)?.[1];
  return token !== undefined && (await isErasedLink(token)) ? 410 : 200;
}

export const config = {
  // Not for APIs, Next's own files, and anything with a file ending (icons, the app package, widget scripts). A signed link
  // that was cut may look as if it had one, and still gets a page.
  matcher: ['/((?!api/|_next/|index\\.php|(?!r/|unsubscribe/|erasure/).*\\.[a-z0-9]{2,5}$).*)'],
};
