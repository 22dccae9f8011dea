import type { MiddlewareHandler } from 'hono';
import type { PracticeApp, PracticeEnv } from '../http/context';
import { landingPage } from './landing';

/** Everything a person looks at. @param account finds the account of the path */
export function mountScreens(app: PracticeApp, account: MiddlewareHandler<PracticeEnv>): void {
  app.get('/', (c) => c.html(landingPage(c.get('practice').store)));
  app.use('/:subdomain/*', account);
}
