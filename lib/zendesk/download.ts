/**
 * A file of a ticket, from where Zendesk says it is. The address comes out of an answer, so it is held to the account's own host
 * and Zendesk's host for files, through every redirect; no credentials go along, the address carries its own token.
 */
import { fetch as undiciFetch } from 'undici';
import { ZendeskError } from '@/lib/zendesk/errors';

const fileHost = /^(?:[a-z0-9-]+\.)*zdusercontent\.com$/;
const maxHops = 4;
const timeoutMs = 20_000;

function refused(words: string): ZendeskError {
  return new ZendeskError({ kind: 'malformed', outcome: 'refused', words, call: 'GET attachment' });
}

function check(address: string, base: string, origin: string): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  const isFileHost = url?.protocol === 'https:' && fileHost.test(url.hostname) && url.port === '';
  if (!url || (url.origin !== origin && !isFileHost)) throw refused('The file is not at Zendesk.');
  return url;
}

/**
 * @param options.origin of the account.
 * @param options.headers sent with every hop: who calls, never credentials.
 * @throws ZendeskError `malformed` for an address elsewhere or a file that is too large, `not_found`, `connection`.
 */
export async function downloadFile(
  address: string,
  {
    origin,
    maxBytes,
    headers,
  }: { origin: string; maxBytes: number; headers?: Readonly<Record<string, string>> },
): Promise<Uint8Array<ArrayBuffer>> {
  let url = check(address, origin, origin);
  const signal = AbortSignal.timeout(timeoutMs);
  for (let hop = 0; hop < maxHops; hop++) {
    const answer = await undiciFetch(url, { redirect: 'manual', signal, headers }).catch(() => {
      throw new ZendeskError({
        kind: 'connection',
        outcome: 'refused',
        code: 'CONNECTION_LOST',
        call: 'GET attachment',
      });
    });
    const next = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && next) {
      await answer.body?.cancel();
      url = check(next, url.href, origin);
      continue;
    }
    if (answer.status !== 200)
      throw new ZendeskError({
        kind: 'not_found',
        outcome: 'refused',
        words: `The file answers ${answer.status}.`,
        call: 'GET attachment',
      });
    return readAll(answer.body ?? [], maxBytes);
  }
  throw refused('Too many redirects.');
}

async function readAll(body: AsyncIterable<unknown> | Iterable<unknown>, maxBytes: number) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw refused('The file is too large.');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
