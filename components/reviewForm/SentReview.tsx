import type { ReactNode } from 'react';
import { Rosette } from '@/components/ui/Rosette';
import type { FormWords } from '@/components/reviewForm/words';
import type { ReviewLink } from '@/lib/authorDesk/reviewLink';

type Props = {
  words: FormWords;
  token: string;
  link: Extract<ReviewLink, { kind: 'used' }>;
  isThanks: boolean;
  /** The author has just asked for their link. */
  isLinkSent: boolean;
};

/**
 * After sending, and whenever the link is opened again. Whoever holds it may be the shop: the page says that the form was used
 * and offers to mail the author; it shows nothing of the reviews and leads to none.
 */
export function SentReview({ words, token, link, isThanks, isLinkSent }: Props) {
  const { t, date } = words;
  const shop = link.form.website.name;
  return (
    <>
      <div className="relative isolate overflow-clip rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
        <Rosette
          petals={16}
          turns={8}
          className="absolute -top-20 -right-20 -z-10 size-52 text-seal/20 sm:size-64"
        />
        <h1 className="max-w-md text-2xl">{t(isThanks ? 'sent.title' : 'sent.usedTitle')}</h1>
        <p className="mt-2 max-w-prose text-ink-soft">
          {t(isThanks ? 'sent.thanks' : 'sent.intro', { shop, date: date(link.sentAt) })}
        </p>
      </div>
      {isThanks && <NextSteps words={words} shop={shop} publishedBy={link.publishedBy} />}
      {isLinkSent ? <LinkSent words={words} /> : <AskForLink words={words} token={token} />}
    </>
  );
}

function AskForLink({ words: { t, locale }, token }: { words: FormWords; token: string }) {
  return (
    <section
      aria-labelledby="link-heading"
      className="mt-8 rounded-xl border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="link-heading" className="text-lg">
        {t('sent.linkTitle')}
      </h2>
      <p className="mt-1 text-ink-soft">{t('sent.linkBody')}</p>
      <form method="post" action={`/api/public/forms/${token}/link?lang=${locale}`} className="mt-4">
        <button
          type="submit"
          className="inline-flex min-h-11 items-center rounded-lg bg-seal px-5 py-2 font-semibold text-on-seal transition-colors hover:bg-seal-strong"
        >
          {t('sent.linkAction')}
        </button>
      </form>
    </section>
  );
}

function LinkSent({ words: { t } }: { words: FormWords }) {
  return (
    <section role="status" className="mt-8 rounded-xl border border-line bg-surface p-5 sm:p-6">
      <h2 className="text-lg">{t('sent.linkSentTitle')}</h2>
      <p className="mt-1 text-ink-soft">{t('sent.linkSent')}</p>
    </section>
  );
}

function NextSteps({
  words: { t, date },
  shop,
  publishedBy,
}: {
  words: FormWords;
  shop: string;
  publishedBy: Date;
}) {
  return (
    <section aria-labelledby="next-heading" className="mt-8">
      <h2 id="next-heading" className="text-lg">
        {t('sent.nextTitle')}
      </h2>
      <ol className="mt-3 flex flex-col gap-4">
        <Step figure={1} title={t('sent.step1Title')}>
          {t('sent.step1')}
        </Step>
        <Step figure={2} title={t('sent.step2Title')}>
          {t('sent.step2', { date: date(publishedBy) })}
        </Step>
        <Step figure={3} title={t('sent.step3Title')}>
          {t('sent.step3', { shop })}
        </Step>
      </ol>
    </section>
  );
}

function Step({ figure, title, children }: { figure: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-4">
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-full bg-seal-soft font-semibold text-seal-ink"
      >
        {figure}
      </span>
      <div>
        <h3 className="leading-8">{title}</h3>
        <p className="text-ink-soft">{children}</p>
      </div>
    </li>
  );
}
