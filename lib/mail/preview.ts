/** The mail of a reply that is still being written, as its author would receive it. */
import { renderMail } from '@/lib/mail/render';
import { toReplyContent } from '@/lib/mail/sources/author';
import { db } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';

export type MailPreview = { subject: string; senderName: string; html: string; locale: string };

/**
 * Renders the mail for a reply's text without storing or sending anything. Its button leads nowhere: the real one opens the
 * review as its author, which is for nobody else's eyes.
 * @throws AppError `not_found`, alike for an unknown and a foreign id.
 */
export async function previewReply(reply: {
  websiteId: string;
  reviewId: string;
  body: string;
  at: Date;
}): Promise<MailPreview> {
  const { websiteId, reviewId, body, at } = reply;
  const review = await db.review.findFirst({
    where: { id: reviewId, websiteId },
    include: { website: { select: { name: true, timeZone: true } } },
  });
  if (!review) throw new AppError('not_found', { detail: 'There is no such review on this website.' });
  const content = toReplyContent(review, { body, at }, env.appUrl);
  const { subject, senderName, html } = await renderMail(
    { kind: 'author_replied', content },
    review.authorLocale,
  );
  // Its one style sheet holds the colours of dark mail programs; the portal's policy would refuse it, loudly.
  const withoutSheet = html.replace(/<style>[^<]*<\/style>/, '');
  return { subject, senderName, html: withoutSheet, locale: review.authorLocale };
}
