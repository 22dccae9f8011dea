/**
 * The smallest page that can tell a person what to do, for answers that no page of the application can give: the typed
 * text is still in their browser, one step back, and must not be lost by a redirect.
 */
import { translator } from '@/lib/platform/i18n/translator';
import type { Locale } from '@/lib/platform/i18n/locales';

export type FormProblem = 'rate_limited' | 'too_large' | 'unavailable';

const statuses: Record<FormProblem, number> = { rate_limited: 429, too_large: 413, unavailable: 503 };
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

export function problemPage(
  problem: FormProblem,
  locale: Locale,
  params: Record<string, string | number> = {},
): Response {
  const t = translator(locale, 'form') as (key: string, values?: Record<string, string | number>) => string;
  const title = escaped(t(`problem.${problem}`));
  const body = escaped(t(`problem.${problem}Body`, params));
  const html =
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="color-scheme" content="light dark"><title>${title}</title>` +
    `<main style="max-width:34rem;margin:15vh auto;padding:0 1.5rem;font:1rem/1.5 system-ui,sans-serif"><h1>${title}</h1><p>${body}</p></main></html>`;
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src-attr 'unsafe-inline'; frame-ancestors 'none'",
  };
  if (params.seconds) headers['retry-after'] = String(params.seconds);
  return new Response(html, { status: statuses[problem], headers });
}
