/**
 * Reads what a mail tells, by the ids of its outbox row, at the moment it is rendered. Null means that the subject is gone
 * (erased, withdrawn, deleted): such a mail has nothing left to say and is not sent.
 */
import type { MailContent } from '@/lib/mail/content';
import type { MailKind } from '@/lib/platform/outbox';
import {
  authorAnonymised,
  authorAppealDecided,
  authorErasure,
  authorLinks,
  authorRefused,
  authorReplied,
  authorUpdateAsked,
  invitation,
  invitationReminder,
} from '@/lib/mail/sources/author';
import {
  connectionRecovered,
  connectionWorse,
  merchantAppealAccepted,
  merchantNewReview,
  merchantToHandle,
  reportDecided,
} from '@/lib/mail/sources/merchant';
import { merchantDigest } from '@/lib/mail/sources/digest';
import type { MailRow, Source } from '@/lib/mail/sources/row';

const sources: { [K in MailKind]: Source<K> } = {
  invitation,
  invitation_reminder: invitationReminder,
  author_links: authorLinks,
  author_replied: authorReplied,
  author_refused: authorRefused,
  author_update_asked: authorUpdateAsked,
  author_appeal_decided: authorAppealDecided,
  author_erasure: authorErasure,
  author_anonymised: authorAnonymised,
  merchant_new_review: merchantNewReview,
  merchant_to_handle: merchantToHandle,
  merchant_report_accepted: reportDecided,
  merchant_report_rejected: reportDecided,
  merchant_appeal_accepted: merchantAppealAccepted,
  merchant_digest: merchantDigest,
  connection_worse: connectionWorse,
  connection_recovered: connectionRecovered,
};

/** The content of a mail as it is true now, or null when there is nothing left to tell. */
export async function findContent(mail: MailRow): Promise<MailContent | null> {
  const content = await sources[mail.kind](mail);
  return content && ({ kind: mail.kind, content } as MailContent);
}
