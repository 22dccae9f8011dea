import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/components/layout/MessagePage';
import { ButtonLink } from '@/components/ui/Button';

export default async function NotFound() {
  const t = await getTranslations('ui');
  return (
    <MessagePage title={t('notFound.title')} figure="404">
      <p>{t('notFound.body')}</p>
      <ButtonLink href="/" variant="primary" className="mt-6">
        {t('notFound.action')}
      </ButtonLink>
    </MessagePage>
  );
}
