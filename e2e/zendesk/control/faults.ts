import { readJson } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { invalidAttribute } from '../http/errors';
import { json } from '../http/reply';
import type { Fault, FaultKind } from '../state/account-rows';
import { ulid } from '../state/identifiers';
import { toFault } from '../state/seed';
import { accountInPath } from './account';

const KINDS: FaultKind[] = [
  ...(['delay', 'hang', 'status', 'html', 'cut_before', 'cut_after', 'limit_account'] as const),
  ...([
    'limit_endpoint',
    'unavailable',
    'requester_race',
    'database_conflict',
    'malformed',
    'slow_body',
  ] as const),
];

/** `times` is how many requests it hits, `lastsMs` for how long; without either, until removed. */
async function addFault(c: PracticeContext): Promise<Response> {
  const account = accountInPath(c);
  const { times, lastsMs, ...rest } = (await readJson(c)) as Partial<Fault> & {
    times?: number;
    lastsMs?: number;
  };
  const kind = KINDS.find((known) => known === rest.kind);
  if (!kind) throw invalidAttribute('kind', `One of ${KINDS.join(', ')}.`);
  const fault = toFault(
    {
      ...rest,
      kind,
      remaining: times ?? null,
      untilMs: lastsMs === undefined ? null : Date.now() + lastsMs,
    },
    ulid(Date.now()),
  );
  account.row.faults.push(fault);
  account.saveRow();
  return json(c, fault, 201);
}

export function mountControlFaults(app: PracticeApp): void {
  app.get('/accounts/:subdomain/faults', (c) => json(c, { faults: accountInPath(c).row.faults }));
  app.post('/accounts/:subdomain/faults', addFault);
  app.delete('/accounts/:subdomain/faults', (c) => {
    const account = accountInPath(c);
    account.row.faults = [];
    account.saveRow();
    return c.body(null, 204);
  });
  app.delete('/accounts/:subdomain/faults/:fault', (c) => {
    const account = accountInPath(c);
    account.row.faults = account.row.faults.filter((fault) => fault.id !== c.req.param('fault'));
    account.saveRow();
    return c.body(null, 204);
  });
}
