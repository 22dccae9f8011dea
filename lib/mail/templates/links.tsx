/** Mail to an author who asked for the links of their reviews. */
import { Link, Text } from '@/lib/mail/templates/elements';
import type { MailContents } from '@/lib/mail/content';
import { Greeting, MailLayout } from '@/lib/mail/templates/layout';
import { Paragraph, paragraph } from '@/lib/mail/templates/parts';
import { light } from '@/lib/mail/templates/palette';
import type { MailWords } from '@/lib/mail/words';

type Props = { words: MailWords; subject: string; content: MailContents['author_links'] };

export function AuthorLinksMail({ words, subject, content }: Props) {
  const { shop, firstName, reviews } = content;
  const t = (key: string, values?: Record<string, string | number>) => words.t(`author_links.${key}`, values);
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={t('preview', { shop })}
      heading={t('heading')}
      reason={words.t('layout.authorReason', { shop })}
    >
      <Greeting words={words} firstName={firstName} />
      <Paragraph>{t('intro', { shop })}</Paragraph>
      {reviews.map(({ productName, rating, url }) => (
        <Text key={url} className="ink" dir="auto" style={paragraph}>
          {productName ?? t('aboutShop', { shop })}, {words.t('review.rating', { rating })}
          <br />
          <Link href={url} className="ink" style={{ color: light.seal, textDecoration: 'underline' }}>
            {t('action')}
          </Link>
        </Text>
      ))}
      <Paragraph isSoft>{t('personal')}</Paragraph>
    </MailLayout>
  );
}
