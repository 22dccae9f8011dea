import { render, toPlainText } from '@react-email/render';
import type { ReactElement } from 'react';
import type { MailContent, MailContents } from '@/lib/mail/content';
import type { MailKind } from '@/lib/platform/outbox';
import {
  AuthorAppealDecidedMail,
  AuthorRefusedMail,
  AuthorRepliedMail,
  AuthorUpdateAskedMail,
} from '@/lib/mail/templates/author';
import { ConnectionRecoveredMail, ConnectionWorseMail } from '@/lib/mail/templates/connection';
import { AuthorLinksMail } from '@/lib/mail/templates/links';
import { MerchantDigestMail } from '@/lib/mail/templates/digest';
import { AuthorAnonymisedMail, AuthorErasureMail } from '@/lib/mail/templates/erasure';
import { InvitationMail, InvitationReminderMail } from '@/lib/mail/templates/invitation';
import {
  MerchantAppealAcceptedMail,
  MerchantNewReviewMail,
  MerchantReportAcceptedMail,
  MerchantReportRejectedMail,
  MerchantToHandleMail,
} from '@/lib/mail/templates/merchant';
import { mailWords, type MailWords } from '@/lib/mail/words';

type Template<K extends MailKind> = (props: {
  words: MailWords;
  subject: string;
  content: MailContents[K];
}) => ReactElement;

const templates: { [K in MailKind]: Template<K> } = {
  invitation: InvitationMail,
  invitation_reminder: InvitationReminderMail,
  author_links: AuthorLinksMail,
  author_replied: AuthorRepliedMail,
  author_refused: AuthorRefusedMail,
  author_update_asked: AuthorUpdateAskedMail,
  author_appeal_decided: AuthorAppealDecidedMail,
  author_erasure: AuthorErasureMail,
  author_anonymised: AuthorAnonymisedMail,
  merchant_new_review: MerchantNewReviewMail,
  merchant_to_handle: MerchantToHandleMail,
  merchant_report_accepted: MerchantReportAcceptedMail,
  merchant_report_rejected: MerchantReportRejectedMail,
  merchant_appeal_accepted: MerchantAppealAcceptedMail,
  merchant_digest: MerchantDigestMail,
  connection_worse: ConnectionWorseMail,
  connection_recovered: ConnectionRecoveredMail,
};

/** The text part leaves ornaments out and does not shout its heading. */
const textSelectors = [
  { selector: '[aria-hidden=true]', format: 'skip' },
  { selector: 'h1', options: { uppercase: false } },
];

export type RenderedMail = {
  subject: string;
  senderName: string;
  html: string;
  text: string;
  /** Where mail programs offer to end such mails. */
  unsubscribeUrl?: string;
};

/** Turns content into a mail of the given language: subject, HTML and the text part made from the same template. */
export async function renderMail({ kind, content }: MailContent, locale: string): Promise<RenderedMail> {
  const words = mailWords(locale);
  const rating = 'review' in content ? content.review.rating : 0;
  const subject = oneLine(words.t(`${kind}.subject`, { shop: content.shop, rating }));
  const Template = templates[kind] as Template<MailKind>;
  const html = await render(<Template words={words} subject={subject} content={content} />);
  return {
    subject,
    senderName: oneLine(kind === 'author_erasure' ? content.shop : words.t('sender', { shop: content.shop })),
    html,
    text: toPlainText(html, { wordwrap: 78, selectors: textSelectors }),
    ...('unsubscribeUrl' in content ? { unsubscribeUrl: content.unsubscribeUrl } : {}),
  };
}

/** Names come from shops: a line break in a header would start a header of their own making. */
function oneLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
