/** The intake on a bare node:http server, mounted ahead of Next in the web process: the hot path pays for no framework. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@/lib/platform/errors';
import { cutOff } from '@/lib/platform/http/body';
import { toProblem } from '@/lib/platform/http/problem';
import { log } from '@/lib/platform/log';
import { maxWebhookBytes, receiveWebhook } from '@/lib/sync/inbound/intake';
import { legacyAction, legacyPath, receiveLegacyCall } from '@/lib/sync/inbound/legacyIntake';

const path = /^\/api\/zendesk\/webhooks\/([0-9a-f-]{36})(?:\?.*)?$/i;

/** The former integration's address; other actions of it belong to others. */
function legacyQuery(url: string): URLSearchParams | null {
  if (!url.startsWith(`${legacyPath}?`)) return null;
  const query = new URLSearchParams(url.slice(legacyPath.length + 1));
  return query.get('action') === legacyAction ? query : null;
}

/** True when the request is the intake's; the server passes everything else on. */
export function isIntake({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && (path.test(url) || legacyQuery(url) !== null);
}

/** By events, because an async iterator costs the hot path more; what is too much is read on but not kept. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxWebhookBytes) chunks.push(chunk);
      else reject(new AppError('too_large', { params: { maxBytes: maxWebhookBytes } }));
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', (cause) => reject(cutOff(cause)));
  });
}

/** Answers one webhook; never throws. */
export async function handleIntake(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const send = (status: number, type: string, body: object) => {
    const text = JSON.stringify(body);
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(text),
      'x-request-id': requestId,
    });
    response.end(text);
  };
  try {
    const { url = '' } = request;
    const rawBody = await readBody(request);
    const header = (name: string) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : null;
    };
    const query = legacyQuery(url);
    const connectionId = path.exec(url)?.[1] ?? '';
    const answer = query
      ? await receiveLegacyCall({ query, rawBody, header })
      : await receiveWebhook({ connectionId, rawBody, header });
    send(200, 'application/json', answer);
  } catch (error) {
    const problem = toProblem(error, requestId);
    if (problem.status >= 500) log().error({ err: error, requestId }, 'webhook intake failed');
    else log().info({ requestId, code: problem.code, reason: (error as AppError).cause }, 'webhook refused');
    send(problem.status, 'application/problem+json', problem);
  }
}
