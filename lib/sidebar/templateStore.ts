/** Reply templates as rows: each website's own, until then a few to start from. */
import { audit, type Caller } from '@/lib/platform/audit';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { templatesMax, type TemplateInput } from '@/lib/sidebar/templates';

export type Template = { id: string; locale: string; name: string; body: string; version: number };

const fields = { id: true, locale: true, name: true, body: true, version: true } as const;

/** By language, then name. */
export function listTemplates(websiteId: string): Promise<Template[]> {
  return db.replyTemplate.findMany({
    where: { websiteId },
    orderBy: [{ locale: 'asc' }, { name: 'asc' }],
    select: fields,
  });
}

const taken = () =>
  new AppError('already_exists', {
    detail: 'There is a template of this name in this language.',
    fields: [{ path: 'name', code: 'template_name_taken', message: 'This name is taken.' }],
  });

async function requireFreeName(
  websiteId: string,
  { locale, name }: TemplateInput,
  id?: string,
): Promise<void> {
  const other = await db.replyTemplate.findUnique({
    where: { websiteId_locale_name: { websiteId, locale, name } },
    select: { id: true },
  });
  if (other && other.id !== id) throw taken();
}

/** @throws AppError `already_exists`, `conflict` beyond the most a website may have. */
export async function createTemplate(caller: Caller, input: TemplateInput): Promise<Template> {
  const { websiteId } = caller;
  await requireFreeName(websiteId, input);
  return transaction(async (tx) => {
    if ((await tx.replyTemplate.count({ where: { websiteId } })) >= templatesMax)
      throw new AppError('conflict', { detail: `A website has at most ${templatesMax} templates.` });
    const row = await tx.replyTemplate.create({ data: { websiteId, ...input }, select: fields });
    await audit(tx, caller, 'templates.saved', { templateId: row.id, name: row.name });
    return row;
  });
}

/** @throws AppError `not_found`, `version_conflict`, `already_exists`. */
export async function changeTemplate(
  caller: Caller,
  id: string,
  { version, ...input }: TemplateInput & { version: number },
): Promise<Template> {
  const { websiteId } = caller;
  await requireFreeName(websiteId, input, id);
  return transaction(async (tx) => {
    const { count } = await tx.replyTemplate.updateMany({
      where: { id, websiteId, version },
      data: { ...input, version: { increment: 1 } },
    });
    const row = await tx.replyTemplate.findFirst({ where: { id, websiteId }, select: fields });
    if (!row) throw new AppError('not_found', { detail: 'There is no such template on this website.' });
    if (count === 0) throw new AppError('version_conflict', { detail: 'Somebody changed it meanwhile.' });
    await audit(tx, caller, 'templates.saved', { templateId: id, name: row.name });
    return row;
  });
}

/** Removing one that is gone already is done. */
export async function removeTemplate(caller: Caller, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.replyTemplate.deleteMany({ where: { id, websiteId: caller.websiteId } });
    if (count > 0) await audit(tx, caller, 'templates.removed', { templateId: id });
  });
}
