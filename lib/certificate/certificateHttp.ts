/**
 * Certificates on a bare node:http server, mounted ahead of Next in the web process: Next draws a page once per version of
 * what the website shows, this sends it to everybody who asks. A publication changes the version in its own transaction, so
 * the next reader gets a new page, from whichever process.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { now } from '@/lib/platform/clock';
import { pool } from '@/lib/platform/db/client';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { isLocale } from '@/lib/platform/i18n/locales';
import { log } from '@/lib/platform/log';
import { parseListQuery, toSearch } from '@/lib/certificate/listQuery';
import { copyPage, PageCache, type KeptPage } from '@/lib/certificate/pageCache';

const path = /^\/certificate\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\?|$)/i;

/** Names become anonymous with time alone, at 18 months: a page is drawn anew within minutes of it. */
const maxAgeMs = 5 * 60_000;

/** True for the page itself as a browser opens it; Next's own requests for parts of it are Next's. */
export function isCertificate(request: IncomingMessage): boolean {
  return request.method === 'GET' && !request.headers.rsc && path.test(request.url ?? '');
}

type Shown = { version: string; locale: string };

async function findShown(id: string): Promise<Shown | null> {
  const { rows } = await pool.query<Shown>({
    name: 'shown_certificate',
    text: `SELECT coalesce(v.version, 0)::text AS version, w.locale FROM website w LEFT JOIN shown_version v ON v.website_id = w.id WHERE w.id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

const themeOf = (cookie: string | undefined) => /(?:^|; *)theme=(light|dark)(?:;|$)/.exec(cookie ?? '')?.[1];

/**
 * Leaves of the request what the page depends on: the list asked for, its language, the theme, whether gzip is understood.
 * A visitor's session, language cookie or campaign parameters cannot end up in a page that others get.
 */
function narrow(request: IncomingMessage, id: string, websiteLocale: string): string {
  const search = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const get = (name: string) => search.get(name) ?? undefined;
  const query = parseListQuery({
    sort: get('sort'),
    proof: get('proof'),
    rating: get('rating'),
    cursor: get('cursor'),
  });
  const asked = get('lang');
  const lang = asked && isLocale(asked) ? asked : authorLocale(websiteLocale);
  const theme = themeOf(request.headers.cookie);
  const understandsGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  request.url = `/certificate/${id.toLowerCase()}?${toSearch(query, lang)}`;
  if (theme) request.headers.cookie = `theme=${theme}`;
  else delete request.headers.cookie;
  if (understandsGzip) request.headers['accept-encoding'] = 'gzip';
  else delete request.headers['accept-encoding'];
  return [request.url, theme ?? '', understandsGzip ? 'gzip' : ''].join(' ');
}

function send(request: IncomingMessage, response: ServerResponse, page: KeptPage): void {
  // The page's own policy names the nonce in its own body: both are kept together, and told apart by the tag.
  const cache = { etag: page.tag, 'cache-control': 'private, no-cache' };
  if (request.headers['if-none-match'] === page.tag) {
    response.writeHead(304, cache).end();
    return;
  }
  response.writeHead(200, { ...page.headers, ...cache, 'content-length': page.body.length });
  response.end(page.body);
}

/** @param draw Next's own handler. @returns a listener for requests that `isCertificate` is true for; it never throws. */
export function createCertificateHandler(
  draw: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  cache = new PageCache({ maxBytes: 64 * 1_048_576, maxAgeMs }),
): RequestListener {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const id = path.exec(request.url ?? '')?.[1] ?? '';
    const shown = await findShown(id);
    if (!shown) return draw(request, response);
    const at = now();
    // Read before the page is drawn: what changes meanwhile leaves a page under a version that is already old.
    const version = `${shown.version} ${at.toISOString().slice(0, 10)}`;
    const key = narrow(request, id, shown.locale);
    const page = cache.find(key, version, at.getTime());
    if (page) {
      send(request, response, page);
      return;
    }
    copyPage(response, (made) => cache.keep(key, { ...made, version, keptAt: at.getTime() }));
    await draw(request, response);
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log().error({ err: error }, 'certificate failed');
      // Without its database a certificate is Next's to explain.
      if (!response.headersSent) void draw(request, response);
    });
  };
}
