'use client';

import { useState, type SubmitEvent } from 'react';
import { say, useSurroundings } from '@/components/sidebar/context';
import { FilePicker } from '@/components/sidebar/FilePicker';
import { moveFocus, takeFocus } from '@/components/sidebar/focus';
import { Refused } from '@/components/sidebar/parts';
import { TicketFiles } from '@/components/sidebar/TicketFiles';
import { useAct } from '@/components/sidebar/useAct';
import type { ReasonView } from '@/lib/sidebar/view';

type Props = { reasons: ReasonView[]; onDone: () => void };

/** The report assistant: one of the thirteen reasons, its proof from the agent's machine or from the ticket, a comment. */
export function ReportForm({ reasons, onDone }: Props) {
  const { words, ticketId } = useSurroundings();
  const { act, isPending, refusal } = useAct();
  const [reason, setReason] = useState<ReasonView | null>(null);
  const [missing, setMissing] = useState<'report.choose' | 'report.filesRequired' | null>(null);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const files = form.getAll('attachments').filter((file) => file instanceof File && file.size > 0);
    form.delete('attachments');
    for (const file of files) form.append('attachments', file);
    const hasProof = files.length > 0 || form.has('ticketFile');
    const fault = !reason ? 'report.choose' : reason.needsProof && !hasProof ? 'report.filesRequired' : null;
    setMissing(fault);
    if (fault) return;
    form.set('ticketId', ticketId);
    if (await act('POST', 'reports', { form }, 'report.done')) {
      onDone();
      moveFocus('report');
    }
  };
  return (
    <form
      className="ask"
      aria-label={say(words, 'report.title')}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <strong>{say(words, 'report.title')}</strong>
      <p className="quiet">{say(words, 'report.intro')}</p>
      <fieldset>
        <legend>{say(words, 'report.reason')}</legend>
        {reasons.map((one, index) => (
          <label key={one.code} className="choice">
            <input
              type="radio"
              name="reason"
              value={one.code}
              disabled={one.blocked !== null}
              ref={index === 0 ? takeFocus : undefined}
              onChange={() => setReason(one)}
            />
            <span>
              {one.label}
              {one.needsProof && !one.blocked && <em> · {say(words, 'report.proof')}</em>}
              {one.blocked && <em> · {one.blocked}</em>}
            </span>
          </label>
        ))}
      </fieldset>
      {reason?.isAuthorAsked && <p className="note">{say(words, 'report.authorAsked')}</p>}
      <label>
        {say(words, 'report.comment')}
        <textarea name="comment" rows={3} maxLength={2000} />
      </label>
      <FilePicker name="attachments" />
      <TicketFiles />
      <Refused text={missing ? say(words, missing) : refusal} />
      <div className="row">
        <button type="submit" className="primary" aria-busy={isPending}>
          {say(words, isPending ? 'report.pending' : 'report.send')}
        </button>
        <button type="button" onClick={onDone}>
          {say(words, 'report.cancel')}
        </button>
      </div>
    </form>
  );
}
