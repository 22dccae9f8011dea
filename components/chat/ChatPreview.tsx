'use client';

import { MessageCircle, MessageSquareText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { StarInput } from '@/components/ui/StarInput';

type Props = {
  isEnabled: boolean;
  hasKey: boolean;
  kind: 'messaging' | 'classic';
  maxRating: number;
  websiteName: string;
};

type Outcome = 'none' | 'off' | 'noKey' | 'opens' | 'closed';

/** What an author with this rating would meet; the same rule as on the review form. */
export function chatOutcome(
  rating: number | null,
  { isEnabled, hasKey, maxRating }: Pick<Props, 'isEnabled' | 'hasKey' | 'maxRating'>,
): Outcome {
  if (!isEnabled) return 'off';
  if (!hasKey) return 'noKey';
  if (rating === null) return 'none';
  return rating <= maxRating ? 'opens' : 'closed';
}

/** A small review form to try the setting on, before it is saved. Loads nothing of Zendesk. */
export function ChatPreview(props: Props) {
  const { websiteName } = props;
  const t = useTranslations('applications.preview');
  const [rating, setRating] = useState<number | null>(null);
  const outcome = chatOutcome(rating, props);
  const question = t('question', { website: websiteName });
  return (
    <figure className="m-0 flex flex-col gap-2">
      <figcaption className="text-sm font-medium">{t('title')}</figcaption>
      <div className="relative flex min-h-80 flex-col overflow-hidden rounded-xl border border-line bg-sunken p-4">
        <p className="font-semibold">{question}</p>
        <StarInput
          aria-label={question}
          value={rating}
          onValueChange={setRating}
          meanings={[t('stars.1'), t('stars.2'), t('stars.3'), t('stars.4'), t('stars.5')]}
        />
        <div
          aria-hidden
          className="mt-1 rounded-md border border-line bg-surface p-2.5 text-sm text-ink-faint"
        >
          {t('comment')}
          <div className="h-10" />
        </div>
        <div
          aria-hidden
          className="mt-3 w-fit rounded-md bg-neutral-soft px-3 py-1.5 text-sm font-medium text-ink-soft"
        >
          {t('send')}
        </div>
        {outcome === 'opens' && <ChatWindow {...props} />}
      </div>
      <p role="status" className="text-sm text-ink-soft">
        {t(outcome)} {outcome === 'none' && t('try')}
      </p>
    </figure>
  );
}

function ChatWindow({ kind, websiteName }: Props) {
  const t = useTranslations('applications.preview');
  const isMessaging = kind === 'messaging';
  const Icon = isMessaging ? MessageCircle : MessageSquareText;
  return (
    <div
      aria-hidden
      className="absolute right-3 bottom-3 flex animate-settle flex-col items-end gap-2"
      data-testid="chat-window"
    >
      <div
        className={cn(
          'w-52 overflow-hidden border border-line bg-raised shadow-float',
          isMessaging ? 'rounded-xl' : 'rounded-md',
        )}
      >
        <p className="bg-rail px-3 py-2 text-sm font-semibold text-rail-ink">
          {t('chatTitle', { website: websiteName })}
        </p>
        <p className="m-3 w-fit rounded-lg rounded-bl-none bg-neutral-soft px-2.5 py-1.5 text-sm">
          {t('bubble')}
        </p>
      </div>
      <span
        className={cn(
          'grid place-items-center bg-rail text-rail-ink shadow-float',
          isMessaging ? 'size-11 rounded-full' : 'h-9 w-24 rounded-full',
        )}
      >
        <Icon className="size-5" />
      </span>
    </div>
  );
}
