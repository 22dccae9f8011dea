/**
 * The answer to an author's form that could not be taken: why, what to do, and every word they had typed. A page of its own,
 * because a redirect would lose the words and the review's page may have no place for them any more.
 */
import { AppError } from '@/lib/platform/errors';
import { translator } from '@/lib/platform/i18n/translator';
import type { Locale } from '@/lib/platform/i18n/locales';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

type Kept = { locale: Locale; typed: string; backTo: string };

export function keptTextPage(error: unknown, { locale, typed, backTo }: Kept): Response {
  const problem = error instanceof AppError ? error : new AppError('unavailable');
  const t = translator(locale, 'author');
  const values = { seconds: Number(problem.params.seconds ?? 0) };
  const key = t.has(`problem.${problem.code}`) ? problem.code : 'other';
  const title = escaped(t(`problem.${key}`, values));
  const kept = typed
    ? `<p><label for="kept">${escaped(t('problem.kept'))}</label></p>` +
      `<textarea id="kept" readonly rows="10" style="box-sizing:border-box;width:100%;padding:.75rem;font:inherit">\n${escaped(typed)}</textarea>`
    : '';
  const html =
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="color-scheme" content="light dark"><title>${title}</title>` +
    `<main style="max-width:34rem;margin:12vh auto;padding:0 1.5rem;font:1rem/1.5 system-ui,sans-serif"><h1>${title}</h1>` +
    `<p>${escaped(t('problem.nothingSent'))}</p>${kept}` +
    `<p><a href="${escaped(backTo)}">${escaped(t('problem.back'))}</a></p></main></html>`;
  return new Response(html, {
    status: problem.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src-attr 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      ...(problem.params.seconds ? { 'retry-after': String(problem.params.seconds) } : {}),
    },
  });
}
