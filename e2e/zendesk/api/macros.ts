import { allow } from '../http/auth';
import { optionalText, pathId, readRecord, toBoolean } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { blank, recordInvalid, recordNotFound } from '../http/errors';
import { cursorPage, offsetPage, wantsCursor } from '../http/pages';
import { isObject, json } from '../http/reply';
import type { MacroRow } from '../state/desk-rows';
import type { Action } from '../state/help-desk-rows';
import { actionSubjects } from '../triggers/definitions';
import { listAddress } from './request';

/** What a macro does besides what every rule may do. */
const OWN_ACTIONS = ['comment_value', 'comment_value_html', 'comment_mode_is_public', 'subject'];

function present(c: PracticeContext, macro: MacroRow) {
  return {
    url: `${c.get('practice').store.baseUrl(c.get('account'))}/api/v2/macros/${String(macro.id)}.json`,
    id: macro.id,
    title: macro.title,
    raw_title: macro.title,
    active: macro.active,
    updated_at: macro.updatedAt,
    created_at: macro.createdAt,
    default: false,
    position: macro.position,
    description: macro.description,
    actions: macro.actions,
    restriction: null,
  };
}

/** @throws ApiError 422 */
function readActions(c: PracticeContext, given: unknown): Action[] {
  const subjects = [...actionSubjects(c.get('account')), ...OWN_ACTIONS].filter(
    (field) => !field.startsWith('notification_'),
  );
  const actions = (Array.isArray(given) ? given.filter(isObject) : []).map((item) => {
    const field = optionalText(item.field, 'field') ?? '';
    const isKnown = subjects.includes(field) && !(field === 'status' && item.value === 'new');
    if (!isKnown) {
      const description = `Action: ${field} is not a valid field`;
      throw recordInvalid({ actions: [{ description, error: 'InvalidValue' }] });
    }
    return { field, value: item.value ?? null };
  });
  if (actions.length === 0) {
    throw recordInvalid({
      base: [{ description: 'Actions: at least one is required', error: 'BlankValue' }],
    });
  }
  return actions;
}

function apply(c: PracticeContext, macro: MacroRow, record: JsonObject): MacroRow {
  const title = record.title === undefined ? macro.title : optionalText(record.title, 'title')?.trim();
  if (!title) throw blank('title', 'Title');
  const isReplaced = record.actions !== undefined || macro.title === '';
  return {
    ...macro,
    title,
    description:
      record.description === undefined ? macro.description : optionalText(record.description, 'description'),
    active: toBoolean(record.active, macro.active),
    actions: isReplaced ? readActions(c, record.actions) : macro.actions,
    updatedAt: c.get('account').now(),
  };
}

function empty(c: PracticeContext): MacroRow {
  const account = c.get('account');
  const now = account.now();
  const position = account.macros.all().length + 1;
  const blankRow = { title: '', description: null, active: true, actions: [] };
  return { id: account.nextId(), ...blankRow, position, createdAt: now, updatedAt: now };
}

function list(c: PracticeContext): Response {
  const rows = c.get('account').macros.all();
  const macros = (items: MacroRow[]) => items.map((macro) => present(c, macro));
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, { macros: macros(items), meta, links });
  }
  const { items, ...page } = offsetPage(c, rows, listAddress(c));
  return json(c, { macros: macros(items), ...page });
}

function macroInPath(c: PracticeContext): MacroRow {
  const macro = c.get('account').macros.get(pathId(c));
  if (!macro) throw recordNotFound();
  return macro;
}

/** Shared macros: agents read, administrators write. */
export function mountMacros(api: PracticeApp): void {
  const read = allow('agent', 'macros');
  const write = allow('admin', 'macros');
  const save = async (c: PracticeContext, before: MacroRow) =>
    c.get('account').macros.save(apply(c, before, await readRecord(c, 'macro')));
  api.get('/macros', read, list);
  api.post('/macros', write, async (c) => json(c, { macro: present(c, await save(c, empty(c))) }, 201));
  api.get('/macros/:id', read, (c) => json(c, { macro: present(c, macroInPath(c)) }));
  api.put('/macros/:id', write, async (c) => json(c, { macro: present(c, await save(c, macroInPath(c))) }));
  api.delete('/macros/:id', write, (c) => {
    c.get('account').macros.delete(macroInPath(c).id);
    return c.body(null, 204);
  });
}
