'use client';

import { useTranslations } from 'next-intl';

/** One event in words, ready to be read in the browser. */
export type EventLine = { seq: number; text: string; when: string };

/** What others did after the page was made and before one's own action: shown where that action was refused. */
export function Meanwhile({ events, sinceSeq }: { events: readonly EventLine[]; sinceSeq: number }) {
  const t = useTranslations('reviews.meanwhile');
  const news = events.filter((event) => event.seq > sinceSeq);
  if (news.length === 0) return <p>{t('none')}</p>;
  return (
    <>
      <p>{t('text')}</p>
      <ul className="mt-1 list-disc pl-5">
        {news.map((event) => (
          <li key={event.seq}>
            {event.text} <span className="text-ink-soft">({event.when})</span>
          </li>
        ))}
      </ul>
    </>
  );
}
