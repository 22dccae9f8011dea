import { describe, expect, it } from 'vitest';
import { toTicketState } from '@/lib/sync/queries';

const connection = (
  state: 'active' | 'needs_credentials' | 'needs_attention' | 'disconnected' = 'active',
) => ({
  state,
  subdomain: 'acme',
});
const ticket = { ticketId: 123n };
const planned = { ticketId: null };
const open = (state: 'waiting' | 'sending' | 'needs_merchant' | 'poisoned') => ({ state });

describe('the state of a ticket', () => {
  it.each([
    [
      'Zendesk shows the ticket no more',
      {
        connection: connection(),
        link: { ...ticket, ticketStatus: 'deleted' },
        open: open('needs_merchant'),
        hasMore: true,
      },
      'gone',
    ],
    [
      'a new one takes the place of a deleted ticket',
      {
        connection: connection(),
        link: { ...ticket, ticketStatus: 'deleted' },
        open: { ...open('waiting'), kind: 'replace_ticket' as const },
        hasMore: false,
      },
      'updating',
    ],
    ['nothing is connected', { connection: null, link: null, open: null, hasMore: true }, 'not_connected'],
    [
      'the connection was cut after a ticket',
      { connection: connection('disconnected'), link: ticket, open: null, hasMore: false },
      'disconnected',
    ],
    [
      'the review makes no ticket',
      { connection: connection(), link: null, open: null, hasMore: false },
      'none',
    ],
    [
      'events wait to be planned',
      { connection: connection(), link: null, open: null, hasMore: true },
      'waiting',
    ],
    [
      'the create is planned',
      { connection: connection(), link: planned, open: open('waiting'), hasMore: false },
      'waiting',
    ],
    [
      'the create is on its way',
      { connection: connection(), link: planned, open: open('sending'), hasMore: false },
      'sending',
    ],
    [
      'the ticket tells everything',
      { connection: connection(), link: ticket, open: null, hasMore: false },
      'sent',
    ],
    [
      'the ticket lags behind',
      { connection: connection(), link: ticket, open: open('sending'), hasMore: true },
      'updating',
    ],
    [
      'credentials ended before a delivery was made',
      { connection: connection('needs_credentials'), link: null, open: null, hasMore: true },
      'blocked',
    ],
    [
      'credentials ended, but nothing is owed',
      { connection: connection('needs_credentials'), link: ticket, open: null, hasMore: false },
      'sent',
    ],
    [
      'the delivery waits for the merchant',
      { connection: connection(), link: ticket, open: open('needs_merchant'), hasMore: false },
      'attention',
    ],
    [
      'the delivery was set aside',
      { connection: connection(), link: planned, open: open('poisoned'), hasMore: true },
      'poisoned',
    ],
  ] as const)('when %s', (_when, facts, state) => {
    expect(toTicketState(facts)).toBe(state);
  });
});
