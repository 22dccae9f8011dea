import { Submit } from '@/components/authorDesk/controls';
import { ErasureFrame } from '@/components/erasure/ErasureFrame';
import { LinkMessage } from '@/components/public/LinkMessage';
import { PublicAction } from '@/components/public/PublicFrame';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator, type Translate } from '@/lib/platform/i18n/translator';

/** @param props.step `sent` after the form was taken, `wrong` when the address was none. */
export function ErasureAskPage({ locale, step }: { locale: Locale; step: string | undefined }) {
  const t = translator(locale, 'erasure');
  return (
    <ErasureFrame locale={locale} t={t} path="/erasure">
      {step === 'sent' ? (
        <LinkMessage title={t('sent.title')}>
          <p>{t('sent.body')}</p>
          <p className="mt-3">
            <PublicAction href={`/erasure?lang=${locale}`}>{t('sent.again')}</PublicAction>
          </p>
        </LinkMessage>
      ) : (
        <Ask locale={locale} t={t} isWrong={step === 'wrong'} />
      )}
    </ErasureFrame>
  );
}

function Ask({ locale, t, isWrong }: { locale: Locale; t: Translate; isWrong: boolean }) {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">{t('ask.title')}</h1>
      <p className="mt-3 text-lg text-ink-soft">{t('ask.body')}</p>
      <form
        method="post"
        action={`/api/public/erasures?lang=${locale}`}
        className="mt-6 flex flex-col gap-4 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-7"
      >
        <div>
          <label htmlFor="email" className="font-medium">
            {t('ask.email')}
          </label>
          <input
            id="email"
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            aria-invalid={isWrong ? true : undefined}
            aria-describedby={isWrong ? 'email-error' : undefined}
            className="mt-1.5 block h-12 w-full rounded-md border border-line-strong bg-surface px-3 text-lg aria-invalid:border-danger"
          />
          {isWrong && (
            <p id="email-error" role="alert" className="mt-1.5 text-sm font-medium text-danger-ink">
              <span aria-hidden>⚠ </span>
              {t('ask.wrong')}
            </p>
          )}
        </div>
        <div>
          <Submit>{t('ask.send')}</Submit>
        </div>
      </form>
      <h2 className="mt-8 text-lg">{t('ask.whatTitle')}</h2>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-ink-soft">
        {(['what1', 'what2', 'what3', 'what4'] as const).map((key) => (
          <li key={key}>{t(`ask.${key}`)}</li>
        ))}
      </ul>
      <p className="mt-4 text-ink-soft">{t('ask.keep')}</p>
    </>
  );
}
