import type { ReactNode } from 'react';
import { CodeBlock } from '@/components/apiDocs/CodeBlock';
import { OperationSection } from '@/components/apiDocs/OperationSection';
import { PublicFrame } from '@/components/public/PublicFrame';
import type { Operation } from '@/lib/apiDocs/reference';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator, type Translate } from '@/lib/platform/i18n/translator';

type Props = {
  locale: Locale;
  operations: readonly Operation[];
  /** Public origin of the API. */
  origin: string;
  limit: { points: number; seconds: number };
};

const variables = ['export ID_WEBSITE=…', 'export SECRET_KEY=…', 'export REVIEW_ID=…'].join('\n');

/** All of the shop API on one page that needs no script: found by a browser's own search, printed, linked by operation. */
export function ApiDocsPage({ locale, operations, origin, limit }: Props) {
  const t = translator(locale, 'apiDocs');
  const form = translator(locale, 'form');
  return (
    <PublicFrame
      brand={form('page.brand')}
      skip={form('page.skip')}
      languagesLabel={t('page.languages')}
      locale={locale}
      path="/docs/api"
      footer={form('page.footer')}
    >
      <main id="content" className="mx-auto max-w-5xl px-4 pt-8 sm:px-6 sm:pt-12">
        <h1 className="text-2xl sm:text-3xl">{t('page.title')}</h1>
        <p className="mt-2 max-w-prose text-lg text-ink-soft">{t('page.lead')}</p>
        <Start t={t} origin={origin} limit={limit} />
        <nav
          aria-labelledby="contents"
          className="mt-10 rounded-xl border border-line bg-surface p-5 shadow-card"
        >
          <h2 id="contents" className="text-lg">
            {t('page.contents')}
          </h2>
          <ul className="mt-2 grid gap-x-6 sm:grid-cols-2">
            {operations.map((operation) => (
              <li key={operation.id}>
                <a
                  href={`#${operation.id}`}
                  className="inline-flex min-h-9 items-center py-1 underline underline-offset-3 hover:text-seal-ink"
                >
                  {summaryOf(t, operation)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {operations.map((operation) => (
          <OperationSection
            key={operation.id}
            t={t}
            operation={operation}
            summary={summaryOf(t, operation)}
            origin={origin}
          />
        ))}
      </main>
    </PublicFrame>
  );
}

/** In the reader's language where we say it, in the document's own words otherwise. */
function summaryOf(t: Translate, { id, summary }: Operation): string {
  const key = `operations.${id}`;
  return t.has(key) ? t(key) : summary;
}

function Start({ t, origin, limit }: { t: Translate } & Pick<Props, 'origin' | 'limit'>) {
  const { points, seconds } = limit;
  return (
    <section aria-labelledby="start" className="mt-8">
      <h2 id="start" className="text-xl">
        {t('page.start')}
      </h2>
      <p className="mt-2 max-w-prose">{t('page.identify')}</p>
      <p className="mt-2 max-w-prose">{t('page.identifyTry')}</p>
      <CodeBlock label={t('page.identifyTry')} code={variables} />
      <p className="mt-3 max-w-prose">{t('page.json')}</p>
      <dl className="mt-5 grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Term name={t('page.limits')}>{t('page.limitsBody', { points, seconds })}</Term>
        <Term name={t('page.repeat')}>{t('page.repeatBody')}</Term>
        <Term name={t('page.errors')}>{t('page.errorsBody')}</Term>
        <Term name={t('page.document')}>
          {t('page.documentBody')}{' '}
          <a href="/api/openapi.json" className="break-all underline underline-offset-3">
            {origin}/api/openapi.json
          </a>
        </Term>
      </dl>
    </section>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-semibold">{name}</dt>
      <dd className="mt-0.5 text-ink-soft">{children}</dd>
    </div>
  );
}
