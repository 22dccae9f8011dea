import { streamSSE } from 'hono/streaming';
import type { PracticeApp, PracticeContext } from '../http/context';
import { agentScreen, type Screen } from '../screens/guard';
import type { LiveEvent } from '../screens/live';
import { bundle } from './bundles';
import { mountProxy } from './proxy';

const HEARTBEAT_MS = 15_000;

async function script(c: PracticeContext, name: Parameters<typeof bundle>[0]): Promise<Response> {
  return c.body(await bundle(name), 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
}

/** A picture of an app's package, shown in the head of its panel. */
function icon({ c }: Screen): Response {
  const app = c.get('account').apps.get(c.req.param('app'));
  const content = app?.package.assets[c.req.param('file') ?? ''];
  if (content === undefined) return c.text('Not found', 404);
  return c.body(Buffer.from(content, 'base64'), 200, {
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=300',
  });
}

/** What happens while a screen is open: tickets that changed, and notifications for apps of this agent. */
function live({ c, user }: Screen): Response {
  const { live: bus } = c.get('practice');
  const { subdomain } = c.get('account');
  return streamSSE(c, async (stream) => {
    const end = bus.listen(subdomain, (event: LiveEvent) => {
      if (event.kind === 'notification' && event.agentId !== null && event.agentId !== user.id) return;
      void stream.writeSSE({ data: JSON.stringify(event) });
    });
    stream.onAbort(end);
    while (!stream.aborted) {
      await stream.writeSSE({ event: 'alive', data: '' });
      await stream.sleep(HEARTBEAT_MS);
    }
  });
}

/** The apps framework's server half: scripts, pictures, the proxy, and what open screens listen to. */
export function mountHost(app: PracticeApp): void {
  app.get('/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js', (c) => script(c, 'sdk'));
  app.get('/_host/ticket.js', (c) => script(c, 'ticket'));
  app.get('/:subdomain/agent/live', agentScreen(live));
  app.get('/:subdomain/agent/apps/:app/:file{logo(-small)?\\.png}', agentScreen(icon));
  mountProxy(app);
}
