import { headers } from 'next/headers';
import { toLocale, type Locale } from '@/lib/platform/i18n/locales';

/** The browser's first wish: Zendesk says the agent's language only later. */
export async function openingLocale(): Promise<Locale> {
  return toLocale((await headers()).get('accept-language'));
}
