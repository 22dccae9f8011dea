import { allow } from '../http/auth';
import { optionalText, pathId, readRecord, toBoolean } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { blank, recordInvalid, recordNotFound } from '../http/errors';
import { cursorPage, offsetPage, wantsCursor } from '../http/pages';
import { json } from '../http/reply';
import type { Account } from '../state/account';
import type { TargetRow } from '../state/help-desk-rows';
import { listAddress } from './request';

/** Keys of each kind that are kept and shown; passwords are write-only, and nothing here would use one. */
const KEYS: Record<string, string[]> = {
  email_target: ['email', 'subject'],
  url_target: ['target_url', 'method', 'attribute', 'username'],
  url_target_v2: ['target_url', 'method', 'content_type', 'username'],
};

/**
 * A target from a body, of any kind there ever was.
 * @throws ApiError 422 for an unknown kind or a missing key
 */
export function readTarget(account: Account, record: JsonObject, before: TargetRow | null): TargetRow {
  const type = before?.type ?? optionalText(record.type, 'type') ?? '';
  const keys = KEYS[type];
  if (!keys) throw recordInvalid({ type: [{ description: 'Type: is invalid', error: 'InvalidValue' }] });
  const title = record.title === undefined ? before?.title : optionalText(record.title, 'title')?.trim();
  if (!title) throw blank('title', 'Title');
  const data: Record<string, string> = { ...before?.data };
  for (const key of keys) {
    const text = optionalText(record[key], key);
    if (text !== null) data[key] = text;
  }
  const needed = keys[0] ?? '';
  if (!data[needed]) throw blank(needed, needed);
  const active = toBoolean(record.active, before?.active ?? true);
  return {
    id: before?.id ?? account.nextId(),
    type,
    title,
    active,
    data,
    createdAt: before?.createdAt ?? account.now(),
  };
}

function present(c: PracticeContext, target: TargetRow) {
  return {
    url: `${c.get('practice').store.baseUrl(c.get('account'))}/api/v2/targets/${String(target.id)}.json`,
    id: target.id,
    type: target.type,
    title: target.title,
    active: target.active,
    ...target.data,
    ...(target.type === 'email_target' ? {} : { password: null }),
    created_at: target.createdAt,
  };
}

/** HTTP targets became webhooks in 2022 and URL targets died in 2024: neither can be made or switched on any more. */
function refuseDead(target: TargetRow, isNew: boolean, record: JsonObject): void {
  if (target.type === 'email_target' || (!isNew && !toBoolean(record.active, false))) return;
  throw recordInvalid({
    type: [{ description: 'Type: this kind of target is no longer supported', error: 'InvalidValue' }],
  });
}

function inPath(c: PracticeContext): TargetRow {
  const target = c.get('account').targets.get(pathId(c));
  if (!target) throw recordNotFound();
  return target;
}

/** Legacy targets: agents read what is left, administrators make those that mail and clear the rest away. */
export function mountTargets(api: PracticeApp): void {
  const read = allow('agent', 'targets');
  const write = allow('admin', 'targets');
  api.get('/targets', read, (c) => {
    const rows = c.get('account').targets.all();
    if (wantsCursor(c)) {
      const { items, meta, links } = cursorPage(c, rows, listAddress(c));
      return json(c, { targets: items.map((row) => present(c, row)), meta, links });
    }
    const { items, ...page } = offsetPage(c, rows, listAddress(c));
    return json(c, { targets: items.map((row) => present(c, row)), ...page });
  });
  api.post('/targets', write, async (c) => {
    const record = await readRecord(c, 'target');
    const account = c.get('account');
    const target = readTarget(account, record, null);
    refuseDead(target, true, record);
    return json(c, { target: present(c, account.targets.save(target)) }, 201);
  });
  api.get('/targets/:id', read, (c) => json(c, { target: present(c, inPath(c)) }));
  api.put('/targets/:id', write, async (c) => {
    const record = await readRecord(c, 'target');
    const account = c.get('account');
    const target = readTarget(account, record, inPath(c));
    refuseDead(target, false, record);
    return json(c, { target: present(c, account.targets.save(target)) });
  });
  api.delete('/targets/:id', write, (c) => {
    c.get('account').targets.delete(inPath(c).id);
    return c.body(null, 204);
  });
}
