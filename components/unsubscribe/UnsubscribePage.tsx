import { LinkMessage } from '@/components/public/LinkMessage';
import { PublicColumn, PublicFrame } from '@/components/public/PublicFrame';
import { cn } from '@/components/ui/cn';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translator';

type Props = {
  locale: Locale;
  /** The page's own address; the form is sent to the same below /api/public. */
  path: string;
  link: { shop: string; isOptedOut: boolean } | null;
};

const button = 'inline-flex min-h-11 items-center rounded-lg px-5 py-2 font-semibold transition-colors';
const main = 'bg-seal text-on-seal hover:bg-seal-strong';
const quiet = 'border border-line-strong bg-surface text-ink hover:bg-sunken';

/** Ends invitations, or allows them again: one plain form, no script. */
export function UnsubscribePage({ locale, path, link }: Props) {
  const t = translator(locale, 'unsubscribe');
  return (
    <PublicFrame
      brand={t('brand')}
      skip={t('skip')}
      languagesLabel={t('languages')}
      locale={locale}
      path={path}
      footer={t('footer')}
    >
      <PublicColumn>
        {link ? (
          <LinkMessage title={link.isOptedOut ? t('done') : t('ask', { shop: link.shop })}>
            <p>{link.isOptedOut ? t('doneBody', { shop: link.shop }) : t('askBody', { shop: link.shop })}</p>
            <form method="post" action={`/api/public${path}`} className="mt-2">
              <input type="hidden" name="choice" value={link.isOptedOut ? 'resume' : 'stop'} />
              <button type="submit" className={cn(button, link.isOptedOut ? quiet : main)}>
                {link.isOptedOut ? t('resume') : t('stop')}
              </button>
            </form>
          </LinkMessage>
        ) : (
          <LinkMessage title={t('invalid')}>
            <p>{t('invalidBody')}</p>
          </LinkMessage>
        )}
      </PublicColumn>
    </PublicFrame>
  );
}
