/**
 * "Send me my link", on the page of a used form. Whoever holds that page may be the shop: the mail goes to the address the
 * reviews themselves name, and the answer is the same whether there was anybody to write to.
 */
import { readFormLink } from '@/lib/orders/formLink';
import { queueMail } from '@/lib/platform/outbox';
import { now } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { takePoint } from '@/lib/platform/http/rateLimit';
import { clientAddress } from '@/lib/platform/http/route';
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { problemPage } from '@/lib/certificate/plainPage';

/** Pressing again in impatience is human; more is a script. */
const perLink = { points: 5, seconds: 600 };
const perAddress = { points: 30, seconds: 600 };

/** One mail per form and hour, so that nobody is flooded by somebody else's asking. */
async function queueLinks(invitationId: string, at: Date): Promise<void> {
  await transaction(async (tx) => {
    const review = await tx.review.findFirst({
      where: { causedBy: invitationId, erasedAt: null, authorEmail: { not: '' } },
      orderBy: [{ type: 'asc' }, { id: 'asc' }],
      select: { authorEmail: true, authorLocale: true, websiteId: true },
    });
    if (!review) return;
    await queueMail(tx, {
      kind: 'author_links',
      to: review.authorEmail,
      locale: review.authorLocale,
      websiteId: review.websiteId,
      data: { invitationId },
      dedupeKey: `author_links:${invitationId}:${at.toISOString().slice(0, 13)}`,
    });
  });
}

/** @param token of a form, from the path; the page's language comes as `?lang=`. */
export async function postOwnLink(request: Request, token: string): Promise<Response> {
  const locale = authorLocale(new URL(request.url).searchParams.get('lang') ?? 'fr');
  const link = readFormLink(token);
  try {
    if (link) {
      await takePoint('own_link_address', clientAddress(request), perAddress);
      await takePoint('own_link', link.invitationId, perLink);
      await queueLinks(link.invitationId, now());
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'rate_limited')
      return problemPage('rate_limited', locale, error.params);
    throw error;
  }
  const location = `/r/${encodeURIComponent(token)}?lang=${locale}&done=link`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
