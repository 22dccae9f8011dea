/** A shop's own origin: pages and files of another host than the product's. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { type: string; body: string; policy?: string };
export type Shop = { url: string; close(): void };

/** Serves the answers by their path, on a free port; everything else is not there. */
export async function openShop(answers: Record<string, Answer>): Promise<Shop> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (!answer) return void response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    response.setHeader('content-type', `${answer.type}; charset=utf-8`);
    if (answer.policy) response.setHeader('content-security-policy', answer.policy);
    response.end(answer.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** What a browser without constructable style sheets lacks. */
const noSheets =
  "delete ShadowRoot.prototype.adoptedStyleSheets; CSSStyleSheet = class { constructor() { throw new TypeError('Illegal constructor') } };";

/** Pages of a shop whose cache plugin puts the widgets' script between two others of its own, and loads them as it pleases. */
export async function pagesWithShopFile(origin: string, websiteId: string): Promise<Record<string, Answer>> {
  const ours = await (await fetch(`${origin}/widget/${websiteId}.js`)).text();
  const before = 'window.beforeWidget = true;\n';
  const after = ';window.afterWidget = true;\n';
  const script = (body: string): Answer => ({ type: 'text/javascript', body });
  const page = (tags: string, { attributes = `website="${websiteId}"`, policy = '' } = {}): Answer => {
    const widget = `<verified-reviews view="badge" ${attributes}><a href="#">fallback</a></verified-reviews>`;
    return { type: 'text/html', body: `<!doctype html><title>shop</title>${tags}${widget}`, policy };
  };
  const deferred = '<script defer src="/cache/all.js"></script>';
  const old = '<script src="/old.js"></script>';
  const withPolicy = (style: string) =>
    `default-src 'none'; script-src 'self' 'nonce-n0nce'; connect-src ${origin}; style-src ${style}`;
  return {
    '/cache/all.js': script(before + ours + after),
    '/cache/twice.js': script(before + ours + ours + after),
    '/old.js': script(noSheets),
    '/bundle': page(deferred),
    '/late': page('<script>fetch("/cache/all.js").then((r) => r.text()).then((t) => (0, eval)(t))</script>'),
    '/module': page('<script type="module" src="/cache/all.js"></script>'),
    '/unnamed': page(deferred, { attributes: '' }),
    '/twice': page('<script defer src="/cache/twice.js"></script><script src="/cache/all.js"></script>'),
    '/noSheets': page(old + deferred),
    '/noSheetsNonce': page(`${old}<script defer nonce="n0nce" src="/cache/all.js"></script>`, {
      policy: withPolicy("'nonce-n0nce'"),
    }),
    '/sheetsPolicy': page(deferred, { policy: withPolicy("'none'") }),
    '/noStyle': page(old + deferred, { policy: withPolicy("'none'") }),
  };
}
