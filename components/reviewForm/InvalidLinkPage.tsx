import { LinkMessage } from '@/components/public/LinkMessage';
import { formWords } from '@/components/reviewForm/words';
import { PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import type { Locale } from '@/lib/platform/i18n/locales';

/** A forged or cut link, or one whose order is gone: the page says the same for all, and what to do. */
export function InvalidLinkPage({ locale }: { locale: Locale }) {
  const { t } = formWords(locale, 'UTC');
  return (
    <PublicFrame
      brand={t('page.brand')}
      skip={t('page.skip')}
      languagesLabel={t('page.languages')}
      locale={locale}
      path=""
      footer={t('page.footer')}
    >
      <PublicColumn>
        <LinkMessage figure={t('invalid.figure')} title={t('invalid.title')}>
          <p>{t('invalid.body')}</p>
          <p>{t('invalid.next')}</p>
        </LinkMessage>
      </PublicColumn>
    </PublicFrame>
  );
}
