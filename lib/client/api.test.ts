import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { api, ApiProblem, streamLines } from '@/lib/client/api';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A real answer over a real socket: what a proxy or a cut connection sends is never what a stub would. */
async function answering(answer: (response: ServerResponse) => void): Promise<string> {
  const listening = createServer((_request, response) => answer(response));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
}

async function problemOf(work: Promise<unknown>): Promise<ApiProblem> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiProblem)) throw new Error('expected an ApiProblem');
  return error;
}

describe('api', () => {
  it('answers parsed JSON, and undefined for 204', async () => {
    const url = await answering((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}'),
    );
    expect(await api.get(url)).toEqual({ id: 1 });
    server?.close();
    const empty = await answering((response) => response.writeHead(204).end());
    const answer = await api.delete<unknown>(empty);
    expect(answer).toBeUndefined();
  });

  it('carries code, fields, params and request id of a problem answer', async () => {
    const body = {
      code: 'invalid_input',
      detail: 'no',
      requestId: 'r-1',
      params: { max: 3 },
      errors: [{ path: 'a.0', code: 'x', message: 'm' }],
    };
    const url = await answering((response) =>
      response.writeHead(422, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body)),
    );
    const problem = await problemOf(api.post(url, {}));
    expect(problem).toMatchObject({
      status: 422,
      code: 'invalid_input',
      requestId: 'r-1',
      params: { max: 3 },
      errors: body.errors,
    });
  });

  it.each([
    [502, 'unavailable'],
    [413, 'too_large'],
    [429, 'rate_limited'],
    [500, 'internal'],
  ])('understands a page in HTML with status %i as %s', async (status, code) => {
    const url = await answering((response) =>
      response.writeHead(status, { 'content-type': 'text/html', 'retry-after': '7' }).end('<h1>oops'),
    );
    expect(await problemOf(api.get(url))).toMatchObject({ status, code, params: { seconds: 7 } });
  });

  it('reports an unreachable server as network, and an abort as the abort', async () => {
    const url = await answering((response) => response.destroy());
    expect(await problemOf(api.get(url))).toMatchObject({ status: 0, code: 'network' });
    const abort = new AbortController();
    abort.abort();
    await expect(api.get(url, { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('streamLines', () => {
  it('yields each line as a value, also when a character is cut between two packets', async () => {
    const bytes = Buffer.from('{"name":"é"}\n{"name":"b"}');
    const url = await answering((response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(bytes.subarray(0, 10), () => response.end(bytes.subarray(10)));
    });
    const items: unknown[] = [];
    for await (const item of streamLines(url)) items.push(item);
    expect(items).toEqual([{ name: 'é' }, { name: 'b' }]);
  });

  it('reports a connection cut in the middle as network', async () => {
    const url = await answering((response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"name":"a"}\n{"na', () => response.destroy());
    });
    const work = (async () => {
      for await (const item of streamLines(url)) expect(item).toEqual({ name: 'a' });
    })();
    expect((await problemOf(work)).code).toBe('network');
  });
});
