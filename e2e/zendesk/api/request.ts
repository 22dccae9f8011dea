import { callerOf } from '../http/auth';
import type { PracticeContext } from '../http/context';
import { invalidAttribute, parameterMissing, recordNotFound, tooManyValues } from '../http/errors';
import type { WebhookRow } from '../state/webhook-rows';
import type { Writer } from '../tickets/write';

const MAX_IDS = 100;

/** The absolute address of the list being read, for the links to its other pages. */
export function listAddress(c: PracticeContext): string {
  const url = new URL(c.req.url);
  return `${c.get('practice').store.origin}${url.pathname}${url.search}`;
}

/** The ids of `?ids=1,2`. @throws ApiError 400 without ids or with more than 100 */
export function readIds(c: PracticeContext): number[] {
  const text = c.req.query('ids');
  if (!text) throw parameterMissing('ids');
  const ids = text.split(',').map((id) => id.trim());
  if (ids.length > MAX_IDS) throw tooManyValues();
  if (ids.some((id) => !/^\d+$/.test(id))) throw invalidAttribute('ids', 'ids must be a list of integers');
  return ids.map(Number);
}

/** The writer behind an API request. */
export function writerOf(c: PracticeContext): Writer {
  return {
    practice: c.get('practice'),
    account: c.get('account'),
    actor: callerOf(c).user,
    viaChannel: 'api',
  };
}

/** The webhook named in the path. */
export function webhookInPath(c: PracticeContext): WebhookRow {
  const webhook = c.get('account').webhooks.get(c.req.param('id'));
  if (!webhook) throw recordNotFound();
  return webhook;
}
