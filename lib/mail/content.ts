/**
 * What each template shows, already read and worded: plain values, no ids. The outbox row carries ids only, `source.ts`
 * turns them into this when the mail is rendered, so that an erased text never leaves in a late mail.
 */
import type { MailKind } from '@/lib/platform/outbox';
import type { CauseKind } from '@/lib/reviews/events';

type Shop = { shop: string; timeZone: string };

export type MailReview = {
  rating: number;
  comment: string;
  /** The product's name, or null for a review of the shop. */
  productName: string | null;
};

type AuthorMail = Shop & { firstName: string };
type MerchantReview = MailReview & { author: string; orderRef: string };
type Decision = Shop & { review: MerchantReview; reason: string; statement: string | null; url: string };

type Invitation = AuthorMail & {
  orderRef: string;
  products: string[];
  expiresAt: Date;
  url: string;
  /** One click ends the invitations of this website; also in the mail's header. */
  unsubscribeUrl: string;
};

export type MailContents = {
  invitation: Invitation;
  /** Once, to those who have not answered. */
  invitation_reminder: Invitation;
  /** Asked for on the page of a used form: one link for each review that came of it. */
  author_links: AuthorMail & { reviews: { productName: string | null; rating: number; url: string }[] };
  author_replied: AuthorMail & { review: MailReview; reply: string; repliedAt: Date; url: string };
  author_refused: AuthorMail & {
    review: MailReview;
    reason: string;
    statement: string | null;
    modifyUntil: Date;
    /** Null when the author asked for it in order to write anew: nobody refused it then. */
    appealUntil: Date | null;
    /** Opens the form for a new text. */
    url: string;
    appealUrl: string;
  };
  author_update_asked: AuthorMail & { review: MailReview; answerBy: Date; url: string };
  author_appeal_decided: AuthorMail & {
    review: MailReview;
    isAccepted: boolean;
    statement: string;
    url: string;
  };
  /** A shop passed their wish on: anonymous already, erased when they confirm. */
  author_anonymised: Shop & { url: string; reviews: number };
  /** Here the sender is the platform: it erases what it holds for every shop. */
  author_erasure: Shop & { url: string; expiresAt: Date };
  merchant_new_review: Shop & { review: MerchantReview; publishDueAt: Date | null; url: string };
  merchant_to_handle: Shop & {
    review: MerchantReview;
    causes: { kind: CauseKind; text: string | null }[];
    publishDueAt: Date | null;
    url: string;
  };
  merchant_report_rejected: Decision;
  merchant_report_accepted: Decision;
  merchant_appeal_accepted: Decision;
  merchant_digest: Shop & {
    from: Date;
    until: Date;
    received: number;
    /** Of the reviews received; null when there are none. */
    average: number | null;
    published: number;
    answers: number;
    decisions: { accepted: number; rejected: number };
    /** All that wait for the merchant now, the first of them in full. */
    toHandle: number;
    first: (MerchantReview & { publishDueAt: Date | null; url: string })[];
    url: string;
  };
  connection_worse: Shop & {
    subdomain: string;
    /** What is at fault, in the mail's language, each with its way out. */
    faults: { name: string; what: string; fix: string }[];
    waiting: number;
    since: Date;
    url: string;
  };
  connection_recovered: Shop & { subdomain: string; url: string };
};

/** One mail's kind with its content, as a discriminated pair. */
export type MailContent = { [K in MailKind]: { kind: K; content: MailContents[K] } }[MailKind];
