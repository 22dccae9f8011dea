import { AppealState } from '@/components/authorDesk/AppealState';
import { linkStyle, Panel, PlainText, Submit } from '@/components/authorDesk/controls';
import { actionOf, type DeskWords } from '@/components/authorDesk/words';
import { PublicAction } from '@/components/public/PublicFrame';
import type { AuthorDesk } from '@/lib/authorDesk/authorDesk';
import { replyMax } from '@/lib/reviews/schema';

type Props = { words: DeskWords; token: string; shop: string; desk: AuthorDesk };

/** What the author may do with their review now; each part is there only when it is possible. */
export function AuthorActions(props: Props) {
  const { words, token, desk } = props;
  const { t } = words;
  return (
    <>
      {desk.update && <UpdateQuestion {...props} until={desk.update.until} />}
      {desk.modify && <Refused {...props} modify={desk.modify} />}
      {desk.canAnswer && <Answer {...props} />}
      {desk.canWithdraw && (
        <p className="mt-8 text-sm text-ink-soft">
          <a href={`/r/${token}/withdraw`} className={linkStyle}>
            {t('withdraw.link')}
          </a>
        </p>
      )}
    </>
  );
}

/** What has just been done, said once on the page the form led to. */
export function DoneNotice({ words: { t }, done }: { words: DeskWords; done: string | undefined }) {
  const known = ['modified', 'appealed', 'answered', 'withdrawn', 'kept'];
  if (!done || !known.includes(done)) return null;
  return (
    <p role="status" className="mb-6 rounded-lg bg-success-soft px-4 py-3 font-medium text-success-ink">
      {t(`done.${done}`)}
    </p>
  );
}

function UpdateQuestion({ words, token, shop, until }: Props & { until: Date }) {
  const { t, date } = words;
  return (
    <Panel id="update" title={t('update.title')}>
      <p>{t('update.text', { shop })}</p>
      <p className="text-ink-soft">{t('update.until', { date: date(until) })}</p>
      <form method="post" action={actionOf(token, 'update', words)} className="flex flex-wrap gap-3">
        <Submit name="wish" value="yes">
          {t('update.yes')}
        </Submit>
        <Submit name="wish" value="no" tone="quiet">
          {t('update.no')}
        </Submit>
      </form>
    </Panel>
  );
}

function Refused({ words, token, desk, modify }: Props & { modify: NonNullable<AuthorDesk['modify']> }) {
  const { t, date } = words;
  return (
    <Panel id="refused" title={t('refused.title')}>
      {desk.statement && (
        <div>
          <p className="text-sm text-ink-soft">{t('refused.statement')}</p>
          <blockquote
            dir="auto"
            className="mt-1 border-l-2 border-line-strong pl-4 break-words whitespace-pre-wrap"
          >
            {desk.statement}
          </blockquote>
        </div>
      )}
      <p>{t(modify.isOpen ? 'refused.modify' : 'refused.modifyOver', { date: date(modify.until) })}</p>
      {modify.isOpen && <PublicAction href={`/r/${token}/modify`}>{t('refused.action')}</PublicAction>}
      {desk.appeal && <AppealState words={words} token={token} appeal={desk.appeal} />}
    </Panel>
  );
}

function Answer({ words, token, shop }: Props) {
  const { t } = words;
  return (
    <Panel id="answer" title={t('answer.title', { shop })}>
      <form method="post" action={actionOf(token, 'answer', words)} className="space-y-4">
        <PlainText
          name="body"
          label={t('answer.label')}
          hint={t('answer.hint', { shop, max: replyMax })}
          maxLength={replyMax}
        />
        <Submit>{t('answer.send')}</Submit>
      </form>
    </Panel>
  );
}
