import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { signedIn } from '../screens/session';
import { secretToken } from '../state/identifiers';
import type { AttachmentRow } from '../state/help-desk-rows';
import { identify } from './auth';
import type { Practice, PracticeContext } from './context';
import { couldNotAuthenticate } from './errors';

function send(file: AttachmentRow): Response {
  return new Response(Buffer.from(file.content, 'base64'), {
    headers: {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'x-content-type-options': 'nosniff',
    },
  });
}

/**
 * The address a file is read from. Its secret is the right to read it, unless the account makes files private: then only who
 * is signed in is sent on, to another host, with a token of its own. How strangers are refused is unconfirmed.
 */
export function download(c: PracticeContext): Response {
  const account = c.get('account');
  const secret = c.req.param('secret');
  const file = account.attachments.all().find((one) => one.secret === secret);
  if (!file) return c.text('Not found', 404);
  if (!account.row.settings.privateAttachments) return send(file);
  const user = identify(account, c.req.header('authorization'))?.user ?? signedIn(c);
  if (!user) throw couldNotAuthenticate();
  return c.redirect(c.get('practice').files.addressOf(account.subdomain, file.id), 302);
}

/** The host of private files, which plays `*.zdusercontent.com`: another origin, where the address alone is the right to read. */
export class FileHost {
  private origin = '';
  private readonly tokens = new Map<string, { subdomain: string; fileId: number }>();

  addressOf(subdomain: string, fileId: number): string {
    const token = secretToken();
    this.tokens.set(token, { subdomain, fileId });
    return `${this.origin}/attachment/${String(fileId)}?token=${token}`;
  }

  /** Listens on a free port. What is asked of it stands in the account's log, with whether credentials came along. */
  async start(host: string, practice: Practice): Promise<() => void> {
    const app = new Hono();
    app.get('/attachment/:id', (c) => {
      const known = this.tokens.get(c.req.query('token') ?? '');
      const file = practice.store.find(known?.subdomain ?? '')?.attachments.get(known?.fileId);
      if (!known || !file || String(file.id) !== c.req.param('id')) return c.text('Not found', 404);
      practice.traffic.add(known.subdomain, {
        at: new Date().toISOString(),
        method: 'GET',
        path: new URL(c.req.url).pathname,
        status: 200,
        idempotencyKey: null,
        isAuthorized: c.req.header('authorization') !== undefined,
        fault: null,
      });
      return send(file);
    });
    const server = createAdaptorServer({ fetch: app.fetch });
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    this.origin = `http://${host}:${String((server.address() as AddressInfo).port)}`;
    return () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    };
  }
}
