import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inputs, openStage, type Stage } from '@/lib/connection/testing/stage';
import type { Caller } from '@/lib/platform/audit';
import type * as DeskService from '@/lib/reviewDesk/service';
import { siteTag } from '@/lib/zendesk/objects/mark';
import { client } from '../../e2e/zendesk/harness';

const account = 'boutique-fr';
let stage: Stage;
let caller: Caller;
let desk: typeof DeskService;
let zendesk: ReturnType<typeof client>;

beforeAll(async () => {
  stage = await openStage();
  desk = await import('@/lib/reviewDesk/service');
  zendesk = client({ url: stage.accountUrl('x').replace(/\/x$/, '') }, account);
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.zendesk.reset(account);
  caller = await stage.caller();
  await stage.service.saveConnection(caller, inputs.oauth(account));
});

const nothing = { accepted: [] as string[] };
type Row = Record<string, unknown> & { id: number; title: string; description: string | null };
/** Everything an account has of the three kinds, as it answers. */
async function dump() {
  const [views, macros, policies] = await Promise.all(
    ['/views', '/macros', '/slas/policies'].map((path) => zendesk.get(path)),
  );
  const rows = (answer: unknown) => (answer ?? []) as Row[];
  const at = (answer: typeof views, key: string) =>
    rows((answer?.json as unknown as Record<string, unknown>)[key]);
  return { views: at(views, 'views'), macros: at(macros, 'macros'), policies: at(policies, 'sla_policies') };
}
const acts = ({ changes }: Pick<DeskService.DeskOutcome, 'changes'>) =>
  changes.map(({ key, act }) => `${key}:${act}`);
const states = async () =>
  Object.fromEntries(
    (await desk.previewDesk(caller.websiteId)).findings.map(({ key, state, isEdited }) => [
      key,
      isEdited ? 'edited' : state,
    ]),
  );

const foreign = {
  title: 'Our own view',
  all: [
    { field: 'status', operator: 'less_than', value: 'solved' },
    { field: 'current_tags', operator: 'includes', value: 'verified_reviews' },
  ],
  output: { columns: ['subject'], sort_by: 'created', sort_order: 'desc' },
};

describe('the review desk', () => {
  test('a preview changes nothing and shows all that would be made', async () => {
    const before = await dump();
    const { findings, hasSla } = await desk.previewDesk(caller.websiteId);
    expect(findings.map(({ key, state }) => `${key}:${state}`)).toEqual(
      ['to_handle', 'reported', 'pending', 'published', 'refused', 'reply', 'reply_before_report']
        .concat(['report_steps', 'first_reply'])
        .map((key) => `${key}:missing`),
    );
    expect(hasSla).toBe(true);
    expect(await dump()).toEqual(before);
  });

  test('making it twice makes it once, for our tickets of this website alone', async () => {
    expect((await desk.makeDesk(caller, nothing)).changes).toHaveLength(9);
    const made = await dump();
    expect(acts(await desk.makeDesk(caller, nothing))).toEqual([]);
    expect(await dump()).toEqual(made);
    expect([made.views.length, made.macros.length, made.policies.length]).toEqual([5, 3, 1]);
    for (const one of [...made.views, ...made.policies])
      expect(JSON.stringify(one)).toContain(siteTag(caller.websiteId));
    expect(new Set(Object.values(await states()))).toEqual(new Set(['same']));
  });

  test('the first-reply clock starts on the internal note our tickets begin with', async () => {
    await desk.makeDesk(caller, nothing);
    const [policy] = (await dump()).policies;
    expect(policy?.metric_settings).toEqual({
      first_reply_time: { activate_on_agent_ticket_created_for_end_user_with_internal_note: true },
    });
  });

  test('removing it leaves the account as it was, the shop’s own objects included', async () => {
    await zendesk.post('/views', { view: foreign });
    await zendesk.post('/macros', {
      macro: { title: 'Own', actions: [{ field: 'status', value: 'solved' }] },
    });
    const before = await dump();
    await desk.makeDesk(caller, nothing);
    expect(await dump()).not.toEqual(before);
    expect((await desk.clearDesk(caller, nothing)).changes).toHaveLength(9);
    expect(await dump()).toEqual(before);
    expect(acts(await desk.clearDesk(caller, nothing))).toEqual([]);
  });

  test('what the shop has built for the same tickets is shown beside it', async () => {
    await zendesk.post('/views', { view: foreign });
    const { others } = await desk.previewDesk(caller.websiteId);
    expect(others).toEqual([{ kind: 'view', title: 'Our own view' }]);
  });

  test('the desks of two websites in one account leave each other alone', async () => {
    const other = await stage.caller('Maison Lune');
    await stage.service.saveConnection(other, inputs.oauth(account));
    await desk.makeDesk(caller, nothing);
    const mine = await dump();
    await desk.makeDesk(other, nothing);
    expect((await dump()).views).toHaveLength(10);
    await desk.clearDesk(other, nothing);
    expect(await dump()).toEqual(mine);
  });
});

