/**
 * Takes the review form as browsers send it without a script, and answers with where to go next. Whatever is wrong with it,
 * the typed text comes back: kept with the invitation, or still in the browser one step back.
 */
import { submitForm } from '@/lib/reviewForm/form';
import { readFormLink } from '@/lib/orders/formLink';
import { now } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { readForm } from '@/lib/platform/http/form';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress } from '@/lib/platform/http/route';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';
import { log } from '@/lib/platform/log';
import { dropDraft, saveDraft } from '@/lib/reviewForm/drafts';
import { checkDraft, formBodyMax, readFormData, trapField } from '@/lib/reviewForm/formDraft';
import { problemPage } from '@/lib/certificate/plainPage';

/** A person corrects a form a few times; an office or a phone network shares one address. */
const perLink = { points: 12, seconds: 60 };
const perAddress = { points: 120, seconds: 60 };

/** Relative, so that it holds behind any proxy. 303: the browser asks for the page with GET. */
function goTo(
  token: string,
  locale: Locale,
  { page = '', query = {} }: { page?: string; query?: Record<string, string> } = {},
) {
  const search = new URLSearchParams({ lang: locale, ...query });
  const location = `/r/${encodeURIComponent(token)}${page}?${search}${query.check ? '#errors' : ''}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

async function take(request: Request, token: string, locale: Locale): Promise<Response> {
  // A forged link costs no database; its page says so.
  if (!readFormLink(token)) return goTo(token, locale);
  await takePoint('form_address', clientAddress(request), perAddress);
  await takePoint('form_link', token, perLink);
  const data = await readForm(request, formBodyMax);
  const draft = readFormData(data);
  const checked = checkDraft(draft);
  const isTrapped = (data.get(trapField) ?? '') !== '';
  if (isTrapped || !checked.form) {
    await saveDraft(token, draft);
    return goTo(token, locale, { query: { check: isTrapped ? 'trap' : 'form' } });
  }
  const { outcome } = await submitForm(token, checked.form, now());
  await dropDraft(token);
  return goTo(token, locale, { page: outcome === 'submitted' ? '/thanks' : '' });
}

/** @param token from the path; the page's language comes as `?lang=` from the form's own address. */
export async function postForm(request: Request, token: string): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('lang');
  const locale = isLocale(asked) ? asked : authorLocale(asked ?? 'fr');
  try {
    return await take(request, token, locale);
  } catch (error) {
    if (!(error instanceof AppError)) {
      log().error({ err: error }, 'review form not taken');
      return problemPage('unavailable', locale);
    }
    const { code, params } = error;
    if (code === 'link_invalid' || code === 'link_expired') return goTo(token, locale);
    if (code === 'rate_limited' || code === 'too_large') return problemPage(code, locale, params);
    if (code === 'invalid_input') return goTo(token, locale, { query: { check: 'form' } });
    throw error;
  }
}
