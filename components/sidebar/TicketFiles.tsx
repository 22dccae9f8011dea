'use client';

import { useEffect, useState } from 'react';
import { say, useSurroundings } from '@/components/sidebar/context';
import type { TicketFile } from '@/lib/sidebar/view';

/** Files that already are in the ticket: chosen here, fetched by our server when the report is sent. */
export function TicketFiles() {
  const { words, call, ticketId } = useSurroundings();
  const [files, setFiles] = useState<TicketFile[] | 'failed' | null>(null);
  useEffect(() => {
    let isOver = false;
    call<{ items: TicketFile[] }>('GET', `files?ticketId=${ticketId}`).then(
      ({ data }) => {
        if (!isOver) setFiles(data?.items ?? []);
      },
      () => {
        if (!isOver) setFiles('failed');
      },
    );
    return () => {
      isOver = true;
    };
  }, [call, ticketId]);
  return (
    <fieldset aria-busy={files === null}>
      <legend>{say(words, 'report.fromTicket')}</legend>
      {files === null && <span className="bar" />}
      {files === 'failed' && <p className="quiet">{say(words, 'report.fromTicketFailed')}</p>}
      {Array.isArray(files) && files.length === 0 && (
        <p className="quiet">{say(words, 'report.fromTicketNone')}</p>
      )}
      {Array.isArray(files) &&
        files.map(({ id, name, size }) => (
          <label key={id} className="choice">
            <input type="checkbox" name="ticketFile" value={id} />
            <span>
              {name} <em>{size}</em>
            </span>
          </label>
        ))}
    </fieldset>
  );
}
