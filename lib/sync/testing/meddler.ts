/** A proxy before the practice Zendesk that spoils answers in ways it cannot itself: what comes back is the test's to write. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Spoil = (answer: { path: string; body: string }) => string | null;

/** @param target where the practice Zendesk answers. */
export async function startMeddler(target: string) {
  let spoil: Spoil = () => null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void forward(request.method ?? 'GET', request.url ?? '/', request.headers, Buffer.concat(chunks)).then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
        () => response.destroy(),
      );
    });
  });

  async function forward(
    method: string,
    path: string,
    given: Record<string, string | string[] | undefined>,
    body: Buffer,
  ) {
    const headers = Object.fromEntries(
      ['authorization', 'content-type', 'idempotency-key', 'accept'].flatMap((name) =>
        typeof given[name] === 'string' ? [[name, given[name]]] : [],
      ),
    );
    const answer = await fetch(target + path, {
      method,
      headers,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? 'application/json';
    return {
      status: answer.status,
      headers: { 'content-type': type },
      body: spoil({ path, body: text }) ?? text,
    };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil: (way: Spoil | null) => {
      spoil = way ?? (() => null);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
