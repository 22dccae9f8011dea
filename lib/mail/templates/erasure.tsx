/** Mail to the owner of an address for which somebody asked that everything be erased. */
import type { MailContents } from '@/lib/mail/content';
import { Greeting, MailLayout } from '@/lib/mail/templates/layout';
import { Action, Paragraph } from '@/lib/mail/templates/parts';
import type { MailWords } from '@/lib/mail/words';

type Props = { words: MailWords; subject: string; content: MailContents['author_erasure'] };

export function AuthorErasureMail({ words, subject, content }: Props) {
  const t = (key: string, values?: Record<string, string>) => words.t(`author_erasure.${key}`, values);
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={t('preview')}
      heading={t('heading')}
      reason={t('reason', { shop: content.shop })}
    >
      <Greeting words={words} firstName="" />
      <Paragraph>{t('intro')}</Paragraph>
      <Paragraph>{t('what')}</Paragraph>
      <Action words={words} href={content.url}>
        {t('action')}
      </Action>
      <Paragraph isSoft>{t('expires', { date: words.date(content.expiresAt, content.timeZone) })}</Paragraph>
      <Paragraph isSoft>{t('notYou')}</Paragraph>
    </MailLayout>
  );
}

type NoticeProps = { words: MailWords; subject: string; content: MailContents['author_anonymised'] };

/** A shop passed the author's wish on: what was done, and what only they can do. */
export function AuthorAnonymisedMail({ words, subject, content: { shop, url, reviews } }: NoticeProps) {
  const t = (key: string, values?: Record<string, string | number>) =>
    words.t(`author_anonymised.${key}`, values);
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={t('preview')}
      heading={t('heading')}
      reason={words.t('layout.authorReason', { shop })}
    >
      <Greeting words={words} firstName="" />
      <Paragraph>{t('intro', { shop })}</Paragraph>
      <Paragraph>{t('stays', { reviews })}</Paragraph>
      <Action words={words} href={url}>
        {t('action')}
      </Action>
      <Paragraph isSoft>{t('keep')}</Paragraph>
    </MailLayout>
  );
}
