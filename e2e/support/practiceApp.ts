/** A small app of the practice Zendesk's apps framework, on a server of its own that notes what it is asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The page: shows the token it was given, and lends its client to the test. */
const page = (
  sdkUrl: string,
  token: string,
) => `<!doctype html><html lang="en"><title>App</title><body><output>${token}</output>
<script src="${sdkUrl}"></script>
<script>window.seen = []; window.client = ZAFClient.init((context) => { window.context = context; });
for (const name of ['app.activated', 'ticket.submit.start', 'ticket.submit.done', 'ticket.submit.fail', 'ticket.updated',
  'ticket.status.changed', 'ticket.conversation.changed', 'colorScheme.changed', 'api_notification.ping'])
  client.on(name, (data) => window.seen.push([name, data]));
client.on('ticket.save', () => window.answer ? window.answer() : true);</script></body></html>`;

/** @param sdkUrl where the page loads the framework from. @returns its address, and what it was asked, as it arrived. */
export async function startPracticeApp(sdkUrl: string) {
  const asked: { path: string; authorization: string; body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const path = request.url ?? '';
      asked.push({ path, authorization: request.headers.authorization ?? '', body });
      if (path.startsWith('/api')) {
        response.writeHead(path.includes('refused') ? 409 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ body }));
        return;
      }
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(page(sdkUrl, new URLSearchParams(body).get('token') ?? ''));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