describe('an agent’s own edit', () => {
  const edit = async (title = 'À traiter vite') => {
    const view = (await dump()).views[0]!;
    await zendesk.put(`/views/${String(view.id)}`, { view: { title } });
    return view.id;
  };

  test('is noticed, shown side by side, and kept by a run that was not told to write over it', async () => {
    await desk.makeDesk(caller, nothing);
    await edit();
    const finding = (await desk.previewDesk(caller.websiteId)).findings.find(
      ({ key }) => key === 'to_handle',
    );
    expect(finding).toMatchObject({ state: 'different', isEdited: true });
    expect([finding?.found?.title, finding?.wanted?.title]).toEqual([
      'À traiter vite',
      expect.stringContaining('Atelier Brume') as string,
    ]);
    expect(acts(await desk.makeDesk(caller, nothing))).toEqual(['to_handle:kept']);
    expect((await dump()).views[0]?.title).toBe('À traiter vite');
    expect(acts(await desk.clearDesk(caller, nothing))).toContain('to_handle:kept');
    expect((await dump()).views.map(({ title }) => title)).toEqual(['À traiter vite']);
  });

  test('is written over only as it was seen', async () => {
    await desk.makeDesk(caller, nothing);
    await edit();
    const seen = (await desk.previewDesk(caller.websiteId)).findings.flatMap((one) =>
      one.isEdited ? (one.seen ?? []) : [],
    );
    await edit('Edited once more');
    expect(acts(await desk.makeDesk(caller, { accepted: seen }))).toEqual(['to_handle:kept']);
    await edit();
    expect(acts(await desk.makeDesk(caller, { accepted: seen }))).toEqual(['to_handle:changed']);
    expect(new Set(Object.values(await states()))).toEqual(new Set(['same']));
  });

  test.each([
    ['a macro’s text', '/macros', { macro: { actions: [{ field: 'comment_value', value: 'x' }] } }, 'reply'],
    ['a view switched off', '/views', { view: { active: false } }, 'to_handle'],
    ['a view’s columns', '/views', { view: { output: { columns: ['subject'] } } }, 'to_handle'],
    ['a policy’s targets', '/slas/policies', { sla_policy: { policy_metrics: [] } }, 'first_reply'],
    ['a policy’s start', '/slas/policies', { sla_policy: { metric_settings: {} } }, 'first_reply'],
  ])('of %s is noticed', async (_what, path, change, key) => {
    await desk.makeDesk(caller, nothing);
    const { views, macros, policies } = await dump();
    const rows = path === '/views' ? views : path === '/macros' ? macros : policies;
    await zendesk.put(`${path}/${String(rows[0]?.id)}`, change);
    expect((await states())[key]).toBe('edited');
  });

  test('that took something away is made again without asking: there is nothing to lose', async () => {
    await desk.makeDesk(caller, nothing);
    await zendesk.delete(`/views/${String((await dump()).views[0]?.id)}`);
    expect(acts(await desk.makeDesk(caller, nothing))).toEqual(['to_handle:created']);
  });
});

test('a new name of the website is brought in without taking anybody’s edit for it', async () => {
  await desk.makeDesk(caller, nothing);
  await stage.db.website.update({ where: { id: caller.websiteId }, data: { name: 'Atelier Brume Paris' } });
  const outcome = await desk.makeDesk(caller, nothing);
  expect(new Set(outcome.changes.map(({ act }) => act))).toEqual(new Set(['changed']));
  expect((await dump()).views).toHaveLength(5);
});

describe('a run that is cut', () => {
  test.each([0, 4, 8])('after %i objects goes on where it stopped, and makes none twice', async (done) => {
    const isCreate = { method: 'POST', path: '(views|macros|slas/policies)' };
    if (done > 0) await stage.zendesk.fault(account, { kind: 'delay', delayMs: 1, times: done, ...isCreate });
    // The object is made, and its answer is lost.
    await stage.zendesk.fault(account, { kind: 'cut_after', times: 1, ...isCreate });
    await expect(desk.makeDesk(caller, nothing)).rejects.toMatchObject({ code: 'zendesk_unreachable' });
    await stage.zendesk.clearFaults(account);
    await desk.makeDesk(caller, nothing);
    const { views, macros, policies } = await dump();
    expect([views.length, macros.length, policies.length]).toEqual([5, 3, 1]);
  });

  test('while it removes goes on as well', async () => {
    const before = await dump();
    await desk.makeDesk(caller, nothing);
    await stage.zendesk.fault(account, { kind: 'cut_after', times: 1, method: 'DELETE', path: 'macros' });
    await expect(desk.clearDesk(caller, nothing)).rejects.toMatchObject({ code: 'zendesk_unreachable' });
    await stage.zendesk.clearFaults(account);
    await desk.clearDesk(caller, nothing);
    expect(await dump()).toEqual(before);
  });

  test('two at once make it once', async () => {
    await Promise.all([desk.makeDesk(caller, nothing), desk.makeDesk(caller, nothing)]);
    const { views, macros, policies } = await dump();
    expect([views.length, macros.length, policies.length]).toEqual([5, 3, 1]);
  });
});

describe('what the account does not allow', () => {
  test('a plan without service levels: that part is left out, the rest is made', async () => {
    await stage.zendesk.change(account, { settings: { slaPolicies: false } });
    const { hasSla, findings } = await desk.previewDesk(caller.websiteId);
    expect([hasSla, findings.some(({ kind }) => kind === 'sla')]).toEqual([false, false]);
    expect((await desk.makeDesk(caller, nothing)).changes).toHaveLength(8);
    expect((await desk.clearDesk(caller, nothing)).changes).toHaveLength(8);
  });

  test('a user who is no administrator is refused as a person, never taken for a plan', async () => {
    await stage.zendesk.changeUser(account, `admin@${account}.test`, { role: 'agent' });
    await expect(desk.previewDesk(caller.websiteId)).rejects.toMatchObject({ code: 'zendesk_refused' });
    await expect(desk.makeDesk(caller, nothing)).rejects.toMatchObject({ code: 'zendesk_refused' });
  });

  test('without a connection there is no desk', async () => {
    const stranger = await stage.caller('Elsewhere');
    await expect(desk.previewDesk(stranger.websiteId)).rejects.toMatchObject({ code: 'connection_missing' });
  });
});
