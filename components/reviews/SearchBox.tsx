'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyles } from '@/components/ui/Input';

const typingPauseMs = 350;

/** Searches after a pause in typing, or at once with Enter. Between two searches it shows what the address says. */
export function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations('reviews.filters');
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(text: string) {
    clearTimeout(timer.current);
    setTyped(null);
    onChange(text.trim());
  }

  function type(text: string) {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(text), typingPauseMs);
  }

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
          onChange={({ target }) => type(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && search(event.currentTarget.value)}
          className={cn(controlStyles, 'h-9 pr-3 pl-9')}
        />
      </div>
    </div>
  );
}
