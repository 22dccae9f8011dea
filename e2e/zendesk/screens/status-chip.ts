import { html } from 'hono/html';
import type { TicketStatus } from '../state/help-desk-rows';
import type { Html } from './layout';
import type { Texts } from './texts';

/** A ticket's status in words, with a colour beside them. */
export function statusChip(t: Texts, status: TicketStatus): Html {
  return html`<span class="chip ${status}">${t.statuses[status]}</span>`;
}
