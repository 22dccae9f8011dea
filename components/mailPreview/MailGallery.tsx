import { PublicFrame } from '@/components/public/PublicFrame';
import { mailKinds, type MailKind } from '@/lib/platform/outbox';
import type { MailContent } from '@/lib/mail/content';
import { renderMail, type RenderedMail } from '@/lib/mail/render';
import { sampleMails } from '@/lib/mail/samples';
import { mailWords, type MailWords } from '@/lib/mail/words';
import type { Locale } from '@/lib/platform/i18n/locales';

/** Every template in one language, HTML beside its text part. */
export async function MailGallery({ locale }: { locale: Locale }) {
  const words = mailWords(locale);
  const { t } = words;
  const samples = sampleMails(locale);
  const mails = await Promise.all(
    mailKinds.map(async (kind) => ({
      kind,
      mail: await renderMail({ kind, content: samples[kind] } as MailContent, locale),
    })),
  );
  return (
    <PublicFrame
      brand={t('layout.brand')}
      skip={t('preview.skip')}
      languagesLabel={t('preview.languages')}
      locale={locale}
      path="/dev/mails"
      footer={t('preview.intro')}
    >
      <main id="content" className="mx-auto max-w-5xl px-4 pt-8 sm:px-6">
        <h1 className="text-2xl">{t('preview.title')}</h1>
        <p className="mt-1 text-ink-soft">{t('preview.intro')}</p>
        <nav aria-label={t('preview.title')} className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
          {mails.map(({ kind }) => (
            <a key={kind} href={`#${kind}`} className="font-mono text-sm underline underline-offset-3">
              {kind}
            </a>
          ))}
        </nav>
        {mails.map(({ kind, mail }) => (
          <MailPreview key={kind} words={words} kind={kind} mail={mail} />
        ))}
      </main>
    </PublicFrame>
  );
}

/** Sandboxed without any permission: what would not run in a mail program does not run here either. */
function MailPreview({ words: { t }, kind, mail }: { words: MailWords; kind: MailKind; mail: RenderedMail }) {
  return (
    <section id={kind} aria-labelledby={`${kind}-heading`} className="mt-12 scroll-mt-4">
      <h2 id={`${kind}-heading`} className="font-mono text-lg">
        {kind}
      </h2>
      <p className="mt-1">
        <span className="text-ink-soft">{t('preview.from')}</span> {mail.senderName} ·{' '}
        <span className="text-ink-soft">{t('preview.subject')}</span> <strong>{mail.subject}</strong>
      </p>
      <div className="mt-3 grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <iframe
          title={mail.subject}
          srcDoc={mail.html}
          sandbox=""
          loading="lazy"
          className="h-[46rem] w-full rounded-lg border border-line bg-surface"
        />
        <figure className="min-w-0">
          <figcaption className="text-sm text-ink-soft">{t('preview.text')}</figcaption>
          <pre className="mt-1 rounded-lg border border-line bg-sunken p-4 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
            {mail.text}
          </pre>
        </figure>
      </div>
    </section>
  );
}
