/**
 * Finished pages kept in the memory of one web process, with what they were made of. A page whose version has moved on is
 * never given: the caller reads the version with every request, so processes need not tell each other anything.
 */
import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

export type KeptPage = {
  version: string;
  keptAt: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
  tag: string;
};

const pageMaxBytes = 2 * 1_048_576;
/** Belong to one connection or one visitor, not to the page. */
const notKept = ['connection', 'keep-alive', 'transfer-encoding', 'date', 'set-cookie', 'content-length'];

export class PageCache {
  private readonly pages = new Map<string, KeptPage>();
  private bytes = 0;

  constructor(private readonly limits: { maxBytes: number; maxAgeMs: number }) {}

  /** The page kept under this key, if it was made of this version and is not too old. */
  find(key: string, version: string, atMs: number): KeptPage | null {
    const page = this.pages.get(key);
    if (!page) return null;
    if (page.version !== version || atMs - page.keptAt > this.limits.maxAgeMs) {
      this.drop(key);
      return null;
    }
    // Last used, last to go.
    this.pages.delete(key);
    this.pages.set(key, page);
    return page;
  }

  keep(key: string, page: KeptPage): void {
    this.drop(key);
    this.pages.set(key, page);
    this.bytes += page.body.length;
    for (const oldest of this.pages.keys()) {
      if (this.bytes <= this.limits.maxBytes) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const page = this.pages.get(key);
    if (!page) return;
    this.pages.delete(key);
    this.bytes -= page.body.length;
  }
}

type Write = (chunk: unknown, ...rest: unknown[]) => boolean;

/**
 * Listens to a page while it is sent, and hands over a copy once it is sent whole. Anything but a complete HTML page of
 * status 200 that sets no cookie is sent as ever and not copied.
 */
export function copyPage(
  response: ServerResponse,
  onPage: (page: Pick<KeptPage, 'headers' | 'body' | 'tag'>) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    size += chunk.length;
    if (size <= pageMaxBytes)
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk));
  };
  const write = response.write.bind(response) as Write;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.write = ((...args: unknown[]) => {
    take(args[0]);
    return write(...(args as [unknown]));
  }) as ServerResponse['write'];
  response.end = ((...args: unknown[]) => {
    take(args[0]);
    return end(...args);
  }) as ServerResponse['end'];
  response.once('finish', () => {
    const headers = response.getHeaders();
    const isPage = response.statusCode === 200 && String(headers['content-type']).startsWith('text/html');
    if (!isPage || headers['set-cookie'] || size > pageMaxBytes) return;
    const body = Buffer.concat(chunks);
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !notKept.includes(name)));
    onPage({ headers: kept, body, tag });
  });
}
