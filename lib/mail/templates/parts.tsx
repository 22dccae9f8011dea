import { Fragment, type ReactNode } from 'react';
import { Link, Section, Text } from '@/lib/mail/templates/elements';
import { light } from '@/lib/mail/templates/palette';
import type { MailReview } from '@/lib/mail/content';
import type { MailWords } from '@/lib/mail/words';

export const paragraph = { color: light.ink, fontSize: '15px', lineHeight: '24px', margin: '0 0 14px' };
const label = {
  color: light.inkSoft,
  fontSize: '13px',
  lineHeight: '18px',
  fontWeight: 600,
  margin: '0 0 6px',
};
const box = {
  backgroundColor: light.quote,
  borderLeft: `3px solid ${light.seal}`,
  borderRadius: '6px',
  padding: '14px 18px',
  margin: '0 0 16px',
};
const action = {
  backgroundColor: light.seal,
  color: light.onSeal,
  borderRadius: '8px',
  fontSize: '15px',
  fontWeight: 600,
  padding: '13px 22px',
  textDecoration: 'none',
  display: 'inline-block',
};

export function Paragraph({ children, isSoft = false }: { children: ReactNode; isSoft?: boolean }) {
  const style = isSoft
    ? { ...paragraph, color: light.inkSoft, fontSize: '14px', lineHeight: '21px' }
    : paragraph;
  return (
    <Text className={isSoft ? 'soft' : 'ink'} style={style}>
      {children}
    </Text>
  );
}

/** What somebody said, set apart from our own words. */
export function Quote({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section className="quote" style={box}>
      <Text className="soft" style={label}>
        {title}
      </Text>
      {children}
    </Section>
  );
}

/** A person's text; `dir="auto"` because it may run from right to left. Breaks as elements: some mail programs fold white space whatever the style says, and the text part folds it too. */
export function Words({ children }: { children: string }) {
  const lines = children.split(/\r\n|\r|\n/);
  return (
    <Text className="ink" dir="auto" style={{ ...paragraph, margin: 0, overflowWrap: 'anywhere' }}>
      {lines.map((line, index) => (
        <Fragment key={index}>
          {index > 0 ? <br /> : null}
          {line}
        </Fragment>
      ))}
    </Text>
  );
}

/** Stars are an ornament beside the figure, which says the same to everyone. */
export function ReviewQuote({ words, review, title, byline }: QuoteProps) {
  return (
    <Quote title={title}>
      <Text className="ink" style={{ ...paragraph, margin: '0 0 6px', fontWeight: 600 }}>
        <span className="star" aria-hidden="true" style={{ color: light.star, letterSpacing: '2px' }}>
          {'★'.repeat(review.rating)}
          {'☆'.repeat(5 - review.rating)}
        </span>{' '}
        {words.t('review.rating', { rating: review.rating })}
      </Text>
      {review.comment ? (
        <Words>{review.comment}</Words>
      ) : (
        <Paragraph isSoft>{words.t('review.noComment')}</Paragraph>
      )}
      {byline ? (
        <Text className="soft" style={{ ...label, fontWeight: 400, margin: '8px 0 0' }}>
          {byline}
        </Text>
      ) : null}
    </Quote>
  );
}

type QuoteProps = { words: MailWords; review: MailReview; title: string; byline?: string };

/** A button, and its address in full for mail programs that show none. */
export function Action({ words, href, children }: { words: MailWords; href: string; children: string }) {
  return (
    <Section style={{ margin: '20px 0 4px' }}>
      <Link href={href} className="action" style={action}>
        {children}
      </Link>
      <Text
        className="soft"
        // The text part writes the button's address out anyway.
        data-skip-in-text="true"
        style={{ ...label, fontWeight: 400, fontSize: '12px', margin: '14px 0 0' }}
      >
        {words.t('layout.linkHint')}
        <br />
        <Link href={href} className="link" style={{ color: light.seal, wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </Section>
  );
}
