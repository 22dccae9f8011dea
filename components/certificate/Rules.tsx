import type { CertificateWords } from '@/components/certificate/words';
import { listReportReasons } from '@/lib/moderation/reasonLabels';

const rules = ['controlled', 'proof', 'noReward', 'delays', 'modification'] as const;

/** How the reviews come about and are handled: the information that the French consumer code asks for beside them. */
export function Rules({ words: { t, locale } }: { words: CertificateWords }) {
  return (
    <section aria-labelledby="rules-heading" className="text-sm lg:sticky lg:top-6 lg:self-start">
      <h2 id="rules-heading" className="text-lg">
        {t('rules.heading')}
      </h2>
      <dl className="mt-3 flex flex-col gap-4 text-ink-soft">
        {rules.map((rule) => (
          <div key={rule}>
            <dt className="font-semibold text-ink">{t(`rules.${rule}`)}</dt>
            <dd className="mt-0.5">{t(`rules.${rule}Body`)}</dd>
          </div>
        ))}
      </dl>
      {/* Folded on screen only: on paper nobody can open it. */}
      <details className="mt-4 rounded-lg border border-line bg-surface px-4 py-3 print:[&::details-content]:[content-visibility:visible]">
        <summary className="cursor-pointer font-semibold">{t('rules.refusal')}</summary>
        <p className="mt-2 text-ink-soft">{t('rules.refusalBody')}</p>
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-4 text-ink-soft">
          {listReportReasons(locale).map(({ code, label }) => (
            <li key={code}>{label}</li>
          ))}
        </ul>
      </details>
      <p className="mt-4 text-ink-soft">{t('rules.average')}</p>
      <p className="mt-3 text-xs text-ink-soft">{t('rules.law')}</p>
    </section>
  );
}
