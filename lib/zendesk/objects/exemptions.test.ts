import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeZendesk, type PracticeZendesk } from '../../../e2e/zendesk/server';
import { addExemptions, listMailingTriggers, removeExemptions } from '@/lib/zendesk/objects/exemptions';
import { listTriggers, replaceTrigger } from '@/lib/zendesk/resources/triggers';
import { accountOpener } from '@/lib/zendesk/testing/practiceAccount';

let practice: PracticeZendesk;
beforeAll(async () => {
  practice = await startPracticeZendesk({ port: 0 });
});
afterAll(() => practice.close());
const openAccount = accountOpener(() => practice);

describe("the account's own notifications", () => {
  it('leave our tickets alone, and are restored to the letter', async () => {
    const { client } = await openAccount();
    const before = await listTriggers(client);
    const plain = (rows: typeof before) =>
      rows.map(({ id, title, active, conditions, actions }) => ({ id, title, active, conditions, actions }));
    const changes = await addExemptions(client);
    expect(changes.length).toBeGreaterThan(0);
    expect(await addExemptions(client)).toEqual([]);
    expect(plain(await listTriggers(client))).not.toEqual(plain(before));
    expect((await removeExemptions(client)).map(({ id }) => id).sort()).toEqual(
      changes.map(({ id }) => id).sort(),
    );
    expect(plain(await listTriggers(client))).toEqual(plain(before));
    expect(await removeExemptions(client)).toEqual([]);
  });

  it('keep a condition somebody wrote by hand', async () => {
    const { client } = await openAccount();
    const [mailing] = await listMailingTriggers(client);
    const byHand = { field: 'current_tags', operator: 'not_includes', value: 'vip verified_reviews' };
    const { title, actions, conditions } = mailing!;
    const all = [...(conditions?.all ?? []), byHand];
    await replaceTrigger(client, mailing!.id, {
      title: title ?? '',
      active: true,
      actions: actions ?? [],
      conditions: { all, any: conditions?.any ?? [] },
    });
    expect((await addExemptions(client)).map(({ id }) => id)).not.toContain(String(mailing!.id));
    expect((await removeExemptions(client)).map(({ id }) => id)).not.toContain(String(mailing!.id));
  });
});
