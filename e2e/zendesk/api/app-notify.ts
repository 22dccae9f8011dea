import { allow } from '../http/auth';
import { optionalInteger, optionalText, readJson } from '../http/body';
import type { PracticeApp } from '../http/context';
import { ApiError, blank, parameterMissing, recordNotFound } from '../http/errors';
import { useEndpointLimit } from '../http/limits';
import { toText } from '../http/text';

const MAX_BODY_BYTES = 1024 * 1024;
const PER_MINUTE = 100;

/** `POST /apps/notify`: an event for the open panels of an app, of one agent or of all. The status is unconfirmed. */
export function mountAppNotify(api: PracticeApp): void {
  api.post('/apps/notify', allow('agent', 'apps'), async (c) => {
    if (Number(c.req.header('content-length') ?? '0') > MAX_BODY_BYTES) {
      throw new ApiError(413, 'Payload too large');
    }
    const account = c.get('account');
    const { limiter, live } = c.get('practice');
    useEndpointLimit(limiter, account, c.get('extraHeaders'), {
      header: 'zendesk-ratelimit-apps-notify',
      key: 'apps-notify',
      what: 'apps notify',
      total: PER_MINUTE,
    });
    const body = await readJson(c);
    const appId = optionalInteger(body.app_id, 'app_id');
    if (appId === null) throw parameterMissing('app_id');
    if (!account.apps.get(appId)) throw recordNotFound();
    const event = optionalText(body.event, 'event');
    if (!event) throw blank('event', 'Event');
    const agentId = optionalInteger(body.agent_id, 'agent_id');
    live.tell(account.subdomain, { kind: 'notification', appId, event, body: toText(body.body), agentId });
    return c.body(null, 204);
  });
}
