import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { catalogues } from '@/lib/platform/i18n/catalogue';
import { defaultLocale, locales } from '@/lib/platform/i18n/locales';

/** How next-intl gets language and messages for one request; named in next.config.mjs. */
// Root params, which would replace requestLocale, have types only after a build; checks run before one.
// eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale;
  const locale = hasLocale(locales, asked) ? asked : defaultLocale;
  // A fixed zone keeps server and browser in step; screens of one website pass that website's zone to each format call.
  return { locale, messages: catalogues[locale], timeZone: 'Europe/Paris' };
});
