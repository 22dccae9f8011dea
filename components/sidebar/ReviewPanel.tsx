'use client';

import { say, useSurroundings } from '@/components/sidebar/context';
import { Comment } from '@/components/sidebar/Comment';
import { Section, Stars, StatusTag } from '@/components/sidebar/parts';
import { PastReviews, TicketLink } from '@/components/sidebar/PastReviews';
import { PublishAct } from '@/components/sidebar/PublishAct';
import { ReplyAct } from '@/components/sidebar/ReplyAct';
import { ReportAct } from '@/components/sidebar/ReportAct';
import { Thread } from '@/components/sidebar/Thread';
import type { ReviewPanel as View } from '@/lib/sidebar/view';

/** The review of the ticket: what it says, where it stands, and what the agent may do about it, the likeliest first. */
export function ReviewPanel({ panel }: { panel: View }) {
  const { words } = useSurroundings();
  const { status, clock, queue, facts, author } = panel;
  return (
    <>
      <header className="part">
        <div className="head">
          <Stars rating={panel.rating} label={panel.ratingLabel} />
          <span className="quiet">{panel.typeLabel}</span>
        </div>
        <p className="quiet">
          {author.name} · {author.date}
        </p>
        <Comment panel={panel} />
      </header>
      <Section
        id="status"
        title={say(words, 'panel.status')}
        aside={<StatusTag status={status.key} label={status.label} />}
      >
        <p>{status.text}</p>
        {clock && (
          <div>
            <span className="clock" aria-hidden>
              <span style={{ inlineSize: `${Math.round(clock.spent * 100)}%` }} />
            </span>
            <p className="quiet">{clock.text}</p>
          </div>
        )}
        {queue && (
          <p className="quiet">
            {queue.text} <TicketLink ticketId={queue.ticketId} />
          </p>
        )}
        {panel.publishing && <PublishAct key={panel.reviewId} publishing={panel.publishing} />}
      </Section>
      <ReplyAct replying={panel.replying} />
      <Thread panel={panel} />
      <Section id="report" title={say(words, 'report.heading')}>
        <ReportAct panel={panel} />
      </Section>
      <Section title={say(words, 'panel.details')}>
        <dl>
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <PastReviews author={author} />
      </Section>
      <footer>
        <a href={panel.portalUrl} target="_blank" rel="noopener noreferrer">
          {say(words, 'panel.portal')} <span className="hidden">({say(words, 'panel.newTab')})</span>
        </a>
        <span className="quiet">{panel.website}</span>
      </footer>
    </>
  );
}
