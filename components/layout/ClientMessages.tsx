import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The words that every client component may need; a page adds its feature's. */
const everywhere = ['ui', 'errors', 'layout'] as const;

/**
 * Gives the client components below it the messages of the named features, and no others: a page does not carry the whole
 * catalogue to the browser. Pages whose language is not the visitor's (an author's form) say so with `locale`.
 */
export async function ClientMessages({
  of = [],
  locale,
  children,
}: {
  of?: readonly string[];
  locale?: string;
  children: ReactNode;
}) {
  const all = (await getMessages(locale ? { locale } : undefined)) as Record<string, object>;
  const messages = Object.fromEntries([...everywhere, ...of].map((feature) => [feature, all[feature] ?? {}]));
  return (
    <NextIntlClientProvider messages={messages} locale={locale}>
      {children}
    </NextIntlClientProvider>
  );
}
