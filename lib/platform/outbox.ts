import type { Tx } from '@/lib/platform/db/client';

export const mailKinds = [
  'invitation',
  'invitation_reminder',
  'author_links',
  'author_replied',
  'author_refused',
  'merchant_new_review',
  'merchant_to_handle',
  'merchant_report_rejected',
  'merchant_report_accepted',
  'author_update_asked',
  'author_appeal_decided',
  'author_erasure',
  'author_anonymised',
  'merchant_appeal_accepted',
  'merchant_digest',
  'connection_worse',
  'connection_recovered',
] as const;
export type MailKind = (typeof mailKinds)[number];

export type NewMail = {
  kind: MailKind;
  to: string;
  locale: string;
  websiteId?: string;
  reviewId?: string;
  /** Ids and figures only: texts are read when the mail is rendered. */
  data: Record<string, string | number | boolean | null>;
  /** One mail per key, ever: `replied:<exchangeId>`. */
  dedupeKey: string;
  notBefore?: Date;
};

/** Puts a mail into the outbox in the caller's transaction; a second call with the same key does nothing. */
export async function queueMail(tx: Tx, mail: NewMail): Promise<void> {
  const { to, websiteId, reviewId, notBefore, ...rest } = mail;
  await tx.mail.createMany({
    data: [
      {
        ...rest,
        toAddress: to,
        websiteId: websiteId ?? null,
        reviewId: reviewId ?? null,
        ...(notBefore ? { notBefore } : {}),
      },
    ],
    skipDuplicates: true,
  });
}
