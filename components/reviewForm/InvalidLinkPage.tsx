import { LinkMessage } from '@/components/public/LinkMessage';
import { formWords } from '@/components/reviewForm/words';
import { PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import { isErasedLink } from '@/lib/erasure/links';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';

/** A forged or cut link; or one whose data its author had erased, which is told, for it was theirs. */
export async function InvalidLinkPage({ locale, token }: { locale: Locale; token: string }) {
  const isErased = await isErasedLink(decodeURIComponent(token));
  const erasure = translator(locale, 'erasure');
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
        {isErased ? (
          <LinkMessage figure={erasure('gone.figure')} title={erasure('gone.title')}>
            <p>{erasure('gone.body')}</p>
            <p>{erasure('gone.next')}</p>
          </LinkMessage>
        ) : (
          <LinkMessage figure={t('invalid.figure')} title={t('invalid.title')}>
            <p>{t('invalid.body')}</p>
            <p>{t('invalid.next')}</p>
          </LinkMessage>
        )}
      </PublicColumn>
    </PublicFrame>
  );
}
