'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Banner } from '@/components/ui/Banner';
import { findReplyWarnings, type RepliedTo } from '@/lib/moderation/replyWarnings';

/** What to look at again before a reply goes out. Nothing is forbidden here: the passages may be meant. */
export function ReplyWarnings({ text, review }: { text: string; review: RepliedTo }) {
  const t = useTranslations('replies.warnings');
  const warnings = useMemo(() => findReplyWarnings(text, review), [text, review]);
  return (
    // There before its first message, so that it is read out; empty it takes no room in the form.
    <div aria-live="polite" className="empty:-mb-5">
      {warnings.length > 0 && (
        <Banner tone="warning" title={t('title')}>
          <ul className="list-disc space-y-1 pl-5">
            {warnings.map(({ kind, passages }) => (
              <li key={kind} className="break-words">
                {t(kind, { passages: passages.map((passage) => t('quote', { passage })).join(', ') })}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}
