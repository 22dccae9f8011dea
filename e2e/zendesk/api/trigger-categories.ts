import { allow } from '../http/auth';
import { optionalInteger, optionalText, readRecord } from '../http/body';
import type { PracticeApp, PracticeContext } from '../http/context';
import { ApiError } from '../http/errors';
import { cursorPage } from '../http/pages';
import { json } from '../http/reply';
import type { TriggerCategoryRow } from '../state/help-desk-rows';
import { listAddress } from './request';

const MAX_CATEGORIES = 500;

/** Categories answer errors in an envelope of their own. */
const categoryError = (status: number, code: string, title: string) =>
  new ApiError(status, { errors: [{ code, title }] });

function presentCategory(category: TriggerCategoryRow) {
  return {
    id: category.id,
    name: category.name,
    position: category.position,
    created_at: category.createdAt,
    updated_at: category.updatedAt,
  };
}

function categoryInPath(c: PracticeContext): TriggerCategoryRow {
  const category = c.get('account').categories.get(c.req.param('id'));
  if (!category) throw categoryError(404, 'InvalidTriggerCategory', 'Trigger category not found');
  return category;
}

async function createCategory(c: PracticeContext): Promise<Response> {
  const record = await readRecord(c, 'trigger_category');
  const account = c.get('account');
  const name = optionalText(record.name, 'name')?.trim();
  if (!name) throw categoryError(422, 'InvalidTriggerCategory', "Name can't be blank");
  if (account.categories.size >= MAX_CATEGORIES) {
    throw categoryError(422, 'ProductLimitExceeded', 'At most 500 trigger categories are allowed');
  }
  const now = account.now();
  const position = optionalInteger(record.position, 'position') ?? account.categories.size;
  const row = { id: String(account.nextId()), name, position, createdAt: now, updatedAt: now };
  return json(c, { trigger_category: presentCategory(account.categories.save(row)) }, 201);
}

/** Trigger categories; their ids are text. */
export function mountTriggerCategories(api: PracticeApp): void {
  const read = allow('agent', 'triggers');
  const write = allow('admin', 'triggers');
  api.get('/trigger_categories', read, (c) => {
    const rows = c.get('account').categories.all();
    const { items, meta, links } = cursorPage(c, rows, listAddress(c));
    return json(c, { trigger_categories: items.map(presentCategory), meta, links });
  });
  api.post('/trigger_categories', write, createCategory);
  api.get('/trigger_categories/:id', read, (c) =>
    json(c, { trigger_category: presentCategory(categoryInPath(c)) }),
  );
  api.patch('/trigger_categories/:id', write, async (c) => {
    const record = await readRecord(c, 'trigger_category');
    const account = c.get('account');
    const category = categoryInPath(c);
    const name = record.name === undefined ? category.name : optionalText(record.name, 'name')?.trim();
    if (!name) throw categoryError(422, 'InvalidTriggerCategory', "Name can't be blank");
    const position = optionalInteger(record.position, 'position') ?? category.position;
    const saved = account.categories.save({ ...category, name, position, updatedAt: account.now() });
    return json(c, { trigger_category: presentCategory(saved) });
  });
  api.delete('/trigger_categories/:id', write, (c) => {
    const category = categoryInPath(c);
    const isUsed = c
      .get('account')
      .triggers.all()
      .some((trigger) => trigger.categoryId === category.id);
    if (isUsed) throw categoryError(422, 'InvalidTriggerCategory', 'Trigger category is not empty');
    c.get('account').categories.delete(category.id);
    return c.body(null, 204);
  });
}
