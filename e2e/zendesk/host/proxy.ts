import { settleAppJobs } from '../apps/jobs';
import { readJson } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { isObject, json } from '../http/reply';
import { agentScreen, type Screen } from '../screens/guard';
import { isReachable } from '../webhooks/send';
import { fillSecureSettings, ProxyRefused, readRequest, type OutgoingRequest } from './secure';

const TIMEOUT_MS = 30_000;

/** What comes back to the app: status and text, never the headers that carried the settings. */
interface Proxied {
  status: number;
  statusText: string;
  contentType: string;
  body: string;
}

const refused = (message: string, status = 400): Proxied => ({
  status,
  statusText: status === 400 ? 'Bad Request' : 'Gateway Timeout',
  contentType: 'text/plain',
  body: message,
});

async function send(c: PracticeContext, request: OutgoingRequest): Promise<Proxied> {
  const { deliveries } = c.get('practice');
  if (!URL.canParse(request.url) || !isReachable(request.url, deliveries.deliverTo)) {
    throw new ProxyRefused('Invalid request');
  }
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, 'user-agent': 'Zendesk Apps Proxy' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(request.body === null ? {} : { body: request.body }),
    });
    return {
      status: response.status,
      statusText: response.statusText,
      contentType: response.headers.get('content-type') ?? '',
      body: await response.text(),
    };
  } catch {
    return refused('Proxy error: the server does not answer', 504);
  }
}

/** Carries a request of an installed app; `secure` ones get the installation's settings filled in. */
async function proxy({ c }: Screen): Promise<Response> {
  const account = c.get('account');
  settleAppJobs(account);
  const { installationId, options: given } = await readJson(c);
  const options: JsonObject = isObject(given) ? given : {};
  const installation = account.installations.get(Number(installationId));
  const app = account.apps.get(installation?.appId);
  if (!installation?.isEnabled || !app) return json(c, refused('Proxy error: Invalid request'));
  try {
    const request =
      options.secure === true
        ? fillSecureSettings(app.package, installation.settings, options)
        : readRequest(options);
    return json(c, await send(c, request));
  } catch (error) {
    if (!(error instanceof ProxyRefused)) throw error;
    return json(c, refused(error.message));
  }
}

/** The proxy of the apps framework, for the screens of signed-in agents only. */
export function mountProxy(app: PracticeApp): void {
  // JSON only, so no foreign page can send it with the agent's cookie without asking first.
  app.post('/:subdomain/agent/apps/proxy', agentScreen(proxy));
}
