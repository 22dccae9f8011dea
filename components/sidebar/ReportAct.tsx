'use client';

import { useState } from 'react';
import { say, useSurroundings } from '@/components/sidebar/context';
import { ReportForm } from '@/components/sidebar/ReportForm';
import type { ReviewPanel } from '@/lib/sidebar/view';

/** What became of a report, or the way to one, or what has to happen first. */
export function ReportAct({ panel }: { panel: ReviewPanel }) {
  const { words } = useSurroundings();
  const [isOpen, setOpen] = useState(false);
  const { report, reporting } = panel;
  return (
    <>
      {report && (
        <div className="note">
          <strong>{report.title}</strong>
          <p>{report.reason}</p>
          <p className="quiet">{report.by}</p>
          {report.statement && <p>{report.statement}</p>}
        </div>
      )}
      {reporting && 'blocked' in reporting && <p className="quiet">{reporting.blocked}</p>}
      {reporting && 'reasons' in reporting && !isOpen && (
        <button type="button" className="wide" onClick={() => setOpen(true)}>
          {say(words, 'report.action')}
        </button>
      )}
      {reporting && 'reasons' in reporting && isOpen && (
        <ReportForm reasons={reporting.reasons} onDone={() => setOpen(false)} />
      )}
      {reporting && 'reasons' in reporting && <p className="quiet">{panel.window}</p>}
    </>
  );
}
