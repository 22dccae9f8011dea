import { beforeAll, describe, expect, it } from 'vitest';
import { reviewLinkKind } from '@/lib/orders/links';
import { now } from '@/lib/platform/clock';
import { signToken } from '@/lib/platform/crypto/tokens';
import { db, transaction } from '@/lib/platform/db/client';
import { postAuthorAct, type AuthorAct } from '@/lib/authorDesk/authorActs';
import { getAuthorDesk } from '@/lib/authorDesk/authorDesk';
import { decideReport, reportReview } from '@/lib/reviews/reports';
import { publishReview, replyToReview } from '@/lib/reviews/service';
import { makeReview, makeUser, makeWebsite } from '@/prisma/seed/factories';

const merchant = { kind: 'merchant' as const, name: 'Claire' };
const dayMs = 86_400_000;
let moderator: { kind: 'moderator'; name: string; userId: string };

const daysAgo = (days: number) => new Date(now().getTime() - days * dayMs);
const linkOf = (reviewId: string) => signToken(reviewLinkKind, reviewId);

function post(
  token: string,
  act: AuthorAct,
  fields: Record<string, string> = {},
  lang = 'fr',
): Promise<Response> {
  const url = `http://localhost/api/public/reviews/${token}/${act}?lang=${lang}`;
  return postAuthorAct(new Request(url, { method: 'POST', body: new URLSearchParams(fields) }), token, act);
}

const goesTo = (response: Response) => [response.status, response.headers.get('location')?.split('/').at(-1)];

/** A review with the shop's reply, published. */
async function replied(): Promise<string> {
  return transaction(async (tx) => {
    const { id: websiteId } = await makeWebsite(tx);
    const { id } = await makeReview(tx, { websiteId, rating: 1, comment: 'Premier texte', at: daysAgo(130) });
    const act = { reviewId: id, actor: merchant };
    await replyToReview(tx, { ...act, body: 'Bonjour', source: 'portal', at: daysAgo(129) });
    await publishReview(tx, { ...act, at: daysAgo(129) });
    return id;
  });
}

async function refused(days = 2): Promise<string> {
  const reviewId = await replied();
  await transaction(async (tx) => {
    const act = { reviewId, at: daysAgo(days) };
    await reportReview(tx, { ...act, reason: 'off_topic', source: 'portal', actor: merchant });
    await decideReport(tx, { ...act, outcome: 'accepted', statement: 'Parce que.', actor: moderator });
  });
  return reviewId;
}

async function asked(days = 2): Promise<string> {
  const reviewId = await replied();
  await transaction((tx) =>
    reportReview(tx, {
      reviewId,
      reason: 'dispute_handled',
      source: 'portal',
      actor: merchant,
      at: daysAgo(days),
    }),
  );
  return reviewId;
}

const statusOf = async (id: string) => (await db.review.findUniqueOrThrow({ where: { id } })).status;

beforeAll(async () => {
  const user = await transaction((tx) =>
    makeUser(tx, { email: 'team@team.test', name: 'Inès', password: 'long enough', isModerator: true }),
  );
  moderator = { kind: 'moderator', name: user.name, userId: user.id };
});

