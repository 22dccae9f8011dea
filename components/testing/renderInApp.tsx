import { cleanup, render } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { Providers } from '@/components/layout/Providers';
import { catalogues } from '@/lib/platform/i18n/catalogue';
import type { Locale } from '@/lib/platform/i18n/locales';

const nothing = () => undefined;

/** Popups measure themselves; jsdom has no layout, so what they ask of it answers "nothing changed". */
class SilentObserver {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
}
Object.defineProperty(globalThis, 'ResizeObserver', { value: SilentObserver, writable: true });
Object.defineProperty(Element.prototype, 'scrollIntoView', { value: nothing, writable: true });
Object.defineProperty(Element.prototype, 'getAnimations', { value: () => [], writable: true });

afterEach(cleanup);

/** Renders with the real catalogue of a language and the application's providers around. */
export function renderInApp(content: ReactNode, locale: Locale = 'fr') {
  return render(
    <NextIntlClientProvider locale={locale} messages={catalogues[locale] as never} timeZone="Europe/Paris">
      <Providers>{content}</Providers>
    </NextIntlClientProvider>,
  );
}
