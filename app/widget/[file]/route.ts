/**
 * Called from shops' pages: `{idWebsite}.js`, the script of the widgets, and `{idWebsite}.json`, their data. Open to every
 * origin and without cookies. Both are asked for again each time and answered 304 until something shown has changed, so a
 * publication is seen with the next look.
 */
import { z } from 'zod';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/http/route';
import { findShownVersion } from '@/lib/certificate/shown';
import { findWidgetTag, findWidgetView, parseWidgetQuery } from '@/lib/widget/data';
import { readWidgetScript } from '@/lib/widget/script';

const open = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
};

const unknown = () => new AppError('not_found', { detail: 'There is no such website.', headers: open });

/** Browsers and proxies may weaken a tag on the way. */
const isKnown = (request: Request, tag: string) =>
  (request.headers.get('if-none-match') ?? '')
    .split(',')
    .some((given) => given.trim().replace(/^W\//, '') === tag);

function answer(
  request: Request,
  tag: string,
  { type, maxAge }: { type: string; maxAge: number },
  body: string,
) {
  const headers = {
    ...open,
    etag: tag,
    'content-type': `${type}; charset=utf-8`,
    'cache-control': maxAge > 0 ? `public, max-age=${maxAge}` : 'public, no-cache',
  };
  return isKnown(request, tag)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers });
}

async function giveScript(request: Request, idWebsite: string): Promise<Response> {
  if ((await findShownVersion(idWebsite)) === null) throw unknown();
  const { text, tag } = await readWidgetScript(idWebsite);
  return answer(request, tag, { type: 'text/javascript', maxAge: 3600 }, text);
}

async function giveData(request: Request, idWebsite: string): Promise<Response> {
  const query = parseWidgetQuery(new URL(request.url).searchParams);
  const at = now();
  // Before the data: what changes in between is then under a tag that is already old, never the other way round.
  const tag = await findWidgetTag(idWebsite, query, at);
  if (tag === null) throw unknown();
  if (isKnown(request, tag)) return answer(request, tag, { type: 'application/json', maxAge: 0 }, '');
  const view = await findWidgetView(idWebsite, query, { at, appUrl: env.appUrl });
  if (!view) throw unknown();
  return answer(request, tag, { type: 'application/json', maxAge: 0 }, JSON.stringify(view));
}

export const GET = route({
  auth: 'none',
  params: z.object({ file: z.string() }),
  handler: ({ request, params }) => {
    const [, idWebsite = '', kind] = /^(.+)\.(js|json)$/.exec(params.file) ?? [];
    if (kind === 'js') return giveScript(request, idWebsite);
    if (kind === 'json') return giveData(request, idWebsite);
    throw new AppError('not_found', { detail: 'There is nothing at this address.', headers: open });
  },
});
