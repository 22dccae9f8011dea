/**
 * Takes a reader's alert as browsers send it, with or without a script, and answers with where to go next. A bot that fills
 * the trap is thanked like anybody and stores nothing.
 */
import { fileAlert } from '@/lib/moderationDesk/alerts';
import { alertSchema, alertTrapField } from '@/lib/moderationDesk/alertForm';
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { readForm } from '@/lib/platform/http/form';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress } from '@/lib/platform/http/route';
import { toLocale, type Locale } from '@/lib/platform/i18n/locales';

const maxBytes = 32_768;
/** A reader reports a handful of reviews; an office shares one address. */
const perAddress = { points: 10, seconds: 600 };

type Outcome = { sent: '1' } | { check: 'form' | 'limited' } | Record<string, never>;

async function take(request: Request, websiteId: string, locale: Locale, form: FormData): Promise<Outcome> {
  try {
    await takePoint('alert_address', clientAddress(request), perAddress);
    if ((form.get(alertTrapField) ?? '') !== '') return { sent: '1' };
    const alert = alertSchema.safeParse(Object.fromEntries(form));
    if (!alert.success) return { check: 'form' };
    await transaction((tx) => fileAlert(tx, { ...alert.data, websiteId, locale, at: now() }));
    return { sent: '1' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The page says itself that the review is not there.
    if (error.code === 'not_found') return {};
    if (error.code === 'rate_limited') return { check: 'limited' };
    throw error;
  }
}

/** 303: the browser asks for the page with GET, and a reload sends nothing twice. */
export async function postAlert(request: Request, websiteId: string): Promise<Response> {
  const locale = toLocale(new URL(request.url).searchParams.get('lang') ?? 'fr');
  const form = await readForm(request, maxBytes);
  const outcome = await take(request, websiteId, locale, form);
  const given = form.get('review');
  const review = typeof given === 'string' ? given.slice(0, 36) : '';
  const search = new URLSearchParams({ review, lang: locale, ...outcome });
  const location = `/certificate/${websiteId}/report?${search}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