describe('an author’s link', () => {
  it('takes a new text of a refused review; the earlier one is kept as a version', async () => {
    const id = await refused();
    const response = await post(linkOf(id), 'modify', {
      rating: '4',
      comment: 'Second texte\r\nen deux lignes',
    });
    expect(goesTo(response)).toEqual([303, `${linkOf(id)}?lang=fr&done=modified`]);
    const row = await db.review.findUniqueOrThrow({ where: { id }, include: { versions: true } });
    expect(row).toMatchObject({
      rating: 4,
      comment: 'Second texte\nen deux lignes',
      textVersion: 2,
      status: 'pending',
    });
    expect(row.versions.map(({ comment }) => comment)).toContain('Premier texte');
  });

  it('gives every typed word back when the review cannot be changed any more', async () => {
    const id = await refused(120);
    const typed = 'Un long texte </textarea><script>alert(1)</script>';
    const response = await post(linkOf(id), 'modify', { rating: '4', comment: typed });
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('Un long texte &lt;/textarea&gt;&lt;script&gt;');
    expect(html).not.toContain('<script>');
    expect(html).toContain('Les trois mois');
    expect(await statusOf(id)).toBe('refused');
    expect(await getAuthorDesk(id, now())).toMatchObject({
      modify: { isOpen: false },
      appeal: { state: 'possible' },
    });
  });

  it.each([{}, { rating: '6', comment: 'x' }, { rating: '3', comment: 'x'.repeat(2001) }])(
    'refuses a form with something missing or too long, in the author’s language: %#',
    async (fields) => {
      const id = await refused();
      const response = await post(linkOf(id), 'modify', fields as Record<string, string>, 'en');
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('Something is missing, or the text is too long');
      expect(await statusOf(id)).toBe('refused');
    },
  );

  it('appeals once; the second time says so', async () => {
    const id = await refused();
    expect(goesTo(await post(linkOf(id), 'appeal', { body: 'Relisez' }))[1]).toContain('done=appealed');
    const again = await post(linkOf(id), 'appeal', { body: 'Encore' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('déjà été contesté');
    expect((await getAuthorDesk(id, now())).appeal).toMatchObject({ state: 'open' });
  });

  it('answers the shop’s last word once, and the review returns to moderation', async () => {
    const id = await replied();
    expect((await getAuthorDesk(id, now())).canAnswer).toBe(true);
    const sent = await Promise.all([1, 2, 3].map(() => post(linkOf(id), 'answer', { body: 'Merci' })));
    expect(sent.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    expect(await db.exchange.count({ where: { reviewId: id, origin: 'author' } })).toBe(1);
    expect(await statusOf(id)).toBe('in_moderation');
    expect((await getAuthorDesk(id, now())).canAnswer).toBe(false);
  });

  it('says yes to an update and leads to the form for the new text', async () => {
    const id = await asked();
    expect((await getAuthorDesk(id, now())).update).not.toBeNull();
    const response = await post(linkOf(id), 'update', { wish: 'yes' });
    expect(goesTo(response)).toEqual([303, 'modify?lang=fr']);
    const desk = await getAuthorDesk(id, now());
    // Nobody refused it: there is nothing to appeal.
    expect(desk).toMatchObject({ modify: { isOpen: true }, appeal: null, update: null });
    expect((await post(linkOf(id), 'appeal', { body: 'x' })).status).toBe(409);
  });

  it('says no, and the review stays as it is; a second answer finds the question closed', async () => {
    const id = await asked();
    expect(goesTo(await post(linkOf(id), 'update', { wish: 'no' }))[1]).toContain('done=kept');
    expect(await statusOf(id)).toBe('published');
    expect((await post(linkOf(id), 'update', { wish: 'yes' })).status).toBe(409);
    expect(await statusOf(id)).toBe('published');
  });

  it('withdraws for good', async () => {
    const id = await replied();
    expect(goesTo(await post(linkOf(id), 'withdraw'))[1]).toContain('done=withdrawn');
    expect(await statusOf(id)).toBe('withdrawn');
    expect((await post(linkOf(id), 'answer', { body: 'x' })).status).toBe(409);
    expect((await getAuthorDesk(id, now())).canWithdraw).toBe(false);
  });

  it('does nothing when it is forged, cut or made for something else', async () => {
    const id = await replied();
    const forged = [`${id}.AAAA`, linkOf(id).slice(0, -1), signToken('invitation', id), id];
    for (const token of forged) expect((await post(token, 'withdraw')).status).toBe(303);
    expect(await statusOf(id)).toBe('published');
  });

  it('is limited, and says for how long', async () => {
    const token = linkOf(await replied());
    let last = 0;
    for (let index = 0; index < 21; index++)
      last = (await post(token, 'modify', { rating: '1', comment: '' })).status;
    expect(last).toBe(429);
  });
});
