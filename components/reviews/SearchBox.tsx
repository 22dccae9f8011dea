'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyles } from '@/components/ui/Input';

const typingPauseMs = 350;

/** Searches after a pause in typing, or at once with Enter. Between two searches it shows what the address says. */
export function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations('reviews.filters');
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const search = (text: string) => {
    setTyped(null);
    onChange(text.trim());
  };
  // The other filters may change during the pause: what is searched for then is as it stands at its end.
  const searchNow = useEffectEvent(search);
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => searchNow(typed), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <div className="min-w-56 flex-1">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {t('text')}
      </label>
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-faint" />
        <input
          id={id}
          type="search"
          name="q"
          maxLength={200}
          autoComplete="off"
          placeholder={t('textHint')}
          value={typed ?? value}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && search(event.currentTarget.value)}
          className={cn(controlStyles, 'h-9 pr-3 pl-9')}
        />
      </div>
    </div>
  );
}
