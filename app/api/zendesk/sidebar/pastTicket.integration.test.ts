import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerReview, replyToReview } from '@/lib/reviews/service';
import { ask } from '@/lib/sidebar/testing/panels';
import type { ReviewPanel } from '@/lib/sidebar/view';
import { account, openStage, type Stage } from '@/lib/sync/testing/stage';

let stage: Stage;
let panelOf: (ticketId: bigint | null) => Promise<ReviewPanel>;

beforeAll(async () => {
  stage = await openStage();
  const { sealSession } = await import('@/lib/sidebar/session');
  const panel = (await import('./panel/route')) as unknown as Record<string, unknown>;
  const camille = (await stage.zendesk.users(account)).find(
    ({ email }) => email === `camille@${account}.test`,
  );
  const opened = { websiteId: stage.website.id, installation: null, provenAgentId: String(camille?.id) };
  const headers = { authorization: `Bearer ${sealSession(opened, new Date())}` };
  panelOf = async (ticketId) =>
    (await ask(panel.GET, { query: `?ticketId=${String(ticketId)}`, headers }))
      .json as unknown as ReviewPanel;
}, 60_000);
afterAll(() => stage.close());

it('beside a closed ticket and beside the one that followed it stands the same review', async () => {
  const { id: reviewId } = await stage.review();
  await stage.run();
  const linkOf = () => stage.db.ticketLink.findUniqueOrThrow({ where: { reviewId } });
  const before = await linkOf();
  const act = { reviewId, at: new Date(Date.now() - 60_000) };
  const merchant = { kind: 'merchant' as const, name: 'Claire' };
  await stage.transaction((tx) =>
    replyToReview(tx, { ...act, actor: merchant, body: 'Nous cherchons.', source: 'portal' }),
  );
  await stage.run();
  await stage.zendesk.act(account, Number(before.ticketId), { status: 'closed' });
  const author = { kind: 'author' as const, name: 'Alix' };
  await stage.transaction((tx) =>
    answerReview(tx, { ...act, at: new Date(), actor: author, body: 'Toujours rien.' }),
  );
  await stage.run();
  const after = await linkOf();
  expect(after.ticketId).not.toBe(before.ticketId);
  const [one, other] = [await panelOf(before.ticketId), await panelOf(after.ticketId)];
  for (const panel of [one, other]) {
    expect(panel.kind).toBe('review');
    expect(panel.thread.map(({ body }) => body)).toEqual(['Nous cherchons.', 'Toujours rien.']);
  }
});
