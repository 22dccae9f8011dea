import { ChevronDown, Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { BrandMark } from '@/components/layout/Brand';
import { SkipLink } from '@/components/layout/SkipLink';
import { isLocale, localeNames, locales } from '@/lib/platform/i18n/locales';

type Props = {
  brand: string;
  skip: string;
  languagesLabel: string;
  locale: string;
  /** The page's own address, for the language switch. */
  path: string;
  footer: ReactNode;
  children: ReactNode;
};

/**
 * The frame of pages for people who never sign in. Plain links and no client component: these pages are opened once, on
 * any phone, and owe their visitors no script.
 */
export function PublicFrame({ brand, skip, languagesLabel, locale, path, footer, children }: Props) {
  return (
    <>
      <SkipLink>{skip}</SkipLink>
      <header className="border-b border-line bg-surface print:border-0">
        <div className="mx-auto flex max-w-5xl items-center justify-between gap-4 px-4 py-3 sm:px-6">
          <span className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
            <BrandMark className="size-7" />
            {brand}
          </span>
          <LanguageLinks label={languagesLabel} locale={locale} path={path} />
        </div>
      </header>
      {children}
      <footer className="mx-auto max-w-5xl px-4 pt-6 pb-12 text-sm text-ink-soft sm:px-6">{footer}</footer>
    </>
  );
}

/** Folds open without script. Five names in a row would not fit beside the brand on a phone. */
function LanguageLinks({ label, locale, path }: { label: string; locale: string; path: string }) {
  return (
    <nav aria-label={label} className="print:hidden">
      <details className="group relative">
        <summary className="flex min-h-9 cursor-pointer list-none items-center gap-1.5 rounded-md px-2.5 text-sm text-ink-soft hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <Languages aria-hidden className="size-4" />
          <span>{isLocale(locale) ? localeNames[locale] : locale}</span>
          <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
        </summary>
        <ul className="absolute right-0 z-10 mt-1 min-w-40 rounded-lg border border-line bg-surface p-1 shadow-lg">
          {locales.map((code) => (
            <li key={code}>
              <a
                href={`${path}${path.includes('?') ? '&' : '?'}lang=${code}`}
                lang={code}
                hrefLang={code}
                aria-current={code === locale ? 'true' : undefined}
                className="flex min-h-10 items-center rounded-md px-3 text-sm text-ink-soft hover:bg-sunken aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-seal aria-[current]:decoration-2 aria-[current]:underline-offset-4"
              >
                {localeNames[code]}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

/** A page of one column, as wide as a line of text reads well. */
export function PublicColumn({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="mx-auto max-w-2xl px-4 pt-8 pb-4 sm:px-6 sm:pt-12">
      {children}
    </main>
  );
}

/** A link that looks like the page's main button. */
export function PublicAction({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-11 items-center rounded-lg bg-seal px-5 py-2 font-semibold text-on-seal transition-colors hover:bg-seal-strong"
    >
      {children}
    </a>
  );
}
