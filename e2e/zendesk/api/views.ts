import { allow } from '../http/auth';
import { optionalText, pathId, readRecord, toBoolean } from '../http/body';
import type { JsonObject, PracticeApp, PracticeContext } from '../http/context';
import { blank, recordInvalid, recordNotFound } from '../http/errors';
import { cursorPage, offsetPage, wantsCursor } from '../http/pages';
import { isObject, json } from '../http/reply';
import type { ViewRow } from '../state/desk-rows';
import { conditionSubjects } from '../triggers/definitions';
import { readConditions } from '../triggers/records';
import { listAddress } from './request';

const MAX_COLUMNS = 10;
/** A view that asks for none of these would hold the whole account. */
const ANCHORS = new Set(['status', 'type', 'group_id', 'assignee_id', 'requester_id']);

function present(c: PracticeContext, view: ViewRow) {
  const { columns, sortBy, sortOrder, groupBy, groupOrder } = view;
  return {
    url: `${c.get('practice').store.baseUrl(c.get('account'))}/api/v2/views/${String(view.id)}.json`,
    id: view.id,
    title: view.title,
    raw_title: view.title,
    active: view.active,
    updated_at: view.updatedAt,
    created_at: view.createdAt,
    default: false,
    position: view.position,
    description: view.description,
    execution: {
      group_by: groupBy,
      group_order: groupOrder,
      sort_by: sortBy,
      sort_order: sortOrder,
      group: groupBy === null ? null : { id: groupBy, order: groupOrder },
      sort: sortBy === null ? null : { id: sortBy, order: sortOrder },
      columns: columns.map((id) => ({ id, title: String(id) })),
      fields: [],
      custom_fields: columns.filter((id) => typeof id === 'number').map((id) => ({ id })),
    },
    conditions: view.conditions,
    restriction: null,
  };
}

function readColumns(output: JsonObject, before: ViewRow): (string | number)[] {
  if (!Array.isArray(output.columns)) return before.columns;
  const columns = output.columns.filter((id) => typeof id === 'string' || typeof id === 'number');
  if (columns.length > MAX_COLUMNS) {
    const description = `Columns: at most ${String(MAX_COLUMNS)} are allowed`;
    throw recordInvalid({ base: [{ description, error: 'TooManyValues' }] });
  }
  // Ids of fields come back as numbers, however they were sent.
  return columns.map((id) => (/^\d+$/.test(String(id)) ? Number(id) : id));
}

const readOrder = (value: unknown, before: 'asc' | 'desc') =>
  value === 'asc' || value === 'desc' ? value : before;

/** @throws ApiError 422 */
function apply(c: PracticeContext, view: ViewRow, record: JsonObject): ViewRow {
  const account = c.get('account');
  const title = record.title === undefined ? view.title : optionalText(record.title, 'title')?.trim();
  if (!title) throw blank('title', 'Title');
  const isReplaced = record.all !== undefined || record.any !== undefined || view.title === '';
  const conditions = isReplaced
    ? readConditions(conditionSubjects(account), { all: record.all, any: record.any })
    : view.conditions;
  if (!conditions.all.some(({ field }) => ANCHORS.has(field))) {
    const description = 'View: must test status, type, group, assignee or requester';
    throw recordInvalid({ base: [{ description, error: 'InvalidValue' }] });
  }
  const output = isObject(record.output) ? record.output : {};
  return {
    ...view,
    title,
    description:
      record.description === undefined ? view.description : optionalText(record.description, 'description'),
    active: toBoolean(record.active, view.active),
    conditions,
    columns: readColumns(output, view),
    sortBy: optionalText(output.sort_by, 'sort_by') ?? view.sortBy,
    sortOrder: readOrder(output.sort_order, view.sortOrder),
    groupBy: optionalText(output.group_by, 'group_by') ?? view.groupBy,
    groupOrder: readOrder(output.group_order, view.groupOrder),
    updatedAt: account.now(),
  };
}

function empty(c: PracticeContext): ViewRow {
  const account = c.get('account');
  const now = account.now();
  return {
    id: account.nextId(),
    title: '',
    description: null,
    active: true,
    position: account.views.all().length + 1,
    conditions: { all: [], any: [] },
    columns: [],
    sortBy: null,
    sortOrder: 'desc',
    groupBy: null,
    groupOrder: 'desc',
    createdAt: now,
    updatedAt: now,
  };
}

function list(c: PracticeContext): Response {
  const rows = c.get('account').views.all();
  const views = (items: ViewRow[]) => items.map((view) => present(c, view));
  if (wantsCursor(c)) {
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, { views: views(items), meta, links });
  }
  const { items, ...page } = offsetPage(c, rows, listAddress(c));
  return json(c, { views: views(items), ...page });
}

function viewInPath(c: PracticeContext): ViewRow {
  const view = c.get('account').views.get(pathId(c));
  if (!view) throw recordNotFound();
  return view;
}

/** Shared views: agents read, administrators write. */
export function mountViews(api: PracticeApp): void {
  const read = allow('agent', 'views');
  const write = allow('admin', 'views');
  const save = async (c: PracticeContext, before: ViewRow) =>
    c.get('account').views.save(apply(c, before, await readRecord(c, 'view')));
  api.get('/views', read, list);
  api.post('/views', write, async (c) => json(c, { view: present(c, await save(c, empty(c))) }, 201));
  api.get('/views/:id', read, (c) => json(c, { view: present(c, viewInPath(c)) }));
  api.put('/views/:id', write, async (c) => json(c, { view: present(c, await save(c, viewInPath(c))) }));
  api.delete('/views/:id', write, (c) => {
    c.get('account').views.delete(viewInPath(c).id);
    return c.body(null, 204);
  });
}
