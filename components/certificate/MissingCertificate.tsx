import { certificateWords } from '@/components/certificate/words';
import { PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import { LinkMessage } from '@/components/public/LinkMessage';
import { formWords } from '@/components/reviewForm/words';
import type { Locale } from '@/lib/platform/i18n/locales';

export function MissingCertificate({ locale }: { locale: Locale }) {
  const { t } = certificateWords(locale, 'UTC');
  const form = formWords(locale, 'UTC');
  return (
    <PublicFrame
      brand={form.t('page.brand')}
      skip={form.t('page.skip')}
      languagesLabel={t('page.languages')}
      locale={locale}
      path=""
      footer={form.t('page.footer')}
    >
      <PublicColumn>
        <LinkMessage figure={t('missing.figure')} title={t('missing.title')}>
          <p>{t('missing.body')}</p>
          <p>{t('missing.next')}</p>
        </LinkMessage>
      </PublicColumn>
    </PublicFrame>
  );
}
