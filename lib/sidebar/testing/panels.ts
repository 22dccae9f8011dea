/** A stage for the sidebar's tests: the app installed in a practice account as its administrator would, and its panels. */
import { buildAppPackage } from '@/lib/sidebar/package/build';
import type { Stage } from '@/lib/sync/testing/stage';
import { finished, upload } from '../../../e2e/zendesk/apps/testing';
import { client, tokenOf } from '../../../e2e/zendesk/harness';

export type Installed = { appId: number; installationId: number };
type Launch = { installationId: number; token: string | null };
type Handler = (request: Request) => Promise<Response>;

/** Uploads our package and installs it for a website. */
export async function installApp(
  stage: Stage,
  subdomain: string,
  settings: Record<string, string>,
): Promise<Installed> {
  const api = client(stage.practice, subdomain);
  const { zip } = buildAppPackage('http://localhost:3000');
  const address = `${stage.practice.url}/${subdomain}/api/v2/apps/uploads.json`;
  const sent = await upload(address, tokenOf(subdomain), Buffer.from(zip));
  const { id: uploadId } = (await sent.json()) as { id: number };
  const built = await api.post('/apps', {
    upload_id: uploadId,
    name: 'Verified Reviews',
    short_description: 'x',
  });
  const job = await finished(api, `/apps/job_statuses/${built.json.job_id}`);
  if (job.json.status !== 'completed') throw new Error(`the package was refused: ${job.text}`);
  const appId = job.json.app_id;
  const made = await api.post('/apps/installations', {
    app_id: appId,
    settings: { name: 'Reviews', ...settings },
  });
  if (made.status !== 201) throw new Error(`the installation was refused: ${made.text}`);
  return { appId, installationId: made.json.id };
}

/** What an agent's browser is given for the panels of a ticket, tokens included. */
export async function openTicket(
  stage: Stage,
  subdomain: string,
  who: string,
  ticketId: number,
): Promise<Launch[]> {
  const { call } = client(stage.practice, subdomain, null);
  const form = new URLSearchParams({ email: `${who}@${subdomain}.test`, password: 'zendesk-demo' });
  const signedIn = await call('POST', '/agent/sign-in', form.toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { text } = await call('GET', `/agent/tickets/${ticketId}`, undefined, { cookie });
  const json = /id="host-data">([\s\S]*?)<\/script>/.exec(text)?.[1];
  if (!json) throw new Error(`no panels beside ticket ${ticketId}: ${text.slice(0, 200)}`);
  return (JSON.parse(json) as { launches: Launch[] }).launches;
}

/** Calls one of the sidebar's routes. */
export async function ask(
  handler: unknown,
  { method = 'GET', query = '', body, form, headers = {} }: Ask = {},
): Promise<{ status: number; json: Record<string, unknown>; headers: Headers }> {
  const answer = await (handler as Handler)(
    new Request(`http://localhost:3000/api/zendesk/sidebar/x${query}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(form ? { body: form } : {}),
    }),
  );
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}
type Ask = {
  method?: string;
  query?: string;
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
};
