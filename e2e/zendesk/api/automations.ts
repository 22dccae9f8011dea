import { allow } from '../http/auth';
import { pathId, readRecord } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { recordNotFound } from '../http/errors';
import { cursorPage, offsetPage, wantsCursor } from '../http/pages';
import { json } from '../http/reply';
import type { AutomationRow } from '../state/help-desk-rows';
import { applyAutomation, emptyAutomation } from '../triggers/automations';
import { listAddress } from './request';

function present(c: PracticeContext, automation: AutomationRow) {
  const base = c.get('practice').store.baseUrl(c.get('account'));
  return {
    url: `${base}/api/v2/automations/${String(automation.id)}.json`,
    id: automation.id,
    title: automation.title,
    raw_title: automation.title,
    active: automation.active,
    default: automation.isDefault,
    position: automation.position,
    conditions: automation.conditions,
    actions: automation.actions,
    created_at: automation.createdAt,
    updated_at: automation.updatedAt,
  };
}

function list(c: PracticeContext, isWanted: (automation: AutomationRow) => boolean): Response {
  const rows = c
    .get('account')
    .automations.all()
    .filter(isWanted)
    .sort((a, b) => a.position - b.position || a.id - b.id);
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, { automations: items.map((row) => present(c, row)), meta, links });
  }
  const { items, ...page } = offsetPage(c, rows, listAddress(c));
  return json(c, { automations: items.map((row) => present(c, row)), ...page });
}

function inPath(c: PracticeContext): AutomationRow {
  const automation = c.get('account').automations.get(pathId(c));
  if (!automation) throw recordNotFound();
  return automation;
}

/** Automations: rules by the hour. Agents read; administrators, who may manage rules, write. */
export function mountAutomations(api: PracticeApp): void {
  const read = allow('agent', 'automations');
  const write = allow('admin', 'automations');
  api.get('/automations', read, (c) => list(c, () => true));
  api.get('/automations/active', read, (c) => list(c, (automation) => automation.active));
  api.post('/automations', write, async (c) => {
    const record = await readRecord(c, 'automation');
    const account = c.get('account');
    const made = applyAutomation(account, emptyAutomation(account), record, true);
    return json(c, { automation: present(c, account.automations.save(made)) }, 201);
  });
  api.get('/automations/:id', read, (c) => json(c, { automation: present(c, inPath(c)) }));
  api.put('/automations/:id', write, async (c) => {
    const record = await readRecord(c, 'automation');
    const account = c.get('account');
    const changed = applyAutomation(account, inPath(c), record, false);
    return json(c, { automation: present(c, account.automations.save(changed)) });
  });
  api.delete('/automations/:id', write, (c) => {
    c.get('account').automations.delete(inPath(c).id);
    return c.body(null, 204);
  });
}
