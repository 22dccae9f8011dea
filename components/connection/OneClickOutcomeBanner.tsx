'use client';

import { useTranslations } from 'next-intl';
import { Banner, type BannerProps } from '@/components/ui/Banner';

/** Written as a record, so that an outcome without a tone cannot be forgotten; an unknown word in the address shows nothing. */
const tones: Record<string, BannerProps['tone']> = {
  connected: 'success',
  spare_kept: 'success',
  unfinished: 'warning',
  denied: 'info',
  expired: 'warning',
  changed: 'warning',
  refused: 'danger',
  other_person: 'warning',
  check_failed: 'danger',
};

/** What came of the way to Zendesk's consent page and back. */
export function OneClickOutcomeBanner({ kind, reason }: { kind: string; reason: string | null }) {
  const t = useTranslations('zendeskSetup.outcome');
  const checks = useTranslations('applications.checks');
  const tone = tones[kind];
  if (!tone) return null;
  const isKnown = reason !== null && checks.has(`next.${reason}`);
  return (
    <Banner isLive tone={tone} title={t(`${kind}.title`)} className="mb-5">
      <p>{isKnown ? checks(`next.${reason}`) : t(`${kind}.text`)}</p>
    </Banner>
  );
}
