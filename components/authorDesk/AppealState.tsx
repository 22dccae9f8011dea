import { linkStyle } from '@/components/authorDesk/controls';
import type { DeskWords } from '@/components/authorDesk/words';
import type { AppealDesk } from '@/lib/authorDesk/authorDesk';

/** Whether the refusal can be, is or was appealed. */
export function AppealState({
  words,
  token,
  appeal,
}: {
  words: DeskWords;
  token: string;
  appeal: AppealDesk;
}) {
  const { t, date } = words;
  if (appeal.state === 'possible') {
    return (
      <p className="text-ink-soft">
        {t('appeal.possible', { date: date(appeal.until) })}{' '}
        <a href={`/r/${token}/appeal`} className={linkStyle}>
          {t('appeal.link')}
        </a>
      </p>
    );
  }
  if (appeal.state === 'open') return <p>{t('appeal.open', { date: date(appeal.dueAt) })}</p>;
  if ('until' in appeal)
    return <p className="text-ink-soft">{t('appeal.over', { date: date(appeal.until) })}</p>;
  return (
    <div>
      <p className="font-medium">{t(`appeal.${appeal.state}`)}</p>
      {appeal.statement && <p className="mt-1 break-words whitespace-pre-wrap">{appeal.statement}</p>}
    </div>
  );
}
