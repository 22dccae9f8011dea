import { allow } from '../http/auth';
import { pathId, readRecord } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { recordNotFound } from '../http/errors';
import { cursorPage, offsetPage, wantsCursor } from '../http/pages';
import { json } from '../http/reply';
import type { TriggerRow } from '../state/help-desk-rows';
import { presentDefinitions } from '../triggers/definitions';
import { applyTrigger, emptyTrigger } from '../triggers/records';
import { listAddress } from './request';

function presentTrigger(c: PracticeContext, trigger: TriggerRow) {
  return {
    url: `${c.get('practice').store.baseUrl(c.get('account'))}/api/v2/triggers/${String(trigger.id)}.json`,
    id: trigger.id,
    title: trigger.title,
    active: trigger.active,
    updated_at: trigger.updatedAt,
    created_at: trigger.createdAt,
    default: trigger.isDefault,
    actions: trigger.actions,
    conditions: trigger.conditions,
    description: trigger.description,
    position: trigger.position,
    raw_title: trigger.title,
    category_id: trigger.categoryId,
  };
}

function listTriggers(c: PracticeContext, rows: TriggerRow[]): Response {
  const sorted = [...rows].sort((a, b) => a.position - b.position || a.id - b.id);
  const present = (trigger: TriggerRow) => presentTrigger(c, trigger);
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, sorted, listAddress(c));
    return json(c, { triggers: items.map(present), meta, links });
  }
  const { items, ...page } = offsetPage(c, sorted, listAddress(c));
  return json(c, { triggers: items.map(present), ...page });
}

function triggerInPath(c: PracticeContext): TriggerRow {
  const trigger = c.get('account').triggers.get(pathId(c));
  if (!trigger) throw recordNotFound();
  return trigger;
}

function filterTriggers(c: PracticeContext): TriggerRow[] {
  const active = c.req.query('active');
  const category = c.req.query('category_id');
  return c
    .get('account')
    .triggers.all()
    .filter((trigger) => active === undefined || trigger.active === (active === 'true'))
    .filter((trigger) => category === undefined || trigger.categoryId === category);
}

/** Triggers: agents read; writing stands for the right to manage triggers, which administrators have. */
export function mountTriggers(api: PracticeApp): void {
  const read = allow('agent', 'triggers');
  const write = allow('admin', 'triggers');
  api.get('/triggers', read, (c) => listTriggers(c, filterTriggers(c)));
  api.get('/triggers/active', read, (c) =>
    listTriggers(
      c,
      filterTriggers(c).filter((trigger) => trigger.active),
    ),
  );
  api.get('/triggers/definitions', read, (c) => json(c, presentDefinitions(c.get('account'))));
  api.get('/triggers/search', read, (c) => {
    const query = (c.req.query('query') ?? '').toLowerCase();
    return listTriggers(
      c,
      filterTriggers(c).filter((trigger) => trigger.title.toLowerCase().includes(query)),
    );
  });
  api.post('/triggers', write, async (c) => {
    const record = await readRecord(c, 'trigger');
    const account = c.get('account');
    const trigger = account.triggers.save(applyTrigger(account, emptyTrigger(account), record, true));
    c.header(
      'location',
      `${c.get('practice').store.baseUrl(account)}/api/v2/triggers/${String(trigger.id)}.json`,
    );
    return json(c, { trigger: presentTrigger(c, trigger) }, 201);
  });
  api.get('/triggers/:id', read, (c) => json(c, { trigger: presentTrigger(c, triggerInPath(c)) }));
  api.put('/triggers/:id', write, async (c) => {
    const record = await readRecord(c, 'trigger');
    const account = c.get('account');
    const trigger = account.triggers.save(applyTrigger(account, triggerInPath(c), record, false));
    return json(c, { trigger: presentTrigger(c, trigger) });
  });
  api.delete('/triggers/:id', write, (c) => {
    c.get('account').triggers.delete(triggerInPath(c).id);
    return c.body(null, 204);
  });
}
