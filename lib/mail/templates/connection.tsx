/** Mails to the merchant about the connection to Zendesk: one when it worsens, one when it works again. */
import type { MailContents } from '@/lib/mail/content';
import { MailLayout } from '@/lib/mail/templates/layout';
import { Action, Paragraph, Quote, Words } from '@/lib/mail/templates/parts';
import type { MailWords } from '@/lib/mail/words';

type Props<K extends 'connection_worse' | 'connection_recovered'> = {
  words: MailWords;
  subject: string;
  content: MailContents[K];
};

export function ConnectionWorseMail({ words, subject, content }: Props<'connection_worse'>) {
  const { shop, subdomain, timeZone } = content;
  const t = (key: string, values?: Record<string, string | number>) =>
    words.t(`connection_worse.${key}`, values);
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={t('preview')}
      heading={t('heading')}
      reason={words.t('layout.merchantReason', { shop })}
    >
      <Paragraph>{t('intro', { shop, subdomain, date: words.date(content.since, timeZone) })}</Paragraph>
      {content.faults.map(({ name, what, fix }) => (
        <Quote key={name} title={name}>
          <Words>{what}</Words>
          {fix ? <Paragraph isSoft>{fix}</Paragraph> : null}
        </Quote>
      ))}
      <Paragraph>{t('waiting', { count: content.waiting })}</Paragraph>
      <Action words={words} href={content.url}>
        {t('action')}
      </Action>
    </MailLayout>
  );
}

export function ConnectionRecoveredMail({ words, subject, content }: Props<'connection_recovered'>) {
  const { shop, subdomain } = content;
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={words.t('connection_recovered.preview')}
      heading={words.t('connection_recovered.heading')}
      reason={words.t('layout.merchantReason', { shop })}
    >
      <Paragraph>{words.t('connection_recovered.intro', { subdomain })}</Paragraph>
      <Action words={words} href={content.url}>
        {words.t('connection_recovered.action')}
      </Action>
    </MailLayout>
  );
}
