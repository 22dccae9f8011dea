import type { HostData } from '../launch';
import { Composer } from './composer';
import type { ScreenState } from './state';

/** Parts of the screen that show what is saved; the composer among them only once the ticket is closed. */
const PARTS = ['.details', '#comments'];

export interface Changes {
  names: string[];
  hasNewComment: boolean;
}

export function readHostData(page: Document): HostData | null {
  const text = page.getElementById('host-data')?.textContent;
  return text ? (JSON.parse(text) as HostData) : null;
}

/** Puts a newer version of this page's content on screen, keeping the draft. @returns what of the ticket is different */
export function adopt(page: Document, state: ScreenState): Changes {
  for (const part of PARTS) {
    const [now, next] = [document.querySelector(part), page.querySelector(part)];
    if (now && next) now.replaceWith(next);
  }
  const data = readHostData(page);
  if (!data) return { names: [], hasNewComment: false };
  const before = state.data.ticket;
  state.data.ticket = data.ticket;
  if (data.ticket.status === 'closed' && state.composer) {
    const next = page.querySelector('[data-part=composer]');
    if (next) document.querySelector('[data-part=composer]')?.replaceWith(next);
    state.composer = null;
  } else if (state.composer && before.status !== data.ticket.status) {
    // The saved status is what the next message is sent with, unless the agent chose another.
    const fresh = page.querySelector<HTMLFormElement>('form[data-part=composer]');
    if (fresh && state.composer.hasStatus(new Composer(fresh).status)) {
      state.composer.status = new Composer(fresh).status;
    }
  }
  return compare(before, data.ticket);
}

function compare(before: HostData['ticket'], after: HostData['ticket']): Changes {
  const isDifferent = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const columns = [
    'status',
    'subject',
    'type',
    'priority',
    'tags',
    'requester',
    'assignee',
    'externalId',
  ] as const;
  const fields = new Set([...Object.keys(before.customFields), ...Object.keys(after.customFields)]);
  return {
    names: [
      ...columns.filter((name) => isDifferent(before[name], after[name])),
      ...[...fields]
        .filter((id) => isDifferent(before.customFields[id], after.customFields[id]))
        .map((id) => `custom_field_${id}`),
    ],
    hasNewComment: isDifferent(before.comments, after.comments),
  };
}
