/** The merchant's digest: figures of a period, then what waits. */
import { Link, Section, Text } from '@/lib/mail/templates/elements';
import type { MailContents } from '@/lib/mail/content';
import { MailLayout } from '@/lib/mail/templates/layout';
import { light } from '@/lib/mail/templates/palette';
import { Action, Paragraph, paragraph, ReviewQuote } from '@/lib/mail/templates/parts';
import type { MailWords } from '@/lib/mail/words';

type Content = MailContents['merchant_digest'];
type Props = { words: MailWords; subject: string; content: Content };

const figure = { ...paragraph, margin: '0 0 2px' };

function listFigures(
  { t, locale }: MailWords,
  content: Content,
): { key: string; value: string; label: string }[] {
  const { received, average, published, answers, decisions } = content;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const of = (key: string, count: number) => ({
    key,
    value: number.format(count),
    label: t(`merchant_digest.${key}`, { count }),
  });
  return [
    of('received', received),
    ...(average === null ? [] : [of('average', average)]),
    of('published', published),
    ...(answers > 0 ? [of('answers', answers)] : []),
    ...(decisions.accepted > 0 ? [of('accepted', decisions.accepted)] : []),
    ...(decisions.rejected > 0 ? [of('rejected', decisions.rejected)] : []),
  ];
}

export function MerchantDigestMail({ words, subject, content }: Props) {
  const { shop, timeZone, received, toHandle, first, url } = content;
  const t = (key: string, values?: Record<string, string | number>) =>
    words.t(`merchant_digest.${key}`, values);
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={t('preview', { received, toHandle })}
      heading={t('heading')}
      reason={words.t('layout.merchantReason', { shop })}
    >
      <Paragraph isSoft>
        {t('intro', { from: words.date(content.from, timeZone), until: words.date(content.until, timeZone) })}
      </Paragraph>
      <Section style={{ margin: '0 0 20px' }}>
        {listFigures(words, content).map(({ key, value, label }) => (
          <Text key={key} className="ink" style={figure}>
            <strong style={{ fontSize: '18px' }}>{value}</strong> {label}
          </Text>
        ))}
      </Section>
      <Text className="ink" style={{ ...paragraph, fontWeight: 600 }}>
        {t('toHandle', { count: toHandle })}
      </Text>
      {first.map((review) => (
        <Waiting
          key={review.url + review.orderRef + String(review.productName)}
          words={words}
          review={review}
          timeZone={timeZone}
        />
      ))}
      {toHandle > first.length && (
        <Paragraph isSoft>{t('more', { count: toHandle - first.length })}</Paragraph>
      )}
      <Action words={words} href={url}>
        {t('action')}
      </Action>
    </MailLayout>
  );
}

type WaitingProps = { words: MailWords; review: Content['first'][number]; timeZone: string };

function Waiting({ words, review, timeZone }: WaitingProps) {
  const { author, orderRef, productName, publishDueAt, url } = review;
  const due = publishDueAt && words.t('merchant_digest.due', { date: words.date(publishDueAt, timeZone) });
  return (
    <>
      <ReviewQuote
        words={words}
        review={review}
        title={
          productName
            ? words.t('review.productSubjectMerchant', { product: productName })
            : words.t('review.brandSubjectMerchant')
        }
        byline={words.t('review.byline', { author, orderRef })}
      />
      <Text className="soft" style={{ ...paragraph, fontSize: '13px', marginTop: '-10px' }}>
        {due && `${due} · `}
        <Link href={url} style={{ color: light.seal, textDecoration: 'underline' }}>
          {words.t('merchant_digest.open', { author })}
        </Link>
      </Text>
    </>
  );
}
