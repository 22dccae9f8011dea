import type { MiddlewareHandler } from 'hono';
import type { PracticeApp, PracticeEnv } from '../http/context';
import { download } from '../http/files';
import { mountHost } from '../host/routes';
import { mountAdmin } from './admin';
import { landingPage } from './landing';
import { mountMail } from './mail';
import { mountSignIn } from './sign-in';
import { mountTicketScreens } from './tickets';

/** Everything a person looks at. @param account finds the account of the path */
export function mountScreens(app: PracticeApp, account: MiddlewareHandler<PracticeEnv>): void {
  app.get('/', (c) => c.html(landingPage(c)));
  mountMail(app);
  app.use('/:subdomain/agent/*', account);
  app.get('/:subdomain/attachments/token/:secret/', account, download);
  mountHost(app);
  app.get('/:subdomain', (c) => c.redirect(`/${c.req.param('subdomain')}/agent/tickets`));
  app.get('/:subdomain/agent', (c) => c.redirect(`/${c.req.param('subdomain')}/agent/tickets`));
  mountSignIn(app);
  mountTicketScreens(app);
  mountAdmin(app);
}
