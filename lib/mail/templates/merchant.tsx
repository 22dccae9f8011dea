/** Mails to the merchant's notification addresses about one review. */
import type { ReactNode } from 'react';
import type { MailContents } from '@/lib/mail/content';
import { MailLayout } from '@/lib/mail/templates/layout';
import { Action, Paragraph, paragraph, Quote, ReviewQuote, Words } from '@/lib/mail/templates/parts';
import type { MailWords } from '@/lib/mail/words';

type Kind =
  | 'merchant_new_review'
  | 'merchant_to_handle'
  | 'merchant_report_accepted'
  | 'merchant_report_rejected'
  | 'merchant_appeal_accepted';
type Props<K extends Kind> = { words: MailWords; subject: string; content: MailContents[K] };

function Frame<K extends Kind>(props: Props<K> & { kind: K; intro: string; children?: ReactNode }) {
  const { words, subject, content, kind, intro, children } = props;
  const { shop, review, url } = content;
  const title = review.productName
    ? words.t('review.productSubjectMerchant', { product: review.productName })
    : words.t('review.brandSubjectMerchant');
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={words.t(`${kind}.preview`, { author: review.author })}
      heading={words.t(`${kind}.heading`)}
      reason={words.t('layout.merchantReason', { shop })}
    >
      <Paragraph>{intro}</Paragraph>
      <ReviewQuote
        words={words}
        review={review}
        title={title}
        byline={words.t('review.byline', { author: review.author, orderRef: review.orderRef })}
      />
      {children}
      <Action words={words} href={url}>
        {words.t(`${kind}.action`)}
      </Action>
    </MailLayout>
  );
}

export function MerchantNewReviewMail(props: Props<'merchant_new_review'>) {
  const { words, content } = props;
  const intro = content.publishDueAt
    ? words.t('merchant_new_review.intro', { date: words.date(content.publishDueAt, content.timeZone) })
    : words.t('merchant_new_review.introPublished');
  return <Frame kind="merchant_new_review" intro={intro} {...props} />;
}

export function MerchantToHandleMail(props: Props<'merchant_to_handle'>) {
  const { words, content } = props;
  const intro = content.publishDueAt
    ? words.t('merchant_to_handle.intro', { date: words.date(content.publishDueAt, content.timeZone) })
    : words.t('merchant_to_handle.introNoDate');
  const lines = content.causes.map(({ kind, text }) => {
    const cause = words.t(`merchant_to_handle.causeKinds.${kind}`);
    return text ? words.t('merchant_to_handle.causeWithText', { cause, text }) : cause;
  });
  return (
    <Frame kind="merchant_to_handle" intro={intro} {...props}>
      {lines.length > 0 ? (
        <>
          <Paragraph isSoft>{words.t('merchant_to_handle.causes')}</Paragraph>
          <ul className="ink" style={{ ...paragraph, paddingLeft: '22px' }}>
            {lines.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Frame>
  );
}

function DecisionMail(
  props: Props<'merchant_report_accepted'> & {
    kind: 'merchant_report_accepted' | 'merchant_report_rejected' | 'merchant_appeal_accepted';
  },
) {
  const { words, content, kind } = props;
  return (
    <Frame intro={words.t(`${kind}.intro`)} {...props}>
      <Quote title={words.t(`${kind}.reason`)}>
        <Words>{content.reason}</Words>
      </Quote>
      {content.statement ? (
        <Quote title={words.t(`${kind}.statement`)}>
          <Words>{content.statement}</Words>
        </Quote>
      ) : null}
    </Frame>
  );
}

export function MerchantReportAcceptedMail(props: Props<'merchant_report_accepted'>) {
  return <DecisionMail kind="merchant_report_accepted" {...props} />;
}

export function MerchantReportRejectedMail(props: Props<'merchant_report_rejected'>) {
  return <DecisionMail kind="merchant_report_rejected" {...props} />;
}

export function MerchantAppealAcceptedMail(props: Props<'merchant_appeal_accepted'>) {
  return <DecisionMail kind="merchant_appeal_accepted" {...props} />;
}
