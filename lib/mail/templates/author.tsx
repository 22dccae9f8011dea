/** Mails to the author of a review about what became of it. */
import type { MailContents } from '@/lib/mail/content';
import { Greeting, MailLayout } from '@/lib/mail/templates/layout';
import { Action, Paragraph, Quote, ReviewQuote, Words } from '@/lib/mail/templates/parts';
import type { MailWords } from '@/lib/mail/words';

type Kind = 'author_replied' | 'author_refused' | 'author_update_asked' | 'author_appeal_decided';
type Props<K extends Kind> = { words: MailWords; subject: string; content: MailContents[K] };

function Frame<K extends Kind>({
  kind,
  children,
  ...props
}: Props<K> & { kind: K; children: React.ReactNode }) {
  const { words, subject, content } = props;
  const { shop, review, url } = content;
  const yours = review.productName
    ? `${words.t('review.yourReview')} · ${review.productName}`
    : words.t('review.yourReview');
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={words.t(`${kind}.preview`, { shop })}
      heading={words.t(`${kind}.heading`, { shop })}
      reason={words.t('layout.authorReason', { shop })}
    >
      <Greeting words={words} firstName={content.firstName} />
      {children}
      <ReviewQuote words={words} review={review} title={yours} />
      <Action words={words} href={url}>
        {words.t(`${kind}.action`)}
      </Action>
    </MailLayout>
  );
}

export function AuthorRepliedMail(props: Props<'author_replied'>) {
  const { words, content } = props;
  const date = words.date(content.repliedAt, content.timeZone);
  return (
    <Frame kind="author_replied" {...props}>
      <Paragraph>{words.t('author_replied.intro', { date })}</Paragraph>
      <Quote title={words.t('author_replied.reply', { shop: content.shop })}>
        <Words>{content.reply}</Words>
      </Quote>
    </Frame>
  );
}

export function AuthorRefusedMail(props: Props<'author_refused'>) {
  const { words, content } = props;
  const { shop, appealUntil, timeZone } = content;
  return (
    <Frame kind="author_refused" {...props}>
      <Paragraph>
        {words.t(appealUntil ? 'author_refused.intro' : 'author_refused.introAsked', { shop })}
      </Paragraph>
      {appealUntil ? (
        <Quote title={words.t('author_refused.reason')}>
          <Words>{content.reason}</Words>
        </Quote>
      ) : null}
      {content.statement ? (
        <Quote title={words.t('author_refused.statement')}>
          <Words>{content.statement}</Words>
        </Quote>
      ) : null}
      <Paragraph>
        {words.t('author_refused.modify', { date: words.date(content.modifyUntil, timeZone) })}
      </Paragraph>
      {appealUntil ? (
        <Paragraph>
          {words.t('author_refused.appeal', { date: words.date(appealUntil, timeZone) })}{' '}
          <a className="ink" href={content.appealUrl}>
            {words.t('author_refused.appealAction')}
          </a>
        </Paragraph>
      ) : null}
    </Frame>
  );
}

export function AuthorUpdateAskedMail(props: Props<'author_update_asked'>) {
  const { words, content } = props;
  const date = words.date(content.answerBy, content.timeZone);
  return (
    <Frame kind="author_update_asked" {...props}>
      <Paragraph>{words.t('author_update_asked.intro', { shop: content.shop })}</Paragraph>
      <Paragraph>{words.t('author_update_asked.choice', { date })}</Paragraph>
    </Frame>
  );
}

export function AuthorAppealDecidedMail(props: Props<'author_appeal_decided'>) {
  const { words, content } = props;
  return (
    <Frame kind="author_appeal_decided" {...props}>
      <Paragraph>
        {words.t(content.isAccepted ? 'author_appeal_decided.accepted' : 'author_appeal_decided.rejected', {
          shop: content.shop,
        })}
      </Paragraph>
      <Quote title={words.t('author_appeal_decided.statement')}>
        <Words>{content.statement}</Words>
      </Quote>
      {content.isAccepted ? null : <Paragraph>{words.t('author_appeal_decided.next')}</Paragraph>}
    </Frame>
  );
}
