import { SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';

export default async function NotFound() {
  const t = await getTranslations('reviews');
  return (
    <Card>
      <EmptyState
        icon={SearchX}
        title={t('missing.title')}
        action={<ButtonLink href="/reviews">{t('missing.back')}</ButtonLink>}
      >
        {t('missing.text')}
      </EmptyState>
    </Card>
  );
}
