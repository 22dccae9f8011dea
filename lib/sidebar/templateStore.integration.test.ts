import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '@/lib/platform/db/client';
import { makeWebsite } from '@/prisma/seed/factories';
import { changeTemplate, createTemplate, listTemplates, removeTemplate } from '@/lib/sidebar/templateStore';

const input = { locale: 'fr' as const, name: 'Merci', body: 'Bonjour {{author_first_name}}' };
const unknownId = '0198c0de-0000-7000-8000-000000000000';

async function caller() {
  const { id: websiteId, merchantId } = await transaction((tx) => makeWebsite(tx));
  return { websiteId, merchantId, userId: randomUUID(), name: 'Claire', requestId: 'test-request' };
}
let own: Awaited<ReturnType<typeof caller>>;
let foreign: typeof own;
beforeAll(async () => {
  own = await caller();
  foreign = await caller();
});

describe('reply templates', () => {
  it('are one website’s own, and one of a name in a language', async () => {
    await createTemplate(own, input);
    await createTemplate(own, { ...input, locale: 'en' });
    await createTemplate(foreign, input);
    await expect(createTemplate(own, input)).rejects.toMatchObject({ code: 'already_exists' });
    expect((await listTemplates(own.websiteId)).map(({ locale }) => locale)).toEqual(['en', 'fr']);
  });

  it('are changed from the version that was seen, and by nobody of another website', async () => {
    const made = await createTemplate(own, { ...input, name: 'Excuses' });
    const changed = await changeTemplate(own, made.id, { ...input, name: 'Pardon', version: made.version });
    expect(changed).toMatchObject({ name: 'Pardon', version: 2 });
    const late = { ...input, name: 'Trop tard', version: 1 };
    await expect(changeTemplate(own, made.id, late)).rejects.toMatchObject({ code: 'version_conflict' });
    for (const [who, id] of [
      [foreign, made.id],
      [own, unknownId],
    ] as const)
      await expect(changeTemplate(who, id, { ...late, version: 2 })).rejects.toMatchObject({
        code: 'not_found',
      });
    await removeTemplate(foreign, made.id);
    expect((await listTemplates(own.websiteId)).some(({ id }) => id === made.id)).toBe(true);
    await removeTemplate(own, made.id);
    await removeTemplate(own, made.id);
    expect((await listTemplates(own.websiteId)).some(({ id }) => id === made.id)).toBe(false);
  });
});
