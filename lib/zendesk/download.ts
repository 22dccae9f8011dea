/**
 * A file of a ticket, from where Zendesk says it is. The address comes out of an answer, so it is held to the account's own host
 * and Zendesk's host for files, through every redirect. Accounts may keep files to authenticated users: our credentials go along
 * on the first step, to the account's own origin and nowhere else. From there the address carries its own token.
 */
import { fetch as undiciFetch } from 'undici';
import type { AuthProvider } from '@/lib/zendesk/auth';
import { userAgent } from '@/lib/zendesk/client';
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

type FileAnswer = Awaited<ReturnType<typeof undiciFetch>>;

type Call = { headers: Readonly<Record<string, string>>; signal: AbortSignal };

async function ask(url: URL, authorization: string | null, call: Call): Promise<FileAnswer> {
  const credentials = authorization === null ? {} : { authorization };
  const headers = { 'user-agent': userAgent, ...call.headers, ...credentials };
  try {
    return await undiciFetch(url, { redirect: 'manual', signal: call.signal, headers });
  } catch {
    throw new ZendeskError({
      kind: 'connection',
      outcome: 'refused',
      code: 'CONNECTION_LOST',
      call: 'GET attachment',
    });
  }
}

/** A token may have ended since the ticket was read: it is renewed once. */
async function askAccount(url: URL, auth: AuthProvider, call: Call): Promise<FileAnswer> {
  const authorization = await auth.header();
  const answer = await ask(url, authorization, call);
  if (answer.status !== 401 || !(await auth.onUnauthorized?.(authorization))) return answer;
  await answer.body?.cancel();
  return ask(url, await auth.header(), call);
}

type Source = {
  origin: string;
  maxBytes: number;
  auth: AuthProvider;
  headers?: Readonly<Record<string, string>>;
};

/**
 * @param options.origin of the account.
 * @param options.auth of the connection to it.
 * @param options.headers sent with every hop: who calls, never credentials.
 * @throws ZendeskError `malformed` for an address elsewhere or a file that is too large, `forbidden`, `not_found`, `connection`.
 */
export async function downloadFile(
  address: string,
  { origin, maxBytes, auth, headers = {} }: Source,
): Promise<Uint8Array<ArrayBuffer>> {
  let url = check(address, origin, origin);
  const call = { headers, signal: AbortSignal.timeout(timeoutMs) };
  for (let hop = 0; hop < maxHops; hop++) {
    const isAccount = hop === 0 && url.origin === origin;
    const answer = await (isAccount ? askAccount(url, auth, call) : ask(url, null, call));
    const next = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && next) {
      await answer.body?.cancel();
      url = check(next, url.href, origin);
      continue;
    }
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new ZendeskError({
        kind: [401, 403].includes(answer.status) ? 'forbidden' : 'not_found',
        outcome: 'refused',
        words: `The file answers ${answer.status}.`,
        call: 'GET attachment',
      });
    }
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
