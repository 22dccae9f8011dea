import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type ThreadMessage = {
  id: string;
  /** `start` is the other side of the conversation, `end` ours, `middle` a third party that settles it. */
  side: 'start' | 'middle' | 'end';
  author: ReactNode;
  /** Beside the name: the role, where it came from. */
  tag?: ReactNode;
  icon?: LucideIcon;
  time: ReactNode;
  body: string;
  /** Language of the text when it is not the page's. */
  lang?: string;
  /** Under the text: attachments, a note. */
  footer?: ReactNode;
};

const sides = {
  start: 'mr-auto rounded-bl-sm bg-sunken',
  middle: 'mx-auto border border-dashed border-line-strong/60 bg-surface',
  end: 'ml-auto rounded-br-sm bg-seal-soft',
};

/** A dialogue. An ordered list for assistive technology; sides and tails tell the voices apart for the eye. */
export function Thread({ messages, label }: { messages: readonly ThreadMessage[]; label: string }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-4">
      {messages.map((message) => (
        <li
          key={message.id}
          className={cn(
            'flex w-full max-w-[46rem] flex-col gap-1',
            message.side === 'end'
              ? 'ml-auto items-end'
              : message.side === 'middle'
                ? 'mx-auto items-center'
                : 'items-start',
          )}
        >
          <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 px-1 text-sm">
            {message.icon && <message.icon aria-hidden className="size-4 text-ink-faint" />}
            <span className="font-semibold">{message.author}</span>
            {message.tag}
            <span className="text-ink-faint">{message.time}</span>
          </div>
          <div className={cn('w-fit max-w-[92%] rounded-xl px-4 py-3', sides[message.side])}>
            <p dir="auto" lang={message.lang} className="break-words whitespace-pre-wrap">
              {message.body}
            </p>
            {message.footer && <div className="mt-2 text-sm text-ink-soft">{message.footer}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
