import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/components/layout/MessagePage';
import { buttonStyles } from '@/components/ui/buttonStyles';

/** Part of every page's tree, so it keeps to a plain link: a component of the browser here would load everywhere. */
export default async function NotFound() {
  const t = await getTranslations('ui');
  return (
    <MessagePage title={t('notFound.title')} figure="404">
      <p>{t('notFound.body')}</p>
      {/* eslint-disable-next-line @next/next/no-html-link-for-pages -- the link component is a script */}
      <a href="/" className={`${buttonStyles({ variant: 'primary' })} mt-6`}>
        {t('notFound.action')}
      </a>
    </MessagePage>
  );
}
