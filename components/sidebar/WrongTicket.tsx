'use client';

import { say, useSurroundings } from '@/components/sidebar/context';
import { Refused, Section } from '@/components/sidebar/parts';
import { SearchBox } from '@/components/sidebar/SearchBox';
import { useAct } from '@/components/sidebar/useAct';
import type { ChainStep, WrongTicketPanel } from '@/lib/sidebar/view';

const signs = { ok: 'm4 8.3 2.7 2.7L12 5', broken: 'm4.5 4.5 7 7m0-7-7 7', skipped: 'M4.5 8h7' };

/** A ticket that is no review: which link of the chain is broken, its repair where we can make it, and a search. */
export function WrongTicket({ panel }: { panel: WrongTicketPanel & { isAdmin: boolean } }) {
  const { words, ticketId } = useSurroundings();
  const { act, isPending, refusal } = useAct();
  return (
    <>
      <header className="part">
        <h2>{say(words, 'wrong.title')}</h2>
        <p>{say(words, 'wrong.text')}</p>
      </header>
      <Section title={say(words, 'wrong.chain')}>
        <ol className="chain">
          {panel.steps.map((step) => (
            <Step key={step.name} step={step} />
          ))}
        </ol>
        {panel.canRepair && (
          <button
            type="button"
            className="primary wide"
            aria-busy={isPending}
            onClick={() => void act('POST', 'repair', { body: { ticketId } }, 'wrong.repaired')}
          >
            {say(words, isPending ? 'wrong.repairing' : 'wrong.repair')}
          </button>
        )}
        {panel.isRepairable && !panel.canRepair && <p className="quiet">{say(words, 'wrong.askAdmin')}</p>}
        <Refused text={refusal} />
        {panel.isAdmin && (
          <a href={panel.portalUrl} target="_blank" rel="noopener noreferrer">
            {say(words, 'wrong.portal')} <span className="hidden">({say(words, 'panel.newTab')})</span>
          </a>
        )}
      </Section>
      <SearchBox />
    </>
  );
}

function Step({ step: { state, label, reason } }: { step: ChainStep }) {
  const { words } = useSurroundings();
  return (
    <li className={state}>
      <svg viewBox="0 0 16 16" aria-hidden>
        <circle cx="8" cy="8" r="7" />
        <path d={signs[state]} />
      </svg>
      <span>
        {label} <span className="quiet">{say(words, `wrong.${state}`)}</span>
        {reason && <strong>{reason}</strong>}
      </span>
    </li>
  );
}
