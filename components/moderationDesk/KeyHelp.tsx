import { useTranslations } from 'next-intl';

export type HelpKey = 'j' | 'k' | 'enter' | 'a' | 'r' | 'send';

/** The keys of a page and what they do. Nothing to read where there is no keyboard. */
export function KeyHelp({ keys }: { keys: readonly HelpKey[] }) {
  const t = useTranslations('moderation.keys');
  return (
    <p className="mt-4 hidden flex-wrap gap-x-5 gap-y-2 text-sm text-ink-soft sm:flex">
      {keys.map((key) => (
        <span key={key} className="inline-flex items-center gap-1.5">
          <kbd className="rounded-sm border border-line-strong/60 bg-surface px-1.5 font-mono text-xs leading-5">
            {t(`${key}.key`)}
          </kbd>
          {t(`${key}.does`)}
        </span>
      ))}
    </p>
  );
}
