import { ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/TextLink';
import { fixPlaces, type Fix } from '@/lib/zendesk/fixes';

type Props = {
  /** Null where the fault is ours. */
  fix: Fix | null;
  /** Where the step is taken; left out where the reader may not take it, or is there already. */
  href?: string | null;
};

/** What is wrong, what to do about it, and the way there. */
export function FixSteps({ fix, href }: Props) {
  const t = useTranslations('fixes');
  if (!fix)
    return (
      <>
        <p className="font-medium">{t('ours.title')}</p>
        <p className="text-ink-soft">{t('ours.step')}</p>
      </>
    );
  const { code, subject } = fix;
  const isElsewhere = href?.startsWith('http');
  const place = fixPlaces[code];
  return (
    <>
      <p className="font-medium break-words">
        {t(`codes.${code}.title`, { known: subject ? 'yes' : 'no', subject: subject ?? '' })}
      </p>
      <p className="text-ink-soft">{t(`codes.${code}.step`)}</p>
      {href && (
        <p className="mt-1">
          <TextLink href={href} {...(isElsewhere ? { target: '_blank', rel: 'noreferrer' } : {})}>
            {t(`places.${place}`)}
            {isElsewhere && <ArrowUpRight aria-hidden className="ml-0.5 inline size-4" />}
          </TextLink>
        </p>
      )}
      <p className="mt-1 text-sm text-ink-soft">{t('then')}</p>
    </>
  );
}
